// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/windowpages.h"

#include <QMainWindow>

namespace litekeeper {

class QuitGuard;
class SideBar;

/// The frame: side bar, pages, menus and the messages above the pages.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using PageId = WindowPages::Id;

    explicit MainWindow(const WindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Who answers in place of the person at the window. Call it before the first page that asks is shown.
    void setQuestions(Questions &questions);

    /// Verifies files and folders that were given on the command line, as by a desktop's "open with".
    void openFiles(const QList<Path> &files);
    void showPage(PageId id) { m_pages->show(id); }
    void chooseFilesToVerify();
    void showJob(const QUuid &jobId); ///< somebody clicked on its notification
    /// A warning above the pages; a later one with the same key replaces it.
    void warn(const QString &sentence, const QString &key);
    /// Ends the program, whatever closing the window means otherwise; asks if backups are running.
    void quit();
    /// The same for a signal of the system, which has told the runs to end: asks nobody, and waits for them.
    void quitUnasked();
    [[nodiscard]] QWidget *page(PageId id) const { return m_pages->page(id); } ///< null: not shown yet

Q_SIGNALS:
    void jobsLoaded();
    void closed(); ///< the program may end

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildFrame();
    [[nodiscard]] MainMenu *makeMenu();
    void openCatalogue();
    void watchRuns();

    WindowServices m_services;
    BackupLauncher *m_launcher;
    SideBar *m_sideBar;
    PageStack *m_stack;
    MessageArea *m_messages;
    Questions *m_questions;
    QuitGuard *m_quitGuard;
    WindowPages *m_pages;
    bool m_isQuitting = false; ///< closing does not mean to hide
};

} // namespace litekeeper
