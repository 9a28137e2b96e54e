// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window at work: backs up DATABASE into DESTINATION while it searches FOLDER for databases again and
// again and turns from page to page, and prints how long its event loop was away at most, as JSON.
//   stallmeter DATABASE DESTINATION FOLDER
#include "support/stallmeter.h"

#include "bench/windowworld.h"
#include "ui/common/calmstyle.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace litekeeper;

namespace {

constexpr int pageMilliseconds = 400;

/// Keeps everything busy until the backup has ended, then prints the figures.
class BusyWindow : public QObject
{
public:
    BusyWindow(MainWindow &window, BackupService &backups, FinderService &finder, Path folder)
        : m_window(window)
        , m_finder(finder)
        , m_folder(std::move(folder))
    {
        connect(&backups, &BackupService::runFinished, this, &BusyWindow::onRunFinished);
        connect(&finder, &FinderService::finished, this, [this](qint64 files) {
            m_files += files;
            m_finder.search({m_folder});
        });
        connect(&m_turning, &QTimer::timeout, this, &BusyWindow::turnPage);
    }

    void start(BackupService &backups, const BackupWish &wish)
    {
        m_meter.reset();
        m_finder.search({m_folder});
        m_turning.start(pageMilliseconds);
        backups.backUpNow(wish, Trigger::Window);
    }

private:
    void turnPage()
    {
        using enum WindowPages::Id;
        constexpr MainWindow::PageId order[] = {Activity, Databases, Overview, History};
        m_window.showPage(order[m_turns++ % std::size(order)]);
    }

    void onRunFinished(const Run &run, const std::optional<Backup> &backup)
    {
        const QJsonObject figures{{QStringLiteral("longest_gap_ms"), m_meter.longestGap()},
                                  {QStringLiteral("ticks"), m_meter.ticks()},
                                  {QStringLiteral("files"), m_files},
                                  {QStringLiteral("pages"), m_turns},
                                  {QStringLiteral("seconds"), double(run.milliseconds) / 1000},
                                  {QStringLiteral("reason"), run.reason}};
        std::fputs(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData(), stdout);
        disconnect(&m_finder, nullptr, this, nullptr);
        QApplication::exit(backup ? 0 : 1);
    }

    MainWindow &m_window;
    FinderService &m_finder;
    Path m_folder;
    QTimer m_turning;
    test::StallMeter m_meter;
    qint64 m_files = 0;
    int m_turns = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setStyle(new CalmStyle);
    QApplication application(argc, argv);
    if (argc != 4) {
        std::fputs("usage: stallmeter DATABASE DESTINATION FOLDER\n", stderr);
        return 2;
    }
    const BackupWish wish{.source = Path(argv[1]), .destination = Path(argv[2])};
    bench::WindowWorld world;
    BusyWindow busy(world.window, world.backups, world.finder, Path(argv[3]));
    world.window.show();
    // What is measured is the work, not the start; that has a figure of its own.
    QTimer::singleShot(1000, &busy, [&] { busy.start(world.backups, wish); });
    return QApplication::exec();
}
