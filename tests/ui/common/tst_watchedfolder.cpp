// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/folderwatch.h"
#include "service/paths.h"
#include "service/verifyservice.h"
#include "support/databases.h"
#include "support/files.h"
#include "system/desktopnotifier.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/common/watchedfolder.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// Chooses one folder whenever it is asked for one.
class ChosenFolder : public MessageArea
{
public:
    QString folder;
    void chooseFolder(const QString &, const QString &, QObject *, Chosen chosen) override
    {
        if (!folder.isEmpty()) {
            chosen(folder);
        }
    }
};

class TestWatchedFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsNotSound();
};

namespace {

QString textsOf(const MessageArea &area)
{
    QStringList texts;
    for (const MessageBar *bar : area.findChildren<MessageBar *>()) {
        for (const QLabel *label : bar->findChildren<QLabel *>()) {
            texts.append(label->text());
        }
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace

void TestWatchedFolder::tellsWhatIsNotSound()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            "unix:path=/nowhere"); // the desktop's server is none of our business here
    const TemporaryFolder folder;
    const Path downloads = folder.path() / "Downloads";
    QVERIFY(std::filesystem::create_directory(downloads));
    const Paths paths{.catalogue = folder.path() / "catalogue.db",
                      .lockFolder = folder.path() / "locks",
                      .scratch = folder.path() / "scratch",
                      .samples = {},
                      .defaultBackupFolder = {}};
    TaskRunner runner;
    CatalogueService catalogue(runner, paths);
    QVERIFY(catalogue.open().result());
    VerifyService service(catalogue, runner, paths, Path(LITEKEEPER_CLI));
    FolderWatch watch(service, catalogue, runner, 200ms);
    ChosenFolder messages;
    WatchedFolder watched(watch, messages, messages);

    // Nothing is watched until a folder is chosen.
    watched.action()->trigger();
    QVERIFY(!watched.action()->isChecked());
    messages.folder = QString::fromStdString(downloads.string());
    watched.action()->trigger();
    QVERIFY(watched.action()->isChecked());
    QVERIFY(watched.action()->text().contains(QLatin1String("Downloads")));

    QVERIFY(makeDatabase(folder.path() / "good.db", 10));
    std::filesystem::rename(folder.path() / "good.db", downloads / "good.db");
    QVERIFY(writeBytes(downloads / "ghost.db", {}));
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(messages).contains(QLatin1String("ghost.db")), 30'000);
    QVERIFY(!textsOf(messages).contains(QLatin1String("good.db")));
    // Whoever clicks on the notification is led to this file.
    QSignalSpy requested(&watched, &WatchedFolder::verdictRequested);
    auto *notifier = watched.findChild<DesktopNotifier *>();
    Q_EMIT notifier->activated(QString::fromStdString((downloads / "ghost.db").string()));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].value<Path>(), downloads / "ghost.db");
    // Well again: nothing is left to say.
    std::filesystem::copy_file(downloads / "good.db", downloads / "ghost.db",
                               std::filesystem::copy_options::overwrite_existing);
    QTRY_VERIFY_WITH_TIMEOUT(!textsOf(messages).contains(QLatin1String("ghost.db")), 30'000);

    watched.action()->trigger();
    QVERIFY(!watched.action()->isChecked());
    QVERIFY(watch.folder().empty());
}

QTEST_MAIN(TestWatchedFolder)
#include "tst_watchedfolder.moc"
