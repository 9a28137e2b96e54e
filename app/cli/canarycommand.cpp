// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/canarycommand.h"

#include "canary/canaryfile.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/watchstory.h"

namespace litekeeper {

namespace {

const char *const overview = R"(Examples:
  litekeeper-cli canary plant --data /srv/blog/data
      a canary in the folder; restart or deploy once, and check
  litekeeper-cli canary check --data /srv/blog/data
  litekeeper-cli canary check
      all watches, and the destinations of backups; ends with the worst state
  litekeeper-cli canary gate --db /data/app.db --lock ./tmp/persistence-test.lock && exec app
      in the entrypoint of an application

Exit codes: 0 proven, asserted or switched off (LITEKEEPER_CANARY=off), 1 failed, 2 usage, 10 planted,
            11 unproven, 12 lost, 13 rolled back, 14 foreign or cloned, 15 corrupt, 16 read-only,
            17 unreachable or not mounted, 18 volatile)";
const char *const plantExamples = R"(Examples:
  litekeeper-cli canary plant --data /srv/blog/data
  litekeeper-cli canary plant --data /data --tmp /app/tmp --registry /var/lib/canaries
      with a lock in a folder that a deployment wipes, remembered on another disk
  litekeeper-cli canary plant --data /mnt/nas --anew
      after a loss or a move that you have looked into)";
const char *const checkExamples = R"(Examples:
  litekeeper-cli canary check --data /srv/blog/data --json
  litekeeper-cli canary check)";

QJsonObject document(const Watch &watch)
{
    return {{QStringLiteral("id"), watch.id.toString(QUuid::WithoutBraces)},
            {QStringLiteral("kind"), watchKindCode(watch.kind)},
            {QStringLiteral("folder"), json::path(watch.folder)},
            {QStringLiteral("tmp"), json::path(watch.lockFolder)},
            {QStringLiteral("createdAt"), json::instant(watch.createdAt)},
            {QStringLiteral("lookedAt"), json::instant(watch.lookedAt)}};
}

QJsonObject document(const WatchLine &line)
{
    QJsonObject object = line.last ? toJson(*line.last) : QJsonObject();
    const QJsonObject watch = document(line.watch);
    for (auto each = watch.begin(); each != watch.end(); ++each) {
        object.insert(each.key(), each.value());
    }
    return object;
}

QJsonObject document(const ObservationSpan &span)
{
    return {{QStringLiteral("state"), watchStateCode(span.newest.state)},
            {QStringLiteral("from"), json::instant(span.firstAt)},
            {QStringLiteral("until"), json::instant(span.newest.at)},
            {QStringLiteral("looks"), span.looks},
            {QStringLiteral("sequence"), span.newest.sequence},
            {QStringLiteral("survived"), QJsonArray::fromStringList(span.newest.survived)}};
}

/// The spans of a list come without the evidence of the last one.
QString headlineOf(const WatchLine &line, QList<ObservationSpan> spans)
{
    if (!spans.isEmpty() && line.last) {
        spans.last().newest = *line.last;
    }
    return watchHeadline(watchStory(spans), QDateTime::currentDateTimeUtc());
}

} // namespace

CanaryCommand::CanaryCommand(CLI::App &program)
    : m_app(program.add_subcommand("canary", "Watch whether a disk keeps what is written to it"))
    , m_gate(*m_app)
    , m_plant(addWatchCommand("plant", "Begin to watch a folder", plantExamples))
    , m_check(addWatchCommand("check", "Look at a watched folder, or at all of them", checkExamples))
    , m_list(addWatchCommand("list", "List the watches as they were seen last", ""))
    , m_show(addWatchCommand("show", "Show one watch with its history", ""))
    , m_remove(addWatchCommand("remove", "Remove a canary with all that is remembered of it", ""))
{
    m_app->footer(overview);
    m_app->require_subcommand(1);
    for (CLI::App *command : {m_plant, m_check, m_show, m_remove}) {
        command->add_option("--data", m_data, "The folder that is watched")
            ->type_name("DIR")
            ->required(command != m_check);
    }
    for (CLI::App *command : {m_plant, m_check}) {
        command
            ->add_option("--tmp", m_lockFolder,
                         "Wiped by a deployment: nothing is tested while the lock in it is there")
            ->type_name("DIR");
    }
    m_plant->add_flag("--anew", m_anew, "Whatever is there: a new beginning, after you have looked into it");
}

CLI::App *CanaryCommand::addWatchCommand(const char *name, const char *what, const char *examples)
{
    CLI::App *command = m_app->add_subcommand(name, what);
    command->footer(examples);
    command
        ->add_option("--registry", m_registry,
                     "Where watches are remembered in place of the catalogue, on another disk")
        ->type_name("DIR");
    command->add_flag("--json", m_json, "Print one JSON document");
    return command;
}

int CanaryCommand::run(Session &session)
{
    if (m_gate.wasAsked()) {
        return m_gate.run();
    }
    if (canaryIsOff() && (m_plant->parsed() || m_check->parsed())) {
        return tell(switchedOff(m_data.empty() ? Path() : watchedPath(m_data)));
    }
    const Result<std::unique_ptr<WatchBook>> book = openWatchBook(session, m_registry);
    if (!book) {
        return fail(book.error());
    }
    if (m_plant->parsed()) {
        return look(**book, m_anew ? LookRequest::Mode::PlantAnew : LookRequest::Mode::Plant);
    }
    if (m_check->parsed()) {
        return m_data.empty() ? lookAtAll(**book) : look(**book, LookRequest::Mode::Check);
    }
    if (m_remove->parsed()) {
        return look(**book, LookRequest::Mode::Remove);
    }
    return m_list->parsed() ? list(**book) : show(**book);
}

int CanaryCommand::look(WatchBook &book, LookRequest::Mode mode) const
{
    const Result<Observation> seen = book.ask(mode, m_data, m_lockFolder);
    if (!seen) {
        return fail(seen.error());
    }
    if (mode != LookRequest::Mode::Remove) {
        return tell(*seen);
    }
    const bool isRemoved = seen->evidence.value(QStringLiteral("removed")).toBool();
    if (m_json) {
        json::print({{QStringLiteral("removed"), isRemoved}, {QStringLiteral("folder"), json::path(m_data)}});
    } else {
        console::printLine(
            isRemoved ? tr("“%1” is not watched any more; its canary is gone.").arg(displayPath(m_data))
                      : tr("“%1” is not watched any more. There was no canary of ours to remove.")
                            .arg(displayPath(m_data)));
    }
    return ExitDone;
}

int CanaryCommand::lookAtAll(WatchBook &book) const
{
    const Result<QList<WatchLine>> lines = book.lookAtAll();
    if (!lines) {
        return fail(lines.error());
    }
    QJsonArray array;
    std::optional<Observation> worst;
    for (const WatchLine &line : *lines) {
        if (line.last && (!worst || harmOf(line.last->state) > harmOf(worst->state))) {
            worst = *line.last;
        }
        array.append(document(line));
        if (!m_json && line.last) {
            console::print(observationText(*line.last));
        }
    }
    const int code = worst ? watchStateExit(worst->state) : int(ExitDone);
    if (m_json) {
        json::print({{QStringLiteral("watches"), array}, {QStringLiteral("exit"), code}});
    } else if (lines->isEmpty()) {
        console::printLine(tr("Nothing is watched yet. Begin with: litekeeper-cli canary plant --data DIR"));
    }
    return code;
}

int CanaryCommand::list(WatchBook &book) const
{
    const Result<QList<WatchLine>> lines = book.lines();
    if (!lines) {
        return fail(lines.error());
    }
    QJsonArray array;
    using enum TextTable::Align;
    TextTable table({Left, Left, Left, Left});
    table.addRow({tr("STATE"), tr("LAST LOOK"), tr("KIND"), tr("FOLDER")});
    for (const WatchLine &line : *lines) {
        array.append(document(line));
        table.addRow({line.last ? watchStateCode(line.last->state) : QStringLiteral("-"),
                      line.last ? instantText(line.last->at) : QStringLiteral("-"),
                      watchKindCode(line.watch.kind), displayPath(line.watch.folder)});
    }
    if (m_json) {
        json::print({{QStringLiteral("watches"), array}});
    } else if (lines->isEmpty()) {
        console::printLine(tr("Nothing is watched yet. Begin with: litekeeper-cli canary plant --data DIR"));
    } else {
        console::print(table.toString());
    }
    return ExitDone;
}

int CanaryCommand::show(WatchBook &book) const
{
    const Result<WatchLine> line = book.line(m_data);
    const Result<QList<ObservationSpan>> spans
        = line ? book.spans(line->watch) : Result<QList<ObservationSpan>>(line.error());
    if (!spans) {
        return fail(spans.error());
    }
    const QString headline = headlineOf(*line, *spans);
    if (m_json) {
        QJsonArray history;
        for (const ObservationSpan &span : *spans) {
            history.append(document(span));
        }
        QJsonObject object = document(*line);
        object.insert(QStringLiteral("memory"), toJson(line->watch.memory));
        object.insert(QStringLiteral("history"), history);
        object.insert(QStringLiteral("headline"), headline);
        json::print(object);
        return ExitDone;
    }
    console::printLine(headline + u'.');
    if (line->last) {
        console::print(observationText(*line->last));
    }
    using enum TextTable::Align;
    TextTable table({Left, Left, Left, Right});
    table.addRow({tr("STATE"), tr("FROM"), tr("UNTIL"), tr("LOOKS")});
    for (const ObservationSpan &span : *spans) {
        table.addRow({watchStateCode(span.newest.state), instantText(span.firstAt),
                      instantText(span.newest.at), countText(span.looks)});
    }
    console::print(table.toString());
    return ExitDone;
}

int CanaryCommand::tell(const Observation &observation) const
{
    if (m_json) {
        json::print(toJson(observation));
    } else {
        console::print(observationText(observation));
    }
    return watchStateExit(observation.state);
}

int CanaryCommand::fail(const Error &error) const
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return ExitFailed;
}

} // namespace litekeeper
