// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/nextruns.h"

#include <QLabel>
#include <QTest>

using namespace litekeeper;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

Job berlin(const char *schedule)
{
    Job job;
    job.schedule = QLatin1String(schedule);
    job.timeZone = "Europe/Berlin";
    return job;
}

QString textOf(const QWidget &widget, const QString &name)
{
    const auto *label = widget.findChild<QLabel *>(name);
    return label && !label->isHidden() ? label->text() : QString();
}

} // namespace

class TestNextRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsFiveInBothTimes();
    void tellsOfTheClocks_data();
    void tellsOfTheClocks();
    void saysWhyThereAreNone();
};

void TestNextRuns::showsFiveInBothTimes()
{
    NextRuns runs;
    runs.show(berlin("0 30 2 * * *"), utc("2026-11-21T12:00:00Z"));
    QCOMPARE(textOf(runs, QStringLiteral("nextRunUtc0")), QStringLiteral("2026-11-22 01:30:00 UTC"));
    QCOMPARE(textOf(runs, QStringLiteral("nextRunUtc4")), QStringLiteral("2026-11-26 01:30:00 UTC"));
    QVERIFY2(textOf(runs, QStringLiteral("nextRun0")).contains(QStringLiteral("2:30")),
             qPrintable(textOf(runs, QStringLiteral("nextRun0"))));
    QVERIFY(textOf(runs, QStringLiteral("clockNote")).contains(QStringLiteral("Europe/Berlin")));
}

void TestNextRuns::tellsOfTheClocks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("instant");
    QTest::addColumn<QString>("part");
    QTest::newRow("forward") << QByteArray("Europe/Berlin") << utc("2027-03-28T01:30:00Z")
                             << QStringLiteral("forward by 1 h");
    QTest::newRow("back") << QByteArray("Europe/Berlin") << utc("2026-10-25T00:30:00Z")
                          << QStringLiteral("back by 1 h");
    QTest::newRow("half an hour") << QByteArray("Australia/Lord_Howe") << utc("2026-10-03T20:00:00Z")
                                  << QStringLiteral("forward by 30 min");
    QTest::newRow("the day before") << QByteArray("Europe/Berlin") << utc("2027-03-27T01:30:00Z")
                                    << QString();
    QTest::newRow("without changes") << QByteArray("UTC") << utc("2027-03-28T01:30:00Z") << QString();
}

void TestNextRuns::tellsOfTheClocks()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, instant);
    QFETCH(QString, part);
    const QString note = clockChangeNote(instant, QTimeZone(zone));
    QVERIFY2(part.isEmpty() ? note.isEmpty() : note.contains(part), qPrintable(note));
}

void TestNextRuns::saysWhyThereAreNone()
{
    NextRuns runs;
    for (const char *schedule : {"", "every full moon", "0 0 0 30 2 *"}) {
        runs.show(berlin(schedule), utc("2026-11-21T12:00:00Z"));
        QVERIFY(textOf(runs, QStringLiteral("nextRun0")).isEmpty());
        QVERIFY(!textOf(runs, QStringLiteral("clockNote")).isEmpty());
    }
    Job nowhere = berlin("0 30 2 * * *");
    nowhere.timeZone = "Europe/Atlantis";
    runs.show(nowhere, utc("2026-11-21T12:00:00Z"));
    QVERIFY(textOf(runs, QStringLiteral("nextRun0")).isEmpty());
}

QTEST_MAIN(TestNextRuns)
#include "tst_nextruns.moc"
