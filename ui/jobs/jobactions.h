// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace litekeeper {

/// What can be done with jobs, as actions for buttons, menus and keys. While the list is not shown they are
/// off, so that no key meant for a field of the editor reaches them.
class JobActions : public QObject
{
    Q_OBJECT

public:
    explicit JobActions(QWidget *page);

    /// What is selected decides what can be done.
    struct Selection
    {
        int count = 0;
        bool allEnabled = false; ///< then they can be switched off, else on
        bool anyRunning = false;
        int all = 0; ///< jobs in the list
    };
    void setSelection(const Selection &selection);
    void setListShown(bool shown);
    void setPaused(bool paused);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QWidget *makeToolBar(QWidget *parent) const;
    void offerMenu(const QPoint &globalPosition, QWidget *parent) const;
    [[nodiscard]] QAction *toggle() const { return m_toggle; }

Q_SIGNALS:
    void createRequested();
    void editRequested();
    void duplicateRequested();
    void removeRequested();
    void runRequested();
    void rehearseRequested();
    void cancelRequested();
    void toggleRequested();
    void exportRequested();
    void importRequested();
    void pauseToggled(bool paused);

private:
    void update();

    Selection m_selection;
    bool m_listShown = true;
    QAction *m_create;
    QAction *m_edit;
    QAction *m_duplicate;
    QAction *m_remove;
    QAction *m_run;
    QAction *m_rehearse;
    QAction *m_cancel;
    QAction *m_toggle;
    QAction *m_export;
    QAction *m_import;
    QAction *m_pause;
};

} // namespace litekeeper
