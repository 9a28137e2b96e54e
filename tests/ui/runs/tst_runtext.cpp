// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runtext.h"

#include <QTest>

using namespace litekeeper;

class TestRunText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutcomeHasASentence();
    void theReasonComesFirst();
    void logHasLocalTimes();
    void unknownFiguresAreLeftOut();
};

void TestRunText::everyOutcomeHasASentence()
{
    QStringList sentences;
    for (const Outcome outcome : {Outcome::Running, Outcome::Succeeded, Outcome::Failed, Outcome::Cancelled,
                                  Outcome::Interrupted, Outcome::Skipped}) {
        RunRow row;
        row.run.outcome = outcome;
        const QString sentence = runSentence(row);
        QVERIFY2(sentence.endsWith(u'.') && !sentences.contains(sentence), qPrintable(sentence));
        sentences.append(sentence);
    }
}

void TestRunText::theReasonComesFirst()
{
    RunRow row;
    row.run.outcome = Outcome::Failed;
    row.run.reason = QStringLiteral("The disk is full. Free some room.");
    QCOMPARE(runSentence(row), row.run.reason);
}

void TestRunText::logHasLocalTimes()
{
    Run run;
    run.log = QStringLiteral("2026-11-21T02:13:41.120Z\tSnapshot taken\nno instant here\n");
    const QString local = QDateTime(QDate(2026, 11, 21), QTime(2, 13, 41, 120), Qt::UTC)
                              .toLocalTime()
                              .toString(QStringLiteral("HH:mm:ss.zzz"));
    QCOMPARE(runLog(run), local + QStringLiteral("   Snapshot taken\nno instant here"));
}

void TestRunText::unknownFiguresAreLeftOut()
{
    RunRow row;
    row.run.outcome = Outcome::Skipped;
    const auto names = [](const QList<FactsGrid::Fact> &facts) {
        QStringList list;
        for (const FactsGrid::Fact &fact : facts) {
            list.append(fact.name);
        }
        return list;
    };
    QVERIFY(!names(runFacts(row)).contains(QStringLiteral("Duration")));
    row.run.outcome = Outcome::Succeeded;
    row.run.milliseconds = 12;
    row.run.strategy = QStringLiteral("online backup");
    row.backup = Backup();
    QVERIFY(names(runFacts(row)).contains(QStringLiteral("Duration")));
    QVERIFY(names(runFacts(row)).contains(QStringLiteral("Snapshot held")));
    QVERIFY(names(runFacts(row)).contains(QStringLiteral("Proof")));
}

QTEST_MAIN(TestRunText)
#include "tst_runtext.moc"
