// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QSettings;

namespace litekeeper {

/// The menus of the window: files, what the shown page can do, and the ways to the pages.
class MainMenu : public QObject
{
    Q_OBJECT

public:
    /// `watchFolder` is shown among the files. All of them outlive the menus; `settings` keeps the
    /// appearance.
    MainMenu(QMenuBar &bar, QAction &watchFolder, QSettings &settings, QObject *parent = nullptr);

    void addPage(QAction *action); ///< below those that are there
    void setPageActions(const QList<QAction *> &actions);

Q_SIGNALS:
    void verifyRequested();
    void restoreRequested();
    void searchRequested();
    void compareRequested();
    void quitRequested();

private:
    void buildFiles(QMenuBar &bar, QAction &watchFolder);

    QMenu *m_page;
    QMenu *m_view;
    QAction *m_belowPages;
};

} // namespace litekeeper
