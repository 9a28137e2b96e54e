// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/nextcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"

namespace litekeeper {

namespace {

const char *const explanation = R"(EXPRESSION has six fields, in quotes:
  second        0-59
  minute        0-59
  hour          0-23
  day           1-31
  month         1-12 or Jan-Dec
  day of week   0-6 or Sun-Sat; Sunday is 0. Day AND day of week have to fit.
Each is *, a number, a range 1-5, a list 1,15,30, or any of them with a step: */10, 8-18/2, 5/15.
Times that the clocks skip in spring run once, later by as much. Times that come twice in autumn
run the first time; with * or a step in second, minute or hour they run both times.

Examples:
  litekeeper-cli next "0 30 2 * * *"
  litekeeper-cli next "0 0 3 1-7 * Sun" --tz Europe/Berlin --from 2026-03-28T12:00:00Z -n 3)";

QString isoText(const QDateTime &utc)
{
    return utc.toString(Qt::ISODate);
}

Error unusable(const QString &text, const QString &detail, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(text),
            .detail = detail,
            .advice = advice};
}

} // namespace

NextCommand::NextCommand(CLI::App &program)
    : m_app(program.add_subcommand("next", "Show when a schedule is due next, as instants in UTC"))
{
    m_app->footer(explanation);
    m_app->add_option("expression", m_expression, "The schedule, as one argument in quotes")
        ->type_name("EXPRESSION")
        ->required();
    m_app->add_option("--tz", m_zone, "Its time zone, such as Europe/Berlin; this computer's if left out")
        ->type_name("ZONE");
    m_app
        ->add_option("--from", m_from,
                     "Begin after this instant (default: now), such as 2026-03-28T12:00:00Z")
        ->type_name("INSTANT");
    m_app->add_option("-n,--count", m_count, "How many instants")
        ->type_name("COUNT")
        ->check(CLI::Range(1, 10'000).description(""))
        ->capture_default_str();
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int NextCommand::run(Session &)
{
    const Result<Schedule> parsed = schedule();
    if (!parsed) {
        return fail(parsed.error());
    }
    const Result<QDateTime> begin = from();
    if (!begin) {
        return fail(begin.error());
    }
    print(*parsed, *begin);
    return ExitDone;
}

Result<Schedule> NextCommand::schedule() const
{
    const Result<QTimeZone> known = zone();
    return known ? Schedule::parse(QString::fromStdString(m_expression), *known)
                 : Result<Schedule>(known.error());
}

Result<QTimeZone> NextCommand::zone() const
{
    if (m_app->count("--tz") == 0) {
        return QTimeZone::systemTimeZone();
    }
    // Qt takes an empty name for the zone of this computer.
    const QTimeZone zone(QByteArray::fromStdString(m_zone));
    if (m_zone.empty() || !zone.isValid()) {
        return unusable(m_zone.empty() ? tr("an empty name") : QString::fromStdString(m_zone),
                        tr("no time zone has this name"),
                        tr("Write it as the time zone database does, such as Europe/Berlin or UTC."));
    }
    return zone;
}

Result<QDateTime> NextCommand::from() const
{
    if (m_app->count("--from") == 0) {
        return QDateTime::currentDateTimeUtc();
    }
    const QString text = QString::fromStdString(m_from);
    const QDateTime instant = QDateTime::fromString(text, Qt::ISODateWithMs);
    const QString advice
        = tr("Write it in ISO 8601, such as 2026-03-28T12:00:00Z or 2026-03-28T13:00:00+01:00.");
    if (!instant.isValid()) {
        return unusable(text, tr("it is no date and time"), advice);
    }
    if (instant.timeSpec() == Qt::LocalTime) {
        return unusable(text, tr("it does not say how far it is from UTC"), advice);
    }
    return instant.toUTC();
}

void NextCommand::print(const Schedule &schedule, const QDateTime &from) const
{
    const QList<QDateTime> instants = schedule.next(from, m_count);
    if (!m_json) {
        for (const QDateTime &instant : instants) {
            console::printLine(isoText(instant));
        }
        return;
    }
    QJsonArray array;
    for (const QDateTime &instant : instants) {
        array.append(isoText(instant));
    }
    json::print({{QStringLiteral("expression"), schedule.expression()},
                 {QStringLiteral("timeZone"), QString::fromUtf8(schedule.timeZone().id())},
                 {QStringLiteral("from"), json::instant(from)},
                 {QStringLiteral("instants"), array}});
}

int NextCommand::fail(const Error &error) const
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return ExitUsage;
}

} // namespace litekeeper
