// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/trayicon.h"

#include "support/databases.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/support/profile.h"
#include "ui/tray/trayimage.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestTrayIcon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsAJobFromTheMenu();
    void pausesAndResumes();
    void tellsWhatIsWished();
    void keepsTheMenuShort();
    void isNotShownWithoutATray();
    void showsTheStateByColourAndShape_data();
    void showsTheStateByColourAndShape();

private:
    void addJob(const QString &name);
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return m_tray->menu().findChild<QAction *>(name);
    }

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<TrayIcon> m_tray;
};

void TestTrayIcon::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->openCatalogue();
    m_tray = std::make_unique<TrayIcon>(m_profile->jobs());
}

void TestTrayIcon::cleanup()
{
    m_tray.reset();
    m_profile.reset();
}

void TestTrayIcon::addJob(const QString &name)
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = name;
    job.source = m_profile->folder() / "shop.db";
    job.destination = m_profile->destination();
    job.schedule = QStringLiteral("0 0 2 * * *");
    const qsizetype before = m_profile->jobs().jobs().size();
    m_profile->jobs().store(job);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), before + 1);
}

void TestTrayIcon::runsAJobFromTheMenu()
{
    QVERIFY(makeDatabase(m_profile->folder() / "shop.db"));
    QVERIFY(!action(QStringLiteral("trayRun-shop")));
    QVERIFY(!m_tray->menu().findChild<QMenu *>(QStringLiteral("trayRun"))->menuAction()->isEnabled());
    addJob(QStringLiteral("shop"));
    QVERIFY(m_tray->toolTip().contains(QStringLiteral("1 job not run yet")));
    QSignalSpy finished(&m_profile->jobs(), &JobService::finished);
    action(QStringLiteral("trayRun-shop"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    QTRY_VERIFY(m_tray->toolTip().contains(QStringLiteral("1 job well")));
    QCOMPARE(action(QStringLiteral("traySentence"))->text(), QStringLiteral("1 job well"));
}

void TestTrayIcon::pausesAndResumes()
{
    addJob(QStringLiteral("shop"));
    QAction *pause = action(QStringLiteral("trayPause"));
    QCOMPARE(pause->text(), QStringLiteral("&Pause All Jobs"));
    pause->trigger();
    QVERIFY(m_profile->jobs().isPaused());
    QCOMPARE(pause->text(), QStringLiteral("&Resume All Jobs"));
    QVERIFY(m_tray->toolTip().contains(QStringLiteral("paused")));
    pause->trigger();
    QVERIFY(!m_profile->jobs().isPaused());
}

void TestTrayIcon::tellsWhatIsWished()
{
    const QSignalSpy opened(m_tray.get(), &TrayIcon::openRequested);
    const QSignalSpy verified(m_tray.get(), &TrayIcon::verifyRequested);
    const QSignalSpy quit(m_tray.get(), &TrayIcon::quitRequested);
    action(QStringLiteral("trayOpen"))->trigger();
    QCOMPARE(opened.size(), 1);
    action(QStringLiteral("trayVerify"))->trigger();
    QCOMPARE(verified.size(), 1);
    action(QStringLiteral("trayQuit"))->trigger();
    QCOMPARE(quit.size(), 1);
}

void TestTrayIcon::keepsTheMenuShort()
{
    for (int i = 0; i < 20; ++i) {
        addJob(QStringLiteral("a & b %1").arg(i));
    }
    auto *run = m_tray->menu().findChild<QMenu *>(QStringLiteral("trayRun"));
    QTRY_COMPARE(run->actions().size(), 17); // 15, a line, and the way to the others
    QVERIFY(run->actions().constFirst()->text().startsWith(QStringLiteral("a && b")));
}

void TestTrayIcon::isNotShownWithoutATray()
{
    QVERIFY(!m_tray->isShown()); // the platform of the tests has none
}

void TestTrayIcon::showsTheStateByColourAndShape_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestTrayIcon::showsTheStateByColourAndShape()
{
    QFETCH(const QPalette, palette);
    const auto image = [&palette](JobState state, bool isPaused) {
        return trayImage(state, isPaused, palette).pixmap(QSize(22, 22), 1.0).toImage();
    };
    QCOMPARE(image(JobState::Well, false).size(), QSize(22, 22));
    QList<QImage> different{image(JobState::Off, false),     image(JobState::Well, false),
                            image(JobState::Warned, false),  image(JobState::Overdue, false),
                            image(JobState::Failing, false), image(JobState::Well, true)};
    for (qsizetype i = 0; i < different.size(); ++i) {
        QCOMPARE(different.indexOf(different[i]), i);
    }
    // What fails is told also while paused.
    QCOMPARE(image(JobState::Failing, true), image(JobState::Failing, false));
    // The colour at the edge of the disc, where no shape is cut out of it.
    const QColor edge = trayImage(JobState::Failing, false, palette)
                            .pixmap(QSize(64, 64), 1.0)
                            .toImage()
                            .pixelColor(64 - 20, 64 - 5);
    QCOMPARE(edge.rgb(), toneColor(Tone::Bad, palette).rgb());
}

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
