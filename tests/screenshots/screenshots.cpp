// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenshots/showcase.h"
#include "ui/common/calmstyle.h"
#include "ui/common/theme.h"
#include "ui/compare/comparewindow.h"
#include "ui/databases/databasespage.h"
#include "ui/jobs/jobspage.h"
#include "ui/look/lookinside.h"
#include "ui/mainwindow.h"
#include "ui/restore/restorewindow.h"
#include "ui/support/answers.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <cstdio>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr QSize windowSize{1280, 800};
constexpr QSize restoreSize{760, 940};
constexpr QSize sideWindowSize{1100, 720};

class Photographer
{
public:
    Photographer(MainWindow &window, Profile &profile, QString folder)
        : m_window(window)
        , m_profile(profile)
        , m_folder(std::move(folder))
    {
    }

    void takeAll(const QString &suffix)
    {
        take(MainWindow::PageId::Overview, QStringLiteral("overview"), suffix);
        take(MainWindow::PageId::Databases, QStringLiteral("databases"), suffix);
        m_window.findChild<QPushButton *>(QStringLiteral("connectServerButton"))->click();
        take(MainWindow::PageId::Databases, QStringLiteral("databases-connect"), suffix);
        m_window.findChild<QPushButton *>(QStringLiteral("connectClose"))->click();
        take(MainWindow::PageId::Jobs, QStringLiteral("jobs"), suffix);
        auto &jobs = *static_cast<JobsPage *>(m_window.page(MainWindow::PageId::Jobs));
        jobs.newJobFor(m_profile.home() / "shop/inventory.sqlite3");
        take(MainWindow::PageId::Jobs, QStringLiteral("jobs-editor"), suffix);
        QTest::keyClick(&jobs, Qt::Key_Escape);
        take(MainWindow::PageId::Activity, QStringLiteral("activity"), suffix);
        take(MainWindow::PageId::Verify, QStringLiteral("verify"), suffix);
        take(MainWindow::PageId::History, QStringLiteral("history"), suffix);
        m_window.findChild<QToolButton *>(QStringLiteral("backupsSide"))->click();
        take(MainWindow::PageId::History, QStringLiteral("history-backups"), suffix);
        m_window.findChild<QToolButton *>(QStringLiteral("chartsSide"))->click();
        take(MainWindow::PageId::Canary, QStringLiteral("canary"), suffix);
        m_window.findChild<QPushButton *>(QStringLiteral("guardButton"))->click();
        take(MainWindow::PageId::Canary, QStringLiteral("canary-gate"), suffix);
        m_window.findChild<QPushButton *>(QStringLiteral("closeGuide"))->click();
        take(MainWindow::PageId::Settings, QStringLiteral("settings"), suffix);
    }

    /// The window of a restore, before it begins.
    void takeRestore(const Path &source, const QString &suffix)
    {
        Q_EMIT databases().restoreRequested(source);
        auto *restore = m_window.findChild<RestoreWindow *>();
        restore->resize(restoreSize);
        auto *next = restore->findChild<QPushButton *>(QStringLiteral("restoreNext"));
        waitUntil([next] { return next->isEnabled(); });
        next->click();
        waitUntil([restore] { return !restore->isBusy(); });
        take(*restore, QStringLiteral("restore"), suffix);
    }

    /// The newest backup of a database beside what it is now.
    void takeCompare(const Path &source, const QString &suffix)
    {
        const Result<QList<Backup>> backups = m_profile.catalogue().backups().result();
        const auto of = [&source](const Backup &backup) { return backup.source == source; };
        const auto found = std::find_if(backups->cbegin(), backups->cend(), of);
        Q_EMIT databases().compareRequested(found->file, source);
        auto *compare = m_window.findChild<CompareWindow *>();
        compare->resize(sideWindowSize);
        waitUntil(
            [compare] { return compare->findChild<QAction *>(QStringLiteral("exportScript"))->isEnabled(); });
        take(*compare, QStringLiteral("compare"), suffix);
    }

    void takeLook(const Path &source, const QString &suffix)
    {
        Q_EMIT databases().lookRequested(source);
        auto *look = m_window.findChild<LookInside *>();
        look->resize(sideWindowSize);
        auto *rows = look->findChild<QTableView *>(QStringLiteral("lookRows"));
        waitUntil([rows] { return rows->model()->rowCount() > 100; });
        rows->setCurrentIndex(rows->model()->index(4, 1));
        take(*look, QStringLiteral("look"), suffix);
    }

    void searchHome()
    {
        QSignalSpy finished(&m_profile.finder(), &FinderService::finished);
        databases().searchHome();
        waitUntil([&finished] { return finished.count() > 0; });
        auto *table = m_window.findChild<QTreeView *>(QStringLiteral("databasesTable"));
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        m_window.findChild<QPushButton *>(QStringLiteral("countRows"))->click();
    }

    /// A backup that stands still in the middle, so that the pictures show one.
    void pauseBackupOf(const Path &source)
    {
        QUuid id;
        const auto pause = [this, &id](const QUuid &run, const Progress &progress) {
            if (run == id && progress.phase == Phase::Copying
                && progress.bytesDone > progress.bytesTotal / 3) {
                m_profile.backups().pause(id);
            }
        };
        QObject::connect(&m_profile.backups(), &BackupService::runProgressed, &m_window, pause);
        id = m_profile.backups().backUpNow({source, m_profile.destination()}, Trigger::Window);
        waitUntil([this, &id] { return m_profile.backups().progress(id).paused; });
    }

    static void waitUntil(const std::function<bool()> &condition)
    {
        if (!QTest::qWaitFor(condition, 30'000)) {
            std::fputs("screenshots: gave up waiting; the pictures may lack something\n", stderr);
        }
    }

private:
    void take(MainWindow::PageId page, const QString &name, const QString &suffix)
    {
        m_window.showPage(page);
        QTest::qWait(600); // answers of the services, layout, ages
        save(m_window, name, suffix);
    }

    /// A window of its own, which is closed then.
    void take(QWidget &window, const QString &name, const QString &suffix)
    {
        QTest::qWait(600);
        save(window, name, suffix);
        window.close();
        QTest::qWait(50);
    }

    [[nodiscard]] DatabasesPage &databases()
    {
        m_window.showPage(MainWindow::PageId::Databases);
        return *static_cast<DatabasesPage *>(m_window.page(MainWindow::PageId::Databases));
    }

    void save(QWidget &window, const QString &name, const QString &suffix) const
    {
        const QString file = QDir(m_folder).filePath(name + suffix + QStringLiteral(".png"));
        if (!window.grab().save(file)) {
            std::fprintf(stderr, "screenshots: could not write %s\n", qPrintable(file));
        }
    }

    MainWindow &m_window;
    Profile &m_profile;
    QString m_folder;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setStyle(new CalmStyle);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2 || !QDir().mkpath(arguments.at(1))) {
        std::fputs("usage: litekeeper-screenshots FOLDER\n", stderr);
        return 2;
    }
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    applyAppearance(Appearance::Light);

    Showcase showcase;
    Profile &profile = showcase.profile();
    Answers answers;
    MainWindow window(profile.services());
    window.setQuestions(answers);
    window.resize(windowSize);
    window.show();

    Photographer photographer(window, profile, arguments.at(1));
    photographer.searchHome();
    photographer.pauseBackupOf(showcase.largeDatabase());
    photographer.takeAll({});
    applyAppearance(Appearance::Dark);
    photographer.takeAll(QStringLiteral("-dark"));
    showcase.harmBlog();
    const auto takeWindows = [&](const QString &suffix) {
        photographer.takeRestore(showcase.blog(), suffix);
        photographer.takeCompare(showcase.blog(), suffix);
        photographer.takeLook(showcase.blog(), suffix);
    };
    takeWindows(QStringLiteral("-dark"));
    applyAppearance(Appearance::Light);
    takeWindows({});
    profile.backups().cancelAll();
    return 0;
}
