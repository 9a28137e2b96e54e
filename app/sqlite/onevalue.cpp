// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/onevalue.h"

#include "sqlite/rawstatement.h"
#include "sqlite/statement.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cstring>

namespace litekeeper {

namespace {

using SteadyClock = std::chrono::steady_clock;

QString tr(const char *text)
{
    return QCoreApplication::translate("OneValue", text);
}

Error refused(const Connection &connection, const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = connection.file(),
            .detail = detail,
            .advice = tr("Ask for one value, for example: select count(*) from posts")};
}

/// Why a statement was refused; null while it only reads.
const char *refusalOf(int action, const char *first, const char *second)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return nullptr;
    case SQLITE_FUNCTION: {
        constexpr std::array dangerous{"load_extension", "fts3_tokenizer", "writefile", "edit"};
        const bool isDangerous = std::any_of(dangerous.begin(), dangerous.end(), [second](const char *name) {
            return sqlite3_stricmp(second, name) == 0;
        });
        return isDangerous
            ? QT_TRANSLATE_NOOP("OneValue", "it calls a function that reaches out of the database")
            : nullptr;
    }
    case SQLITE_PRAGMA: {
        // Full-text indexes ask for these by themselves.
        const bool isHarmless = second == nullptr
            && (sqlite3_stricmp(first, "data_version") == 0 || sqlite3_stricmp(first, "page_size") == 0);
        return isHarmless ? nullptr : QT_TRANSLATE_NOOP("OneValue", "it uses PRAGMA");
    }
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return QT_TRANSLATE_NOOP("OneValue", "it attaches or detaches a database");
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return QT_TRANSLATE_NOOP("OneValue", "it begins or ends a transaction");
    default:
        return QT_TRANSLATE_NOOP("OneValue", "it changes the database");
    }
}

/// Lets a connection do nothing but read for as long as it lives.
class ReadingOnly
{
public:
    explicit ReadingOnly(Connection &connection)
        : m_handle(connection.handle())
    {
        sqlite3_set_authorizer(m_handle, &ReadingOnly::authorize, this);
    }
    ~ReadingOnly() { sqlite3_set_authorizer(m_handle, nullptr, nullptr); }
    ReadingOnly(const ReadingOnly &) = delete;
    ReadingOnly &operator=(const ReadingOnly &) = delete;

    [[nodiscard]] const char *refusal() const { return m_refusal; }

private:
    static int authorize(void *self, int action, const char *first, const char *second, const char *,
                         const char *)
    {
        const char *refusal = refusalOf(action, first, second);
        if (refusal == nullptr) {
            return SQLITE_OK;
        }
        static_cast<ReadingOnly *>(self)->m_refusal = refusal;
        return SQLITE_DENY;
    }

    sqlite3 *m_handle;
    const char *m_refusal = nullptr;
};

/// Ends a statement that takes too long or too much, or that nobody wants any more.
class Watch
{
public:
    Watch(Connection &connection, const QueryLimits &limits, const RunControl &control)
        : m_connection(connection)
        , m_limits(limits)
        , m_control(control)
        , m_deadline(SteadyClock::now() + limits.time)
        , m_memoryBefore(sqlite3_memory_used())
    {
        connection.setStopCondition([this] { return shouldStop(); });
    }
    ~Watch() { m_connection.setStopCondition({}); }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    /// What the end of the statement means.
    [[nodiscard]] Error explain(const Error &error) const
    {
        if (!m_problem.isEmpty()) {
            return {.kind = ErrorKind::LimitReached,
                    .path = m_connection.file(),
                    .detail = m_problem,
                    .advice = tr("Ask for something that is found sooner, for example with an index.")};
        }
        return error;
    }

private:
    bool shouldStop()
    {
        if (SteadyClock::now() > m_deadline) {
            m_problem = tr("the query had no answer after %1 seconds")
                            .arg(QLocale().toString(double(m_limits.time.count()) / 1000, 'f', 0));
        } else if (sqlite3_memory_used() - m_memoryBefore > m_limits.memory) {
            m_problem
                = tr("the query needs more memory than %1").arg(QLocale().formattedDataSize(m_limits.memory));
        }
        return !m_problem.isEmpty() || m_control.stopRequested();
    }

    Connection &m_connection;
    const QueryLimits &m_limits;
    const RunControl &m_control;
    SteadyClock::time_point m_deadline;
    qint64 m_memoryBefore;
    QString m_problem;
};

/// What virtual tables declare when they are opened looks like a change of the schema, and R-trees prepare
/// what they would write with; so they are opened before that is forbidden. One that cannot be opened will be
/// missed when it is asked for.
void openVirtualTables(Connection &connection)
{
    std::vector<std::string> names{"json_each", "json_tree", "pragma_table_info"};
    Result<Statement> list
        = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage = 0");
    while (list) {
        const Result<bool> row = list->step();
        if (!row || !*row) {
            break;
        }
        names.push_back(list->text(0).replace(QLatin1Char('"'), QLatin1String("\"\"")).toStdString());
    }
    for (const std::string &name : names) {
        (void)connection.prepare("SELECT 1 FROM \"" + name + "\" LIMIT 0");
    }
}

Result<RawStatement> prepareNext(Connection &connection, const char *&rest, const ReadingOnly &guard)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(connection.handle(), rest, -1, &statement, &rest);
    RawStatement owned(statement);
    if (code == SQLITE_OK) {
        return owned;
    }
    if (guard.refusal() != nullptr) {
        return refused(connection, tr("the query has to read, and %1").arg(tr(guard.refusal())));
    }
    const Error error = connection.error(code);
    // A mistake in its text, or the table it asks for is not there.
    return code == SQLITE_ERROR
        ? refused(
            connection,
            tr("the query cannot be asked: %1").arg(QString::fromUtf8(sqlite3_errmsg(connection.handle()))))
        : error;
}

Result<RawStatement> prepareOnly(Connection &connection, const QByteArray &sql, const ReadingOnly &guard)
{
    const char *rest = sql.constData();
    RawStatement only;
    while (*rest != '\0') {
        Result<RawStatement> next = prepareNext(connection, rest, guard);
        if (!next) {
            // What comes behind a whole statement is one too many, whatever it is.
            return only ? refused(connection, tr("it is more than one statement")) : next.error();
        }
        if (*next && only) {
            return refused(connection, tr("it is more than one statement"));
        }
        if (*next) {
            only = std::move(next).value();
        }
    }
    if (!only) {
        return refused(connection, tr("there is no statement in the query"));
    }
    if (sqlite3_stmt_readonly(only.get()) == 0) {
        return refused(connection, tr("the query has to read, and it changes the database"));
    }
    if (const int columns = sqlite3_column_count(only.get()); columns != 1) {
        return refused(connection, tr("the query gives %1 columns, and one value is needed").arg(columns));
    }
    return only;
}

Answer valueOf(sqlite3_stmt *row)
{
    switch (sqlite3_column_type(row, 0)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_column_int64(row, 0));
    case SQLITE_FLOAT:
        return sqlite3_column_double(row, 0);
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, 0));
        return QString::fromUtf8(text, sqlite3_column_bytes(row, 0));
    }
    case SQLITE_BLOB: {
        const auto *blob = static_cast<const char *>(sqlite3_column_blob(row, 0));
        return QByteArray(blob, sqlite3_column_bytes(row, 0));
    }
    default:
        return {};
    }
}

/// What a step means that gave no row. Some functions prepare statements of their own when they are asked.
Error failure(Connection &connection, int code, const ReadingOnly &guard)
{
    return code == SQLITE_AUTH && guard.refusal() != nullptr
        ? refused(connection, tr("the query has to read, and %1").arg(tr(guard.refusal())))
        : connection.error(code);
}

Result<Answer> firstAndOnly(Connection &connection, sqlite3_stmt *statement, const ReadingOnly &guard)
{
    const int first = sqlite3_step(statement);
    if (first == SQLITE_DONE) {
        return refused(connection, tr("the query gives no row"));
    }
    if (first != SQLITE_ROW) {
        return failure(connection, first, guard);
    }
    Answer answer = valueOf(statement);
    const int second = sqlite3_step(statement);
    if (second == SQLITE_ROW) {
        return refused(connection, tr("the query gives more than one row"));
    }
    return second == SQLITE_DONE ? Result<Answer>(std::move(answer)) : failure(connection, second, guard);
}

} // namespace

Result<Answer> askOneValue(Connection &connection, const QString &query, const QueryLimits &limits,
                           const RunControl &control)
{
    // What does not fit into the cache goes to a file without a name.
    if (const Result<void> set
        = connection.execute("PRAGMA query_only=ON; PRAGMA temp_store=FILE; PRAGMA cache_size=-16384");
        !set) {
        return set.error();
    }
    openVirtualTables(connection);
    sqlite3_limit(connection.handle(), SQLITE_LIMIT_LENGTH, limits.valueBytes);
    Watch watch(connection, limits, control);
    const ReadingOnly guard(connection);
    const Result<RawStatement> statement = prepareOnly(connection, query.toUtf8(), guard);
    if (!statement) {
        return watch.explain(statement.error());
    }
    const Result<Answer> answer = firstAndOnly(connection, statement->get(), guard);
    return answer ? answer : watch.explain(answer.error());
}

} // namespace litekeeper
