// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networksearch.h"

#include "places/filesystem.h"
#include "runner/childconversation.h"
#include "service/paths.h"
#include "service/searchprotocol.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace litekeeper {

using namespace std::chrono_literals;
using networkprotocol::Message;
using searchprotocol::Request;
using std::chrono::steady_clock;

namespace {

constexpr auto wishInterval = 50ms;

QString tr(const char *text, int number = -1)
{
    return QCoreApplication::translate("NetworkSearch", text, nullptr, number);
}

Error notAnswering(const Path &about, std::chrono::milliseconds silence)
{
    const int seconds = int(std::chrono::ceil<std::chrono::seconds>(silence).count());
    return {.kind = ErrorKind::NotAnswering,
            .path = about,
            .detail = tr("there was no sign of life for %n second(s)", seconds)};
}

Error tooEarly(const Path &about, const ChildEnd &end)
{
    return {.kind = ErrorKind::Unknown,
            .path = about,
            .detail = tr("the process that looked at it ended too early (%1)")
                          .arg(end.text.isEmpty() ? QString::number(end.code) : end.text)};
}

} // namespace

struct NetworkSearch::State
{
    using Take = std::function<void(const Message &)>;

    Path program;
    std::chrono::milliseconds silence = 30s;

    /// Has a child do it. What it says before its answer goes to `take`.
    [[nodiscard]] Result<QJsonObject> ask(const Request &request, const Path &about,
                                          const RunControl &control, std::chrono::milliseconds patience,
                                          const Take &take = {}) const;
};

Result<QJsonObject> NetworkSearch::State::ask(const Request &request, const Path &about,
                                              const RunControl &control, std::chrono::milliseconds patience,
                                              const Take &take) const
{
    Result<ChildConversation> child
        = ChildConversation::start(program, {QString::fromLatin1(searchprotocol::command)});
    if (!child) {
        return child.error();
    }
    child->write(searchprotocol::requestLine(request));
    auto heardAt = steady_clock::now();
    while (!control.stopRequested()) {
        const ChildConversation::Heard heard = child->hear(wishInterval);
        if (heard.kind == ChildConversation::Heard::Kind::Ended) {
            return tooEarly(about, heard.end);
        }
        if (heard.kind == ChildConversation::Heard::Kind::Nothing) {
            if (steady_clock::now() - heardAt >= patience) {
                return notAnswering(about, patience);
            }
            continue;
        }
        heardAt = steady_clock::now();
        const std::optional<Message> message = networkprotocol::messageFromLine(heard.line);
        if (message && message->name == QLatin1String("answer")) {
            return message->body;
        }
        if (message && message->name == QLatin1String("error")) {
            return networkprotocol::errorFromJson(message->body)
                .value_or(Error{.kind = ErrorKind::Unknown, .path = about});
        }
        if (message && take) {
            take(*message);
        }
    }
    return Error{.kind = ErrorKind::Cancelled, .path = about};
}

NetworkSearch::NetworkSearch(Path program)
    : m_state(std::make_shared<State>())
{
    m_state->program = program.empty() ? programBeside() : std::move(program);
}

void NetworkSearch::setSilence(std::chrono::milliseconds silence)
{
    m_state->silence = silence;
}

bool NetworkSearch::isRemote(const Path &path)
{
    const Result<FileSystemFacts> place = fileSystemOf(path);
    return place && (place->kind == PlaceKind::Network || place->behindNetwork);
}

SearchCounts NetworkSearch::find(const QList<Path> &roots, const SearchReports &reports,
                                 const RunControl &control, const QList<Path> &excluded) const
{
    SearchCounts counts = findDatabases(roots, reports, control, excluded);
    // A share of its own each: one that is silent must not take the others with it.
    std::map<Path, QList<Path>> rootsOf;
    for (const Path &root : std::as_const(counts.elsewhere)) {
        const Result<FileSystemFacts> place = fileSystemOf(root);
        rootsOf[place ? place->mountPoint : root].append(root);
    }
    counts.elsewhere.clear();
    for (const auto &roots : rootsOf) {
        const Path &mount = roots.first;
        const auto &paths = roots.second;
        SearchCounts here;
        const auto sum = [&counts, &here] {
            SearchCounts both = counts;
            both.files += here.files;
            both.databases += here.databases;
            both.unreadable += here.unreadable;
            return both;
        };
        const auto take = [&](const Message &message) {
            const auto found = searchprotocol::foundFrom(message.body);
            const auto progress = searchprotocol::countsFrom(message.body);
            if (message.name == QLatin1String("found") && found && reports.found) {
                reports.found(*found);
            } else if (message.name == QLatin1String("failed") && reports.failed) {
                reports.failed(networkprotocol::errorFromJson(message.body).value_or(Error{.path = mount}));
            } else if (message.name == QLatin1String("progress") && progress && reports.progressed) {
                here = *progress;
                reports.progressed(sum(), searchprotocol::folderFrom(message.body));
            }
        };
        const Request request{.wish = Request::Wish::Search, .paths = paths, .excluded = excluded};
        const Path about = paths.size() == 1 ? paths.constFirst() : mount;
        const Result<QJsonObject> answer = m_state->ask(request, about, control, m_state->silence, take);
        if (answer) {
            here = searchprotocol::countsFrom(*answer).value_or(here);
        } else if (answer.error().kind != ErrorKind::Cancelled && reports.failed) {
            reports.failed(answer.error());
        }
        counts = sum();
    }
    counts.stopped = control.stopRequested();
    return counts;
}

Result<QList<TableSummary>> NetworkSearch::tables(const Path &file, const RunControl &control) const
{
    const Result<QJsonObject> answer
        = m_state->ask({.wish = Request::Wish::Tables, .paths = {file}}, file, control, m_state->silence / 2);
    if (!answer) {
        return answer.error();
    }
    std::optional<QList<TableSummary>> tables = searchprotocol::tablesFrom(*answer);
    if (!tables) {
        return Error{.kind = ErrorKind::Unknown, .path = file};
    }
    for (TableSummary &table : *tables) {
        table.note = tr("not counted on a share");
    }
    std::sort(tables->begin(), tables->end(),
              [](const TableSummary &left, const TableSummary &right) { return left.name < right.name; });
    return *tables;
}

} // namespace litekeeper
