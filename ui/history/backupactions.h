// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QObject>

class QAction;

namespace litekeeper {

/// What can be done with the selected backup, as actions for buttons, menu and keys.
class BackupActions : public QObject
{
    Q_OBJECT

public:
    explicit BackupActions(QObject *parent = nullptr);

    /// Null: nothing is selected, all actions are off.
    void setBackup(const Backup *backup, FilePresence presence, bool verifying);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QWidget *makeToolBar(QWidget *parent) const;

Q_SIGNALS:
    void verifyRequested();
    void removeRequested();
    void failed(const QString &sentence);

private:
    void showInFolder();
    void copySha256();
    void copyPath();

    std::optional<Backup> m_backup;
    QAction *m_show;
    QAction *m_verify;
    QAction *m_copySha256;
    QAction *m_copyPath;
    QAction *m_remove;
};

} // namespace litekeeper
