// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/traytext.h"

#include <QTest>

using namespace litekeeper;

class TestTrayText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowTheJobsDo_data();
    void saysHowTheJobsDo();
    void saysThatTheyArePaused();
};

namespace {

QList<JobEntry> jobsIn(const QList<JobState> &states)
{
    QList<JobEntry> jobs;
    for (const JobState state : states) {
        JobEntry entry;
        entry.job.name = QStringLiteral("job%1").arg(jobs.size() + 1);
        entry.health.state = state;
        jobs.append(entry);
    }
    return jobs;
}

} // namespace

void TestTrayText::saysHowTheJobsDo_data()
{
    using enum JobState;
    QTest::addColumn<QList<JobState>>("states");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none") << QList<JobState>() << QStringLiteral("There are no jobs yet.");
    QTest::newRow("one") << QList<JobState>{Well} << QStringLiteral("1 job well");
    QTest::newRow("well") << QList<JobState>{Well, Well} << QStringLiteral("2 jobs well");
    QTest::newRow("overdue") << QList<JobState>{Well, Overdue, Well}
                             << QStringLiteral("2 jobs well, 1 overdue: job2");
    QTest::newRow("only bad") << QList<JobState>{Failing} << QStringLiteral("1 job failing: job1");
    QTest::newRow("all kinds") << QList<JobState>{Failing, Overdue, Warned, Well, Running, Waiting, Off}
                               << QStringLiteral("1 job well, 1 running, 1 not run yet, 1 off, 1 with a "
                                                 "warning: job3, 1 overdue: job2, 1 failing: job1");
    QTest::newRow("many") << QList<JobState>{Failing, Failing, Failing, Failing, Failing}
                          << QStringLiteral("5 jobs failing: job1, job2, job3 and 2 more");
}

void TestTrayText::saysHowTheJobsDo()
{
    QFETCH(const QList<JobState>, states);
    QFETCH(const QString, sentence);
    QCOMPARE(jobsSentence(jobsIn(states)), sentence);
    QVERIFY(trayToolTip(jobsIn(states), false).endsWith(sentence));
}

void TestTrayText::saysThatTheyArePaused()
{
    const QString text = trayToolTip(jobsIn({JobState::Well}), true);
    QVERIFY2(text.endsWith(QStringLiteral("All jobs are paused.")), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestTrayText)
#include "tst_traytext.moc"
