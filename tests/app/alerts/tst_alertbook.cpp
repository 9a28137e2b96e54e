// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/alertbook.h"

#include <QTest>

using namespace litekeeper;

class TestAlertBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheCatalogue();
    void readsNothingOutOfRubbish();
    void tellsNewsOnly_data();
    void tellsNewsOnly();
    void saysWhatIsWrong();
    void saysNothingOfTheOthers_data();
    void saysNothingOfTheOthers();
    void namesThePause();
};

namespace {

const QDateTime told(QDate(2026, 5, 10), QTime(2, 0), Qt::UTC);

JobEntry entryWith(JobState state)
{
    JobEntry entry;
    entry.job.name = QStringLiteral("shop");
    entry.health.state = state;
    entry.health.sentence = QStringLiteral("The disk is full.");
    return entry;
}

} // namespace

void TestAlertBook::survivesTheCatalogue()
{
    const AlertBook book{
        {QUuid::createUuid(),
         {.occasion = QStringLiteral("run"),
          .cause = QStringLiteral("no-space"),
          .at = told,
          .noticed = QStringLiteral("bus :1.5 17")}},
        {QUuid::createUuid(), {.occasion = QStringLiteral("“a”"), .cause = {}, .at = told, .noticed = {}}}};
    QCOMPARE(alertBookFromBytes(toBytes(book)), book);
    QCOMPARE(toBytes(alertBookFromBytes(toBytes(book))), toBytes(book));
}

void TestAlertBook::readsNothingOutOfRubbish()
{
    QVERIFY(alertBookFromBytes({}).isEmpty());
    QVERIFY(alertBookFromBytes("[1]").isEmpty());
    QVERIFY(alertBookFromBytes(R"({"no id": {"cause": "a"}})").isEmpty());
}

void TestAlertBook::tellsNewsOnly_data()
{
    QTest::addColumn<QString>("occasion");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<int>("hours");
    QTest::addColumn<bool>("isNewsNow");
    QTest::newRow("the same run") << QStringLiteral("1") << QStringLiteral("busy") << 100 << false;
    QTest::newRow("the same run for another cause")
        << QStringLiteral("1") << QStringLiteral("no-space") << 100 << false;
    QTest::newRow("soon again") << QStringLiteral("2") << QStringLiteral("busy") << 19 << false;
    QTest::newRow("the next night") << QStringLiteral("2") << QStringLiteral("busy") << 20 << true;
    QTest::newRow("another cause") << QStringLiteral("2") << QStringLiteral("no-space") << 1 << true;
    QTest::newRow("the clock was wrong") << QStringLiteral("2") << QStringLiteral("busy") << -1 << true;
}

void TestAlertBook::tellsNewsOnly()
{
    QFETCH(const QString, occasion);
    QFETCH(const QString, cause);
    QFETCH(const int, hours);
    QFETCH(const bool, isNewsNow);
    const ToldAlert before{
        .occasion = QStringLiteral("1"), .cause = QStringLiteral("busy"), .at = told, .noticed = {}};
    const JobAlert alert{.occasion = occasion, .cause = cause, .title = {}, .text = {}};
    QCOMPARE(isNews(alert, before, told.addSecs(qint64(hours) * 3600)), isNewsNow);
    QVERIFY(isNews(alert, std::nullopt, told));
}

void TestAlertBook::saysWhatIsWrong()
{
    JobEntry entry = entryWith(JobState::Failing);
    Run skipped;
    skipped.id = QUuid::createUuid();
    skipped.outcome = Outcome::Skipped;
    Run failed = skipped;
    failed.id = QUuid::createUuid();
    failed.outcome = Outcome::Failed;
    failed.errorCode = QStringLiteral("no-space");
    entry.recentRuns = {skipped, failed};
    entry.health.failuresInARow = 1;
    const std::optional<JobAlert> alert = alertFor(entry, false);
    QVERIFY(alert);
    QCOMPARE(alert->occasion, failed.id.toString(QUuid::WithoutBraces));
    QCOMPARE(alert->cause, QStringLiteral("no-space"));
    QVERIFY(alert->title.contains(QStringLiteral("“shop” fails")));
    QCOMPARE(alert->text, QStringLiteral("The disk is full."));
    entry.health.lastGoodUtc = told;
    QVERIFY(alertFor(entry, false)->text.contains(QStringLiteral("newest good backup is of")));
}

void TestAlertBook::saysNothingOfTheOthers_data()
{
    QTest::addColumn<JobState>("state");
    QTest::addColumn<bool>("isWell");
    QTest::newRow("off") << JobState::Off << true;
    QTest::newRow("waiting") << JobState::Waiting << true;
    QTest::newRow("running") << JobState::Running << false;
    QTest::newRow("well") << JobState::Well << true;
    QTest::newRow("warned") << JobState::Warned << true;
}

void TestAlertBook::saysNothingOfTheOthers()
{
    QFETCH(const JobState, state);
    QFETCH(const bool, isWell);
    QVERIFY(!alertFor(entryWith(state), false));
    QCOMPARE(isWellAgain(entryWith(state)), isWell);
}

void TestAlertBook::namesThePause()
{
    JobEntry entry = entryWith(JobState::Overdue);
    entry.health.overdueSinceUtc = told;
    const std::optional<JobAlert> alert = alertFor(entry, false);
    QVERIFY(alert->title.contains(QStringLiteral("overdue")));
    QVERIFY(!alert->text.contains(QStringLiteral("paused")));
    QVERIFY(alertFor(entry, true)->text.contains(QStringLiteral("All jobs are paused")));
    QCOMPARE(alertFor(entry, true)->occasion, alert->occasion);
    entry.health.overdueSinceUtc = told.addDays(1);
    QVERIFY(alertFor(entry, false)->occasion != alert->occasion);
}

QTEST_GUILESS_MAIN(TestAlertBook)
#include "tst_alertbook.moc"
