// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/lookchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/lookprotocol.h"
#include "verify/databasecontent.h"

#include <iostream>
#include <new>
#include <string>

namespace litekeeper {

namespace {

QByteArray nextLine()
{
    std::string line;
    return std::getline(std::cin, line) ? QByteArray::fromStdString(line) : QByteArray();
}

/// Collects what is written to large pieces, and asks behind each whether to go on.
class PieceWriter
{
public:
    Result<void> write(const QByteArray &bytes)
    {
        m_pending += bytes;
        return m_pending.size() < pieceBytes ? Result<void>() : flush();
    }
    Result<void> flush()
    {
        if (m_pending.isEmpty()) {
            return {};
        }
        const bool isTaken = console::writeRaw(lookprotocol::pieceLine(m_pending));
        m_pending.clear();
        return isTaken && nextLine() + '\n' == lookprotocol::moreLine() ? Result<void>()
                                                                        : Error{.kind = ErrorKind::Cancelled};
    }

private:
    static constexpr qsizetype pieceBytes = 512 * 1024;
    QByteArray m_pending;
};

QByteArray exportTable(DatabaseContent &content, const lookprotocol::ExportQuestion &question)
{
    ExportWish wish{.format = question.format, .tables = {question.table}};
    if (!question.filter.isEmpty() && question.filterColumn.isEmpty()) {
        wish.search = question.filter;
    } else if (!question.filter.isEmpty()) {
        wish.conditions = {{.column = question.filterColumn,
                            .test = RowCondition::Test::Contains,
                            .value = question.filter}};
    }
    PieceWriter pieces;
    const RunControl control; // the parent stops it behind a piece
    const Result<ExportReport> report = exportTables(
        content.connection(), wish, [&pieces](const QByteArray &bytes) { return pieces.write(bytes); },
        control);
    content.connection().setStopCondition({});
    const Result<void> flushed = report ? pieces.flush() : report.error();
    if (!flushed) {
        const bool wasStopped = flushed.error().kind == ErrorKind::Cancelled;
        return lookprotocol::exportedLine(
            {.problem = wasStopped ? QString() : describe(flushed.error()), .wasStopped = wasStopped});
    }
    return lookprotocol::exportedLine({.rows = report->tables.isEmpty() ? 0 : report->tables.first().rows});
}

struct Answering
{
    DatabaseContent &content;

    QByteArray operator()(const RowsWish &wish) const { return lookprotocol::rowsLine(content.rows(wish)); }
    QByteArray operator()(const lookprotocol::CountQuestion &question) const
    {
        return lookprotocol::countLine(content.count(question.table));
    }
    QByteArray operator()(const lookprotocol::PositionQuestion &question) const
    {
        return lookprotocol::positionLine(content.positionOf(question.table, question.key));
    }
    QByteArray operator()(const lookprotocol::SearchQuestion &question) const
    {
        return lookprotocol::searchLine(content.search(question.text, question.from, question.limit));
    }
    QByteArray operator()(const lookprotocol::ValueQuestion &question) const
    {
        return lookprotocol::valueLine(content.value(question.place, question.offset, question.length));
    }
    QByteArray operator()(const lookprotocol::ExportQuestion &question) const
    {
        return exportTable(content, question);
    }
};

/// The conversation, from the opening until the input ends.
int talk(const lookprotocol::OpenRequest &request)
{
    const RunControl control(
        [](const Progress &progress) { (void)console::writeRaw(lookprotocol::progressLine(progress)); });
    Result<DatabaseContent> content = request.isOurs
        ? DatabaseContent::ofPrivateFile(request.place.file)
        : DatabaseContent::open(request.place, request.scratchFolder, control);
    if (!content) {
        return console::writeRaw(lookprotocol::errorLine(content.error())) ? ExitDone : ExitFailed;
    }
    if (!console::writeRaw(lookprotocol::tablesLine(content->tables()))) {
        return ExitFailed;
    }
    for (QByteArray line = nextLine(); !line.isEmpty(); line = nextLine()) {
        const Result<lookprotocol::Question> question = lookprotocol::questionFromLine(line);
        if (!question) {
            return ExitUsage;
        }
        if (!console::writeRaw(std::visit(Answering{*content}, *question))) {
            return ExitFailed;
        }
    }
    return ExitDone;
}

} // namespace

LookChild::LookChild(CLI::App &program)
    : m_app(program.add_subcommand(lookprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int LookChild::run(Session &)
{
    const Result<lookprotocol::OpenRequest> request = lookprotocol::openRequestFromLine(nextLine());
    if (!request) {
        console::printError(
            QStringLiteral("The window of Litekeeper starts this by itself; use “verify” to check a file."));
        return ExitUsage;
    }
    restrain();
    try {
        return talk(*request);
    } catch (const std::bad_alloc &) {
        (void)console::writeRaw(lookprotocol::errorLine(
            {.kind = ErrorKind::LimitReached,
             .path = request->place.database,
             .detail = QStringLiteral("it needs more memory than is allowed for a file that is looked at")}));
        return ExitFailed;
    }
}

} // namespace litekeeper
