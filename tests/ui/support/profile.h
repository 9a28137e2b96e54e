// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/folderwatch.h"
#include "service/jobservice.h"
#include "service/paths.h"
#include "service/placeservice.h"
#include "service/runboard.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "service/watchservice.h"
#include "system/autostart.h"
#include "system/usertimer.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/calmstyle.h"
#include "ui/tray/closingchoice.h"
#include "ui/windowservices.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>

namespace litekeeper::test {

/// The computer's time, until a test sets another one.
class SettableClock final : public Clock
{
public:
    QDateTime fixed; ///< invalid: the computer's time

    [[nodiscard]] QDateTime nowUtc() const override
    {
        return fixed.isValid() ? fixed : QDateTime::currentDateTimeUtc();
    }
};

/// The real services on a profile of their own: data, home and destination lie in a folder that goes with it.
class Profile
{
public:
    explicit Profile(const QString &folderTemplate
                     = QDir::temp().filePath(QStringLiteral("litekeeper-XXXXXX")))
        : m_folder(folderTemplate)
    {
        qputenv("LITEKEEPER_HOME", m_folder.filePath(QStringLiteral("profile")).toUtf8());
        qputenv("HOME", home().string().c_str());
        std::filesystem::create_directories(home());
        std::filesystem::create_directories(destination());
        restart();
    }
    ~Profile() { stop(); }

    /// As if the program had been ended and started again.
    void restart()
    {
        stop();
        m_paths = standardPaths();
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("window.ini")),
                                                 QSettings::IniFormat);
        m_runner = std::make_unique<TaskRunner>();
        m_catalogue = std::make_unique<CatalogueService>(*m_runner, m_paths);
        m_finder = std::make_unique<FinderService>(*m_runner, program);
        m_places = std::make_unique<PlaceService>(*m_runner, m_clock, program);
        m_backups = std::make_unique<BackupService>(*m_catalogue, *m_runner, m_paths.lockFolder);
        m_runs = std::make_unique<RunBoard>(*m_backups, *m_catalogue, *m_runner, m_paths.running);
        m_jobs = std::make_unique<JobService>(*m_catalogue, *m_backups, *m_runner, m_clock);
        m_sample = std::make_unique<SampleService>(*m_catalogue, *m_runner, m_paths.samples);
        m_verify = std::make_unique<VerifyService>(*m_catalogue, *m_runner, m_paths);
        m_watch = std::make_unique<FolderWatch>(*m_verify, *m_catalogue, *m_runner);
        m_watches = std::make_unique<WatchService>(*m_catalogue, m_clock, program);
        m_launcher = std::make_unique<BackupLauncher>(*m_catalogue, *m_backups, destination());
        // No systemd is asked unless a test brings one.
        m_timer = std::make_unique<UserTimer>(UserTimer::Place{
            .bus = bus, .unitFolder = home() / "units", .command = wakeCommand("litekeeper-cli")});
        m_autostart = std::make_unique<Autostart>(home() / "autostart", wakeCommand("litekeeper"));
        m_closing = std::make_unique<ClosingChoice>(*m_jobs, *m_settings, [this] { return hasTray; });
    }
    /// For a window of this profile.
    [[nodiscard]] WindowServices services()
    {
        Paths paths = m_paths;
        paths.defaultBackupFolder = destination();
        return {*m_catalogue, *m_backups, *m_runs,      *m_jobs,    *m_finder, *m_places,
                *m_sample,    *m_verify,  *m_watch,     *m_watches, *m_runner, m_clock,
                *m_settings,  *m_timer,   *m_autostart, *m_closing, paths};
    }
    void openCatalogue()
    {
        m_catalogue->open().waitForFinished();
        m_launcher->load();
        m_jobs->load();    // answers through the event loop,
        m_watches->load(); // as this does
    }

    bool hasTray = false;
    Path
        program; ///< litekeeper-cli, which looks at watches, from the next restart on; empty: beside the test
    QDBusConnection bus{QString()}; ///< of systemd, from the next restart on

    [[nodiscard]] Path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] Path home() const { return folder() / "home"; }
    [[nodiscard]] Path destination() const { return folder() / "destination"; }
    [[nodiscard]] const Paths &paths() const { return m_paths; }
    [[nodiscard]] CatalogueService &catalogue() { return *m_catalogue; }
    [[nodiscard]] FinderService &finder() { return *m_finder; }
    [[nodiscard]] PlaceService &places() { return *m_places; }
    [[nodiscard]] SampleService &sample() { return *m_sample; }
    [[nodiscard]] VerifyService &verify() { return *m_verify; }
    [[nodiscard]] FolderWatch &watch() { return *m_watch; }
    [[nodiscard]] WatchService &watches() { return *m_watches; }
    [[nodiscard]] TaskRunner &runner() { return *m_runner; }
    [[nodiscard]] BackupService &backups() { return *m_backups; }
    [[nodiscard]] RunBoard &runs() { return *m_runs; }
    [[nodiscard]] JobService &jobs() { return *m_jobs; }
    [[nodiscard]] SettableClock &clock() { return m_clock; }
    [[nodiscard]] BackupLauncher &launcher() { return *m_launcher; }
    [[nodiscard]] UserTimer &timer() { return *m_timer; }
    [[nodiscard]] const Autostart &autostart() const { return *m_autostart; }
    [[nodiscard]] ClosingChoice &closing() { return *m_closing; }
    [[nodiscard]] QSettings &settings() { return *m_settings; }

private:
    void stop()
    {
        m_closing.reset();
        m_timer.reset();
        m_launcher.reset();
        m_watches.reset();
        m_watch.reset();
        m_verify.reset();
        m_sample.reset();
        m_jobs.reset();
        m_runs.reset();
        m_backups.reset();
        m_places.reset();
        m_finder.reset();
        m_catalogue.reset();
        m_runner.reset();
        m_settings.reset();
    }

    QTemporaryDir m_folder;
    Paths m_paths;
    SettableClock m_clock;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<TaskRunner> m_runner;
    std::unique_ptr<CatalogueService> m_catalogue;
    std::unique_ptr<FinderService> m_finder;
    std::unique_ptr<PlaceService> m_places;
    std::unique_ptr<BackupService> m_backups;
    std::unique_ptr<RunBoard> m_runs;
    std::unique_ptr<JobService> m_jobs;
    std::unique_ptr<SampleService> m_sample;
    std::unique_ptr<VerifyService> m_verify;
    std::unique_ptr<FolderWatch> m_watch;
    std::unique_ptr<WatchService> m_watches;
    std::unique_ptr<BackupLauncher> m_launcher;
    std::unique_ptr<UserTimer> m_timer;
    std::unique_ptr<Autostart> m_autostart;
    std::unique_ptr<ClosingChoice> m_closing;
};

} // namespace litekeeper::test
