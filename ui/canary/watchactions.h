// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace litekeeper {

/// What can be done with watches, as actions for buttons, menus and keys.
class WatchActions : public QObject
{
    Q_OBJECT

public:
    explicit WatchActions(QWidget *page);

    struct Selection
    {
        bool hasWatch = false;
        bool hasRecord = false; ///< of a gate
        bool isOpened = false;  ///< a record that somebody has opened
        bool isLooking = false;
        bool hasLock = false;
        bool hasEvidence = false;
    };
    void setSelection(const Selection &selection);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QWidget *makeToolBar(QWidget *parent) const;
    [[nodiscard]] QAction *copy() const { return m_copy; }
    /// From where a record is read.
    [[nodiscard]] QList<QAction *> records() const { return {m_recordFolder, m_recordFile}; }

Q_SIGNALS:
    void plantRequested();
    void lookRequested();
    void anewRequested();
    void lockRequested();
    void openRequested();
    void copyRequested();
    void removeRequested();
    void guardRequested();
    void recordFolderRequested();
    void recordFileRequested();

private:
    QAction *m_plant;
    QAction *m_look;
    QAction *m_open;
    QAction *m_lock;
    QAction *m_anew;
    QAction *m_copy;
    QAction *m_remove;
    QAction *m_guard;
    QAction *m_recordFolder;
    QAction *m_recordFile;
};

} // namespace litekeeper
