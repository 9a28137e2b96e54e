// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/retention.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace litekeeper;

namespace {

constexpr Retention nothingKept{.last = 0, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
constexpr int Retention::*allRules[] = {&Retention::last,   &Retention::hourly,  &Retention::daily,
                                        &Retention::weekly, &Retention::monthly, &Retention::yearly};

/// A list of texts that can be written as one.
struct Texts : QStringList
{
    Texts(std::initializer_list<const char *> texts)
    {
        for (const char *text : texts) {
            append(QString::fromUtf8(text));
        }
    }
};

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

Backup backupAt(const QDateTime &instant, ProofLevel proof = ProofLevel::Proven)
{
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.createdAt = instant;
    backup.proof = proof;
    backup.file = Path("/backups") / instant.toString(Qt::ISODate).toStdString();
    return backup;
}

/// The instants, newest first, that go. "!" before an instant: not proven; "?": failed its verification.
QStringList gone(const QStringList &instants, const Retention &rules, const char *zone, const char *now)
{
    QList<Backup> backups;
    for (const QString &text : instants) {
        const QString bare = text.startsWith(QLatin1Char('2')) ? text : text.mid(1);
        backups.append(backupAt(QDateTime::fromString(bare, Qt::ISODate),
                                text.startsWith(QLatin1Char('!'))       ? ProofLevel::Checked
                                    : text.startsWith(QLatin1Char('?')) ? ProofLevel::None
                                                                        : ProofLevel::Proven));
    }
    const RetentionPlan plan = planRetention(backups, rules, QTimeZone(zone), utc(now));
    QStringList result;
    for (const Backup &backup : plan.goes) {
        result.append(backup.createdAt.toString(Qt::ISODate));
    }
    return result;
}

Retention only(int Retention::*rule, int number)
{
    Retention rules = nothingKept;
    rules.*rule = number;
    return rules;
}

struct History
{
    QList<Backup> backups; ///< newest first
    QTimeZone zone;
    QDateTime now;
};

/// Nightly, hourly or at random, with pauses, in zones with all sorts of transitions.
History randomHistory(QRandomGenerator &random)
{
    static const QByteArray zones[]
        = {"UTC",          "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
           "Asia/Kolkata", "Pacific/Apia",  "Asia/Beirut"};
    History history{.backups = {}, .zone = QTimeZone(zones[random.bounded(8)]), .now = {}};
    QDateTime instant = utc("2011-10-01T00:00:00Z").addSecs(random.bounded(400) * 86'400LL);
    const int count = random.bounded(1, 120);
    const int step = 1 << random.bounded(8, 22); // 4 minutes to 48 days
    for (int i = 0; i < count; ++i) {
        const ProofLevel proof = random.bounded(4) == 0 ? ProofLevel(random.bounded(5)) : ProofLevel::Proven;
        history.backups.prepend(backupAt(instant, proof));
        instant = instant.addMSecs(random.bounded(step) * 1000LL + random.bounded(1000));
    }
    history.now = instant;
    return history;
}

Retention randomRules(QRandomGenerator &random)
{
    Retention rules;
    for (int Retention::*rule : allRules) {
        rules.*rule = random.bounded(2) == 0 ? 0 : random.bounded(12);
    }
    return rules;
}

QSet<QUuid> idsOf(const QList<Backup> &backups)
{
    QSet<QUuid> ids;
    for (const Backup &backup : backups) {
        ids.insert(backup.id);
    }
    return ids;
}

QSet<QUuid> keptBy(const History &history, const Retention &rules)
{
    return idsOf(history.backups)
        - idsOf(planRetention(history.backups, rules, history.zone, history.now).goes);
}

/// The rules once more, from the words of their description: a period is what Qt writes for it.
QSet<QUuid> keptByDescription(const History &history, const Retention &rules)
{
    const auto name = [&](int Retention::*rule, const Backup &backup) -> QString {
        const QDateTime local = backup.createdAt.toTimeZone(history.zone);
        if (rule == &Retention::last) {
            return backup.id.toString();
        }
        if (rule == &Retention::weekly) {
            // The Thursday of an ISO week lies in the year the week belongs to.
            return local.date().addDays(4 - local.date().dayOfWeek()).toString(Qt::ISODate);
        }
        const char *format = rule == &Retention::hourly ? "yyyy-MM-dd HH "
            : rule == &Retention::daily                 ? "yyyy-MM-dd"
            : rule == &Retention::monthly               ? "yyyy-MM"
                                                        : "yyyy";
        const QString shift = rule == &Retention::hourly ? QString::number(local.offsetFromUtc()) : QString();
        return local.toString(QLatin1String(format)) + shift;
    };
    QSet<QUuid> kept;
    for (int Retention::*rule : allRules) {
        QStringList names;
        for (const Backup &backup : history.backups) {
            if (backup.proof == ProofLevel::None) {
                kept.insert(backup.id);
            } else if (!names.contains(name(rule, backup)) && names.size() < rules.*rule) {
                names.append(name(rule, backup));
                kept.insert(backup.id);
            }
        }
    }
    for (const Backup &backup : history.backups) {
        if (backup.proof == ProofLevel::Proven) {
            kept.insert(backup.id);
            break;
        }
    }
    return rules.keepsEverything() ? idsOf(history.backups) : kept;
}

} // namespace

class RetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers_data();
    void knownAnswers();
    void saysWhoWantsABackup();
    void doesAsDescribed();
    void newestProvenStays();
    void stricterNeverKeepsMore();
    void twiceIsOnce();
    void nightAfterNightIsAsAllAtOnce();
    void refusesAClockThatWasTurnedBack();
    void refusesDatesOutOfOrder();
    void refusesAnyDisorder();
    void words_data();
    void words();
    void jsonGoesThereAndBack();
    void jsonRefuses_data();
    void jsonRefuses();
};

void RetentionTest::knownAnswers_data()
{
    QTest::addColumn<QStringList>("instants"); // newest first
    QTest::addColumn<Retention>("rules");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QStringList>("expected"); // oldest first
    const auto row = [](const char *title, const Texts &instants, const Retention &rules, const char *zone,
                        const Texts &expected) {
        QTest::newRow(title) << QStringList(instants) << rules << QByteArray(zone) << QStringList(expected);
    };
    row("nothing there", {}, {}, "UTC", {});
    row("all rules 0 keep everything", {"2026-05-02T00:00:00Z", "2020-05-01T00:00:00Z"}, nothingKept, "UTC",
        {});
    row("last 2",
        {"2026-05-04T00:00:00Z", "2026-05-03T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z"},
        only(&Retention::last, 2), "UTC", {"2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"});
    row("the newest of a day stays", {"2026-05-02T03:00:00Z", "2026-05-01T23:00:00Z", "2026-05-01T01:00:00Z"},
        only(&Retention::daily, 7), "UTC", {"2026-05-01T01:00:00Z"});
    row("days without a backup do not count",
        {"2026-05-20T00:00:00Z", "2026-03-02T00:00:00Z", "2025-01-01T00:00:00Z"}, only(&Retention::daily, 2),
        "UTC", {"2025-01-01T00:00:00Z"});
    row("midnight is the zone's", {"2026-05-01T22:30:00Z", "2026-05-01T21:30:00Z"},
        only(&Retention::daily, 9), "Europe/Berlin", {});
    row("the same instants are one day in UTC", {"2026-05-01T22:30:00Z", "2026-05-01T21:30:00Z"},
        only(&Retention::daily, 9), "UTC", {"2026-05-01T21:30:00Z"});
    // 2026-03-29 has 23 hours in Berlin: 2026-03-28T23:00Z to 2026-03-29T22:00Z.
    row("a day of 23 hours",
        {"2026-03-29T22:00:00Z", "2026-03-29T21:59:59Z", "2026-03-28T23:00:00Z", "2026-03-28T22:59:59Z"},
        only(&Retention::daily, 9), "Europe/Berlin", {"2026-03-28T23:00:00Z"});
    // 2026-10-25 has 25: 2026-10-24T22:00Z to 2026-10-25T23:00Z.
    row("a day of 25 hours",
        {"2026-10-25T23:00:00Z", "2026-10-25T22:59:59Z", "2026-10-24T22:00:00Z", "2026-10-24T21:59:59Z"},
        only(&Retention::daily, 9), "Europe/Berlin", {"2026-10-24T22:00:00Z"});
    row("the hour that is passed twice counts as two",
        {"2026-10-25T01:30:00Z", "2026-10-25T01:10:00Z", "2026-10-25T00:30:00Z"}, only(&Retention::hourly, 9),
        "Europe/Berlin", {"2026-10-25T01:10:00Z"});
    row("hours of a zone that is half an hour off",
        {"2026-05-01T05:10:00Z", "2026-05-01T04:40:00Z", "2026-05-01T04:20:00Z"}, only(&Retention::hourly, 9),
        "Asia/Kolkata", {"2026-05-01T04:40:00Z"});
    // Monday 2025-12-29 begins week 1 of 2026; Sunday 2025-12-28 ends week 52 of 2025.
    row("a week across the year's end",
        {"2026-01-04T12:00:00Z", "2026-01-01T12:00:00Z", "2025-12-29T00:00:00Z", "2025-12-28T23:59:59Z"},
        only(&Retention::weekly, 9), "UTC", {"2025-12-29T00:00:00Z", "2026-01-01T12:00:00Z"});
    // 2020 had a week 53, to Sunday 2021-01-03.
    row("week 53",
        {"2021-01-04T00:00:00Z", "2021-01-03T23:00:00Z", "2021-01-01T00:00:00Z", "2020-12-28T00:00:00Z"},
        only(&Retention::weekly, 9), "UTC", {"2020-12-28T00:00:00Z", "2021-01-01T00:00:00Z"});
    // Week 1 of two years must not be taken for one.
    row("the same week of another year", {"2026-01-01T00:00:00Z", "2025-01-01T00:00:00Z"},
        only(&Retention::weekly, 9), "UTC", {});
    row("29 February", {"2024-03-01T00:00:00Z", "2024-02-29T23:59:59Z", "2024-02-28T00:00:00Z"},
        only(&Retention::monthly, 9), "UTC", {"2024-02-28T00:00:00Z"});
    row("the same day of a leap year and of another", {"2025-03-01T00:00:00Z", "2024-03-01T00:00:00Z"},
        only(&Retention::daily, 9), "UTC", {});
    row("years",
        {"2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2024-06-01T00:00:00Z"},
        only(&Retention::yearly, 2), "UTC", {"2024-06-01T00:00:00Z", "2026-01-01T00:00:00Z"});
    row("the newest proven one stays",
        {"!2026-05-03T00:00:00Z", "!2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z", "2026-04-30T00:00:00Z"},
        only(&Retention::last, 1), "UTC", {"2026-04-30T00:00:00Z", "2026-05-02T00:00:00Z"});
    row("a damaged one serves no rule, and stays",
        {"?2026-05-02T20:00:00Z", "2026-05-02T10:00:00Z", "2026-05-02T01:00:00Z"}, only(&Retention::daily, 1),
        "UTC", {"2026-05-02T01:00:00Z"});
    // A backup serves several rules: the day's, the week's and the month's are one and the same.
    row("rules do not add up",
        {"2026-05-03T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z", "2026-04-30T00:00:00Z"},
        Retention{.last = 1, .hourly = 0, .daily = 1, .weekly = 1, .monthly = 1, .yearly = 1}, "UTC",
        {"2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"});
}

void RetentionTest::knownAnswers()
{
    QFETCH(QStringList, instants);
    QFETCH(Retention, rules);
    QFETCH(QByteArray, zone);
    QFETCH(QStringList, expected);
    QCOMPARE(gone(instants, rules, zone.constData(), "2026-12-31T00:00:00Z"), expected);
}

void RetentionTest::saysWhoWantsABackup()
{
    const QList<Backup> backups{backupAt(utc("2026-05-03T00:00:00Z"), ProofLevel::Checked),
                                backupAt(utc("2026-05-02T12:00:00Z")),
                                backupAt(utc("2026-05-02T00:00:00Z"), ProofLevel::None)};
    const RetentionPlan plan = planRetention(backups, {.last = 1, .daily = 7, .weekly = 0, .monthly = 0},
                                             QTimeZone::utc(), utc("2026-05-03T00:00:01Z"));
    QCOMPARE(plan.stays.value(backups.at(0).id), QStringList(Texts{"last", "daily"}));
    QCOMPARE(plan.stays.value(backups.at(1).id), QStringList(Texts{"daily", "newest proven"}));
    QCOMPARE(plan.stays.value(backups.at(2).id), QStringList(Texts{"in doubt"}));
}

void RetentionTest::doesAsDescribed()
{
    QRandomGenerator random(1);
    qsizetype went = 0;
    for (int round = 0; round < 2000; ++round) {
        const History history = randomHistory(random);
        const Retention rules = randomRules(random);
        const QSet<QUuid> kept = keptBy(history, rules);
        QCOMPARE(kept, keptByDescription(history, rules));
        went += history.backups.size() - kept.size();
    }
    QVERIFY(went > 10'000); // else these histories try nothing
}

void RetentionTest::newestProvenStays()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 2000; ++round) {
        const History history = randomHistory(random);
        const RetentionPlan plan
            = planRetention(history.backups, randomRules(random), history.zone, history.now);
        const auto proven
            = std::find_if(history.backups.begin(), history.backups.end(),
                           [](const Backup &backup) { return backup.proof == ProofLevel::Proven; });
        const QSet<QUuid> goes = idsOf(plan.goes);
        QVERIFY(proven == history.backups.end() || !goes.contains(proven->id));
        const bool newestIsSound = history.backups.front().proof != ProofLevel::None;
        QVERIFY(!newestIsSound || !goes.contains(history.backups.front().id));
        // Each either goes or has a reason to stay.
        QCOMPARE(goes.size() + plan.stays.size(), history.backups.size());
    }
}

void RetentionTest::stricterNeverKeepsMore()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 2000; ++round) {
        const History history = randomHistory(random);
        const Retention rules = randomRules(random);
        Retention stricter = rules;
        for (int Retention::*rule : allRules) {
            stricter.*rule = random.bounded(rules.*rule + 1);
        }
        if (!stricter.keepsEverything()) {
            QVERIFY(rules.keepsEverything() || keptBy(history, rules).contains(keptBy(history, stricter)));
        }
    }
}

void RetentionTest::twiceIsOnce()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 2000; ++round) {
        History history = randomHistory(random);
        const Retention rules = randomRules(random);
        const QSet<QUuid> kept = keptBy(history, rules);
        history.backups.removeIf([&kept](const Backup &backup) { return !kept.contains(backup.id); });
        QCOMPARE(keptBy(history, rules), kept);
    }
}

/// What goes tonight would not have been wanted later: pruning after every run ends where pruning once does.
void RetentionTest::nightAfterNightIsAsAllAtOnce()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 300; ++round) {
        const History history = randomHistory(random);
        const Retention rules = randomRules(random);
        History growing{.backups = {}, .zone = history.zone, .now = history.now};
        for (auto backup = history.backups.rbegin(); backup != history.backups.rend(); ++backup) {
            growing.backups.prepend(*backup);
            const QSet<QUuid> kept = keptBy(growing, rules);
            growing.backups.removeIf([&kept](const Backup &each) { return !kept.contains(each.id); });
        }
        QCOMPARE(idsOf(growing.backups), keptBy(history, rules));
    }
}

void RetentionTest::refusesAClockThatWasTurnedBack()
{
    const QList<Backup> backups{backupAt(utc("2026-05-03T00:00:00Z")), backupAt(utc("2026-05-02T00:00:00Z")),
                                backupAt(utc("2026-05-01T00:00:00Z"))};
    const Retention rules = only(&Retention::last, 1);
    const RetentionPlan plan = planRetention(backups, rules, QTimeZone::utc(), utc("2026-05-02T23:59:59Z"));
    QVERIFY(plan.goes.isEmpty());
    QVERIFY(plan.refusal.contains(QLatin1String("2026-05-03T00:00:00Z")));
    QCOMPARE(plan.held.size(), 2);
    QCOMPARE(plan.stays.size(), 3);
    const RetentionPlan later = planRetention(backups, rules, QTimeZone::utc(), utc("2026-05-03T00:00:00Z"));
    QVERIFY(later.refusal.isEmpty());
    QCOMPARE(later.goes.size(), 2);
}

void RetentionTest::refusesDatesOutOfOrder()
{
    const QList<Backup> backups{backupAt(utc("2026-05-02T00:00:00Z")), backupAt(utc("2026-05-03T00:00:00Z")),
                                backupAt(utc("2026-05-01T00:00:00Z"))};
    const RetentionPlan plan
        = planRetention(backups, only(&Retention::last, 1), QTimeZone::utc(), utc("2026-06-01T00:00:00Z"));
    QVERIFY(plan.goes.isEmpty());
    QVERIFY(plan.refusal.contains(QLatin1String("2026-05-02T00:00:00Z")));
    QVERIFY(plan.refusal.contains(QLatin1String("2026-05-03T00:00:00Z")));
}

void RetentionTest::refusesAnyDisorder()
{
    QRandomGenerator random(6);
    for (int round = 0; round < 500; ++round) {
        History history = randomHistory(random);
        if (history.backups.size() < 2) {
            continue;
        }
        const int place = random.bounded(int(history.backups.size()) - 1);
        if (history.backups.at(place).createdAt == history.backups.at(place + 1).createdAt) {
            continue;
        }
        history.backups.swapItemsAt(place, place + 1);
        QVERIFY(
            planRetention(history.backups, randomRules(random), history.zone, history.now).goes.isEmpty());
    }
}

void RetentionTest::words_data()
{
    QTest::addColumn<Retention>("rules");
    QTest::addColumn<QString>("words");
    QTest::newRow("default") << Retention() << "7 daily, 4 weekly, 12 monthly";
    QTest::newRow("none") << nothingKept << "everything";
    QTest::newRow("all")
        << Retention{.last = 3, .hourly = 24, .daily = 7, .weekly = 4, .monthly = 12, .yearly = 5}
        << "the last 3, 24 hourly, 7 daily, 4 weekly, 12 monthly, 5 yearly";
}

void RetentionTest::words()
{
    QFETCH(Retention, rules);
    QFETCH(QString, words);
    QCOMPARE(retentionInWords(rules), words);
}

void RetentionTest::jsonGoesThereAndBack()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 100; ++round) {
        const Retention rules = randomRules(random);
        const Result<Retention> read = retentionFromJson(toJson(rules));
        QVERIFY(read);
        QVERIFY(*read == rules);
    }
    const Result<Retention> empty = retentionFromJson({});
    QVERIFY(empty && empty->keepsEverything());
}

void RetentionTest::jsonRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("negative") << QByteArray(R"({"daily": -1})");
    QTest::newRow("part") << QByteArray(R"({"daily": 1.5})");
    QTest::newRow("text") << QByteArray(R"({"daily": "7"})");
    QTest::newRow("null") << QByteArray(R"({"daily": null})");
    QTest::newRow("too many") << QByteArray(R"({"daily": 1e9})");
    QTest::newRow("a rule nobody knows") << QByteArray(R"({"daily": 7, "dayly": 7})");
}

void RetentionTest::jsonRefuses()
{
    QFETCH(QByteArray, json);
    const Result<Retention> read = retentionFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidArgument);
}

QTEST_GUILESS_MAIN(RetentionTest)

#include "tst_retention.moc"
