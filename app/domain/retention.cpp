// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/retention.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace litekeeper {

namespace {

struct RetentionText
{
    Q_DECLARE_TR_FUNCTIONS(Retention)
};

/// What two backups have in common if a rule keeps only one of them: year, then parts of it.
using Period = std::tuple<int, int, int, int>;

struct Rule
{
    const char *key;  ///< in JSON
    const char *word; ///< for people
    const char *count;
    int Retention::*number;
    Period (*periodOf)(const QDateTime &local, int secondsFromUtc);
};

Period hourOf(const QDateTime &local, int secondsFromUtc)
{
    return {local.date().year(), local.date().dayOfYear(), local.time().hour(), secondsFromUtc};
}

Period dayOf(const QDateTime &local, int /*secondsFromUtc*/)
{
    return {local.date().year(), local.date().dayOfYear(), 0, 0};
}

Period weekOf(const QDateTime &local, int /*secondsFromUtc*/)
{
    int year = 0; // ISO 8601: the first days of January may belong to the year before
    const int week = local.date().weekNumber(&year);
    return {year, week, 0, 0};
}

Period monthOf(const QDateTime &local, int /*secondsFromUtc*/)
{
    return {local.date().year(), local.date().month(), 0, 0};
}

Period yearOf(const QDateTime &local, int /*secondsFromUtc*/)
{
    return {local.date().year(), 0, 0, 0};
}

constexpr std::array rules{
    Rule{"last", QT_TRANSLATE_NOOP("Retention", "last"), QT_TRANSLATE_NOOP("Retention", "the last %1"),
         &Retention::last, nullptr},
    Rule{"hourly", QT_TRANSLATE_NOOP("Retention", "hourly"), QT_TRANSLATE_NOOP("Retention", "%1 hourly"),
         &Retention::hourly, hourOf},
    Rule{"daily", QT_TRANSLATE_NOOP("Retention", "daily"), QT_TRANSLATE_NOOP("Retention", "%1 daily"),
         &Retention::daily, dayOf},
    Rule{"weekly", QT_TRANSLATE_NOOP("Retention", "weekly"), QT_TRANSLATE_NOOP("Retention", "%1 weekly"),
         &Retention::weekly, weekOf},
    Rule{"monthly", QT_TRANSLATE_NOOP("Retention", "monthly"), QT_TRANSLATE_NOOP("Retention", "%1 monthly"),
         &Retention::monthly, monthOf},
    Rule{"yearly", QT_TRANSLATE_NOOP("Retention", "yearly"), QT_TRANSLATE_NOOP("Retention", "%1 yearly"),
         &Retention::yearly, yearOf},
};

QString inZone(const QDateTime &instant, const QTimeZone &zone)
{
    return QLocale().toString(instant.toTimeZone(zone), QLocale::ShortFormat);
}

/// Why nothing goes: the dates of the backups or of today cannot be relied on. Empty if they can.
QString doubtAboutDates(const QList<Backup> &backups, const QTimeZone &zone, const QDateTime &nowUtc)
{
    for (qsizetype i = 0; i < backups.size(); ++i) {
        const Backup &backup = backups.at(i);
        const QString name = displayPath(backup.file.filename());
        if (!backup.createdAt.isValid()) {
            return RetentionText::tr("“%1” has no date. Nothing is deleted while it is there; if you do not "
                                     "need it, delete it in the history.")
                .arg(name);
        }
        if (backup.createdAt > nowUtc) {
            return RetentionText::tr(
                       "“%1” is dated %2, and the clock of this computer says %3. The clock was "
                       "turned back, or it was wrong then. Nothing is deleted until that date "
                       "has passed; if the clock is right now, delete that backup in the history.")
                .arg(name, inZone(backup.createdAt, zone), inZone(nowUtc, zone));
        }
        if (i > 0 && backup.createdAt > backups.at(i - 1).createdAt) {
            return RetentionText::tr("“%1” is dated %2, but it was made before “%3”, which is dated %4. The "
                                     "clock was turned back between them. Nothing is deleted while both are "
                                     "there; delete the one with the wrong date in the history.")
                .arg(name, inZone(backup.createdAt, zone), displayPath(backups.at(i - 1).file.filename()),
                     inZone(backups.at(i - 1).createdAt, zone));
        }
    }
    return {};
}

bool servesRules(const Backup &backup)
{
    return backup.proof != ProofLevel::None;
}

/// The newest backup of each of the newest periods that have one.
void keepBy(const Rule &rule, int number, const QList<Backup> &backups, const QTimeZone &zone,
            QHash<QUuid, QStringList> &stays)
{
    std::optional<Period> last;
    int kept = 0;
    for (const Backup &backup : backups) {
        if (kept >= number) {
            return;
        }
        if (!servesRules(backup)) {
            continue;
        }
        if (rule.periodOf != nullptr) {
            const int offset = zone.offsetFromUtc(backup.createdAt);
            const Period period = rule.periodOf(backup.createdAt.toUTC().addSecs(offset), offset);
            if (last == period) {
                continue;
            }
            last = period;
        }
        ++kept;
        stays[backup.id].append(RetentionText::tr(rule.word));
    }
}

} // namespace

bool Retention::keepsEverything() const
{
    return std::all_of(rules.begin(), rules.end(),
                       [this](const Rule &rule) { return this->*rule.number <= 0; });
}

RetentionPlan planRetention(const QList<Backup> &backups, const Retention &wanted, const QTimeZone &zone,
                            const QDateTime &nowUtc)
{
    RetentionPlan plan;
    if (wanted.keepsEverything()) {
        for (const Backup &backup : backups) {
            plan.stays[backup.id].append(RetentionText::tr("everything"));
        }
        return plan;
    }
    plan.refusal = doubtAboutDates(backups, zone, nowUtc);
    for (const Rule &rule : rules) {
        keepBy(rule, wanted.*rule.number, backups, zone, plan.stays);
    }
    const auto proven = std::find_if(backups.begin(), backups.end(),
                                     [](const Backup &backup) { return backup.proof == ProofLevel::Proven; });
    if (proven != backups.end()) {
        plan.stays[proven->id].append(RetentionText::tr("newest proven"));
    }
    for (auto backup = backups.rbegin(); backup != backups.rend(); ++backup) {
        if (!servesRules(*backup)) {
            plan.stays[backup->id].append(RetentionText::tr("in doubt"));
        } else if (!plan.stays.contains(backup->id)) {
            (plan.refusal.isEmpty() ? plan.goes : plan.held).append(*backup);
        }
    }
    for (const Backup &backup : std::as_const(plan.held)) {
        plan.stays[backup.id].append(RetentionText::tr("date in doubt"));
    }
    return plan;
}

QString retentionInWords(const Retention &wanted)
{
    QStringList words;
    for (const Rule &rule : rules) {
        if (wanted.*rule.number > 0) {
            words.append(RetentionText::tr(rule.count).arg(wanted.*rule.number));
        }
    }
    return words.isEmpty() ? RetentionText::tr("everything") : words.join(QStringLiteral(", "));
}

QJsonObject toJson(const Retention &wanted)
{
    QJsonObject object;
    for (const Rule &rule : rules) {
        object.insert(QLatin1String(rule.key), wanted.*rule.number);
    }
    return object;
}

Result<Retention> retentionFromJson(const QJsonObject &object)
{
    Retention wanted{.last = 0, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto *const rule = std::find_if(rules.begin(), rules.end(), [&entry](const Rule &each) {
            return entry.key() == QLatin1String(each.key);
        });
        if (rule == rules.end()) {
            return Error{.kind = ErrorKind::InvalidArgument,
                         .detail = RetentionText::tr("“%1” is no rule of a retention").arg(entry.key())};
        }
        const double number = entry.value().toDouble(-1);
        if (number < 0 || number > Retention::mostKept || std::floor(number) != number) {
            return Error{.kind = ErrorKind::InvalidArgument,
                         .detail
                         = RetentionText::tr("“%1” of a retention has to be a whole number from 0 to %2")
                               .arg(entry.key())
                               .arg(Retention::mostKept)};
        }
        wanted.*rule->number = int(number);
    }
    return wanted;
}

} // namespace litekeeper
