// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/panel.h"
#include "ui/common/status.h"

class QLabel;

namespace litekeeper {

class ElidedLabel;

/// One of the two files that are compared: its name, what it is, and the way to another one.
class CompareSide : public Panel
{
    Q_OBJECT

public:
    /// What the catalogue knows of a file.
    enum class Role { Unknown, Backup, Live };

    /// `caption`: "Left"; `choose`: the text of the button, with its mnemonic.
    CompareSide(const QString &caption, const QString &choose, QWidget *parent = nullptr);

    void setFile(const Path &file);
    void setRole(Role role, const Backup *backup = nullptr); ///< `backup` with Role::Backup
    [[nodiscard]] const Path &file() const { return m_file; }
    [[nodiscard]] QString describedFile() const; ///< for a summary: path and what it is

Q_SIGNALS:
    void chooseRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showGlyph();

    Path m_file;
    Role m_role = Role::Unknown;
    std::optional<Status> m_status; ///< of a backup
    ElidedLabel *m_name;
    QLabel *m_glyph;
    ElidedLabel *m_about;
    ElidedLabel *m_folder;
};

} // namespace litekeeper
