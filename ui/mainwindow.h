// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/paths.h"
#include "ui/common/questions.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QMenu;
class QSettings;
class QStackedWidget;

namespace litekeeper {

class BackupLauncher;
class BackupService;
class CatalogueService;
class DatabasesPage;
class FinderService;
class MessageArea;
class QuitGuard;
class SampleService;
class SideBar;
class TaskRunner;
class FolderWatch;
class VerifyPage;
class VerifyService;

/// What the window works with; all of it outlives the window.
struct WindowServices
{
    CatalogueService &catalogue;
    BackupService &backups;
    FinderService &finder;
    SampleService &sample;
    VerifyService &verify;
    FolderWatch &watch;
    TaskRunner &runner;
    QSettings &settings; ///< of this window: geometry, columns, appearance
    Paths paths;
};

/// The frame: side bar, pages, menus and the messages above the pages. A page is built when it is first
/// shown.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum class PageId { Overview, Databases, Activity, Verify, History };
    Q_ENUM(PageId)

    explicit MainWindow(const WindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Who answers in place of the person at the window. Call it before the first page is shown.
    void setQuestions(Questions &questions) { m_questions = &questions; }

    /// Verifies files and folders that were given on the command line, as by a desktop's "open with".
    void openFiles(const QList<Path> &files);
    void showPage(PageId id);
    [[nodiscard]] QWidget *page(PageId id) const; ///< null while it was not shown yet

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Entry
    {
        PageId id;
        std::function<QWidget *()> make;
        QWidget *page = nullptr;
    };

    void buildFrame();
    void buildMenus();
    void addPage(PageId id, const QString &text, const QString &iconName, std::function<QWidget *()> make);
    void showRow(int row);
    void openCatalogue();
    void trySample();
    void watchRuns();
    void showCount(PageId id, int count);
    void takeDrop(const QList<Path> &files);
    [[nodiscard]] DatabasesPage &databasesPage();
    [[nodiscard]] VerifyPage &verifyPage();
    QWidget *makeOverview();
    QWidget *makeDatabases();
    QWidget *makeActivity();
    QWidget *makeVerify();
    QWidget *makeHistory();

    WindowServices m_services;
    BackupLauncher *m_launcher;
    SideBar *m_sideBar;
    QStackedWidget *m_stack;
    MessageArea *m_messages;
    Questions *m_questions;
    QuitGuard *m_quitGuard;
    QMenu *m_pageMenu = nullptr;
    QMenu *m_goMenu = nullptr;
    std::vector<Entry> m_pages;
};

} // namespace litekeeper
