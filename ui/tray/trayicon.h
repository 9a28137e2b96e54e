// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <memory>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace litekeeper {

class JobService;

/// The program in the tray of the desktop: the worst state of all jobs, and what is needed most often. A tray
/// may be missing, come later (as when the session begins) and go; it is looked for all the time.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(JobService &jobs, QObject *parent = nullptr);
    ~TrayIcon() override;

    [[nodiscard]] bool isShown() const; ///< whether there is a tray
    [[nodiscard]] QMenu &menu() const { return *m_menu; }
    [[nodiscard]] QString toolTip() const;

Q_SIGNALS:
    void shownChanged(bool isShown);
    void toggleRequested(); ///< a click on the icon
    void openRequested();
    void verifyRequested();
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildMenu();
    void fillJobs();
    void lookForTray();
    void showState();

    JobService &m_jobs;
    std::unique_ptr<QMenu> m_menu;
    QMenu *m_run = nullptr;
    QAction *m_sentence = nullptr;
    QAction *m_pause = nullptr;
    std::unique_ptr<QSystemTrayIcon> m_icon; ///< only while there is a tray
    QTimer m_look;
};

} // namespace litekeeper
