// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/lookchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "runner/inputthread.h"
#include "service/lookprotocol.h"
#include "verify/databasecontent.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <new>

namespace litekeeper {

namespace {

/// A line of the parent, and what it says behind that about its answer.
struct Asked
{
    QByteArray line;
    RunControl control;
    bool wantsMore = false; ///< guarded by the mutex of Parent
};

/// What the parent says is heard while the main thread works, so that a wish to stop comes through in time.
class Parent
{
public:
    Parent()
        : m_input([this](const QByteArray &line) { hear(line); }, [this] { end(); })
    {
    }

    /// Waits. Null: there is nothing more to come.
    [[nodiscard]] std::shared_ptr<Asked> next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_waiting.empty() || m_isOver; });
        if (m_waiting.empty()) {
            return nullptr;
        }
        std::shared_ptr<Asked> asked = std::move(m_waiting.front());
        m_waiting.pop_front();
        return asked;
    }
    /// Waits. False: it wishes to stop, or is gone.
    [[nodiscard]] bool wantsMore(Asked &asked)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&asked] { return asked.wantsMore || asked.control.stopRequested(); });
        return std::exchange(asked.wantsMore, false) && !asked.control.stopRequested();
    }

private:
    /// Nothing is asked behind an export before it has ended, so that such a wish is about the newest line.
    void hear(const QByteArray &line)
    {
        const std::lock_guard lock(m_mutex);
        if (line + '\n' == lookprotocol::stopLine()) {
            m_newest->control.requestStop();
        } else if (line + '\n' == lookprotocol::moreLine()) {
            m_newest->wantsMore = true;
        } else {
            m_newest = std::make_shared<Asked>();
            m_newest->line = line;
            m_waiting.push_back(m_newest);
        }
        m_changed.notify_all();
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_newest->control.requestStop();
        m_isOver = true;
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::shared_ptr<Asked>> m_waiting;                ///< guarded by m_mutex
    std::shared_ptr<Asked> m_newest = std::make_shared<Asked>(); ///< guarded by m_mutex
    bool m_isOver = false;                                       ///< guarded by m_mutex
    InputThread m_input;                                         ///< the last member: it uses the others
};

/// Collects what is written to large pieces, and asks behind each whether to go on.
class PieceWriter
{
public:
    PieceWriter(Parent &parent, Asked &asked)
        : m_parent(parent)
        , m_asked(asked)
    {
    }

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
        return isTaken && m_parent.wantsMore(m_asked) ? Result<void>() : Error{.kind = ErrorKind::Cancelled};
    }

private:
    static constexpr qsizetype pieceBytes = 512 * 1024;
    Parent &m_parent;
    Asked &m_asked;
    QByteArray m_pending;
};

QByteArray exportTable(DatabaseContent &content, const lookprotocol::ExportQuestion &question, Parent &parent,
                       Asked &asked)
{
    ExportWish wish{.format = question.format, .tables = {question.table}};
    if (!question.filter.isEmpty() && question.filterColumn.isEmpty()) {
        wish.search = question.filter;
    } else if (!question.filter.isEmpty()) {
        wish.conditions = {{.column = question.filterColumn,
                            .test = RowCondition::Test::Contains,
                            .value = question.filter}};
    }
    PieceWriter pieces(parent, asked);
    const Result<ExportReport> report = exportTables(
        content.connection(), wish, [&pieces](const QByteArray &bytes) { return pieces.write(bytes); },
        asked.control);
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
    Parent &parent;
    Asked &asked;

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
        return exportTable(content, question, parent, asked);
    }
};

/// The conversation, from the opening until the input ends.
int talk(const lookprotocol::OpenRequest &request, Parent &parent)
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
    while (const std::shared_ptr<Asked> asked = parent.next()) {
        const Result<lookprotocol::Question> question = lookprotocol::questionFromLine(asked->line);
        if (!question) {
            return ExitUsage;
        }
        if (!console::writeRaw(std::visit(Answering{*content, parent, *asked}, *question))) {
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
    Parent parent;
    const std::shared_ptr<Asked> first = parent.next();
    const Result<lookprotocol::OpenRequest> request
        = first ? lookprotocol::openRequestFromLine(first->line) : Error{.kind = ErrorKind::InvalidArgument};
    if (!request) {
        console::printError(
            QStringLiteral("The window of Litekeeper starts this by itself; use “verify” to check a file."));
        return ExitUsage;
    }
    restrain();
    try {
        return talk(*request, parent);
    } catch (const std::bad_alloc &) {
        (void)console::writeRaw(lookprotocol::errorLine(
            {.kind = ErrorKind::LimitReached,
             .path = request->place.database,
             .detail = QStringLiteral("it needs more memory than is allowed for a file that is looked at")}));
        return ExitFailed;
    }
}

} // namespace litekeeper
