// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QObject>

#include <memory>

class QAction;
class QMenu;

namespace litekeeper {

/// What can be done with the selected backup, as actions for buttons, menu and keys.
class BackupActions : public QObject
{
    Q_OBJECT

public:
    /// What a backup can be compared with.
    enum class Other {
        Database, ///< as it is now
        Before,   ///< the backup of the same database before it
        Selected, ///< the second one that is selected
    };

    explicit BackupActions(QObject *parent = nullptr);
    ~BackupActions() override;

    /// Null: nothing is selected, all actions are off.
    void setBackup(const Backup *backup, FilePresence presence, bool verifying);

    /// To be called behind setBackup(), which knows of one backup only.
    void setComparable(bool hasBefore, bool twoAreSelected);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QWidget *makeToolBar(QWidget *parent) const;

Q_SIGNALS:
    void restoreRequested();
    void verifyRequested();
    void lookRequested();
    void compareRequested(litekeeper::BackupActions::Other other);
    void removeRequested();
    void failed(const QString &sentence);

private:
    void makeCompareMenu();
    void showInFolder();
    void copySha256();
    void copyPath();

    std::optional<Backup> m_backup;
    QAction *m_restore;
    QAction *m_show;
    QAction *m_verify;
    QAction *m_copySha256;
    QAction *m_copyPath;
    QAction *m_look;
    QAction *m_compare; ///< opens the three below; by its keys the first of them that can be
    QAction *m_compareSelected = nullptr;
    QAction *m_compareDatabase = nullptr;
    QAction *m_compareBefore = nullptr;
    QAction *m_remove;
    std::unique_ptr<QMenu> m_compareMenu;
};

} // namespace litekeeper
