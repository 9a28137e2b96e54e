// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/pageheader.h"
#include "ui/verify/verdictnode.h"

class QComboBox;
class QSettings;

namespace litekeeper {

/// The head of the Verify page: a summary of the files, how far to verify, and the buttons that ask for
/// files.
class VerifyHeader : public PageHeader
{
    Q_OBJECT

public:
    /// `settings` keeps the level and outlives the header.
    explicit VerifyHeader(QSettings &settings, QWidget *parent = nullptr);

    void setFiles(const QList<const VerdictFile *> &files);
    [[nodiscard]] VerifyLevel level() const; ///< the chosen one

Q_SIGNALS:
    void filesRequested();
    void folderRequested();

private:
    void fillLevels(QSettings &settings);
    void makeButtons();

    QComboBox *m_level;
    QWidget *m_open; ///< the buttons that ask for files
};

} // namespace litekeeper
