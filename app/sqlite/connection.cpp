// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/connection.h"

#include "sqlite/sqliteerror.h"
#include "sqlite/statement.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <thread>

namespace litekeeper {

using std::chrono::steady_clock;

class Connection::Private
{
public:
    Path file;
    std::unique_ptr<SQLite::Database> database;
    std::chrono::milliseconds busyTimeout{0};
    steady_clock::time_point busySince;
    const RunControl *busyControl = nullptr;
    std::function<bool()> shouldStop;

    static int onBusy(void *self, int count);
    static int onProgress(void *self);
};

int Connection::Private::onBusy(void *self, int count)
{
    auto *state = static_cast<Private *>(self);
    if (count == 0) {
        state->busySince = steady_clock::now();
    }
    if (state->busyControl != nullptr && state->busyControl->stopRequested()) {
        return 0;
    }
    if (steady_clock::now() - state->busySince >= state->busyTimeout) {
        return 0;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    return 1;
}

int Connection::Private::onProgress(void *self)
{
    auto *state = static_cast<Private *>(self);
    return state->shouldStop && state->shouldStop() ? 1 : 0;
}

std::string databaseUri(const Path &file, const Connection::Options &options)
{
    const Path absolute = absolutePath(file);
    std::string uri = "file://" + pathBytes(absolute).toPercentEncoding("/").toStdString();
    switch (options.mode) {
    case Connection::Mode::ReadOnly:
        uri += "?mode=ro";
        break;
    case Connection::Mode::ReadWrite:
        uri += "?mode=rw";
        break;
    case Connection::Mode::Create:
        uri += "?mode=rwc";
        break;
    }
    if (options.immutable) {
        uri += "&immutable=1";
    }
    return uri;
}

namespace {

int openFlags(Connection::Mode mode)
{
    constexpr int common = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case Connection::Mode::ReadOnly:
        return common | SQLITE_OPEN_READONLY;
    case Connection::Mode::ReadWrite:
        return common | SQLITE_OPEN_READWRITE;
    case Connection::Mode::Create:
        return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return common;
}

void distrust(sqlite3 *handle)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_exec(handle, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0", nullptr, nullptr, nullptr);
}

} // namespace

Result<Connection> Connection::open(const Path &file, const Options &options)
{
    auto state = std::make_unique<Private>();
    state->file = file;
    try {
        state->database = std::make_unique<SQLite::Database>(databaseUri(file, options),
                                                             openFlags(options.mode), 0, options.vfs);
    } catch (const SQLite::Exception &exception) {
        return sqliteError(exception.getExtendedErrorCode(), exception.what(), file);
    }
    sqlite3 *handle = state->database->getHandle();
    if (options.distrustful) {
        distrust(handle);
        if (options.mode == Mode::ReadOnly) {
            sqlite3_exec(handle, "PRAGMA query_only=ON", nullptr, nullptr, nullptr);
        }
    }
    sqlite3_progress_handler(handle, 1000, &Private::onProgress, state.get());
    return Connection(std::move(state));
}

Connection::Connection(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

Result<Statement> Connection::prepare(const std::string &sql)
{
    try {
        return Statement(d->file, std::make_unique<SQLite::Statement>(*d->database, sql));
    } catch (const SQLite::Exception &exception) {
        return sqliteError(exception.getExtendedErrorCode(), exception.what(), d->file);
    }
}

Result<void> Connection::execute(const std::string &sql)
{
    const int code = d->database->tryExec(sql);
    if (code != SQLITE_OK) {
        return error(code);
    }
    return {};
}

Result<qint64> Connection::queryInteger(const std::string &sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    const Result<bool> row = statement->step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{
            .kind = ErrorKind::NotFound, .path = d->file, .detail = QStringLiteral("the query has no row")};
    }
    return statement->integer(0);
}

Result<QString> Connection::queryText(const std::string &sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    const Result<bool> row = statement->step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{
            .kind = ErrorKind::NotFound, .path = d->file, .detail = QStringLiteral("the query has no row")};
    }
    return statement->text(0);
}

void Connection::setBusyTimeout(std::chrono::milliseconds timeout, const RunControl *control)
{
    d->busyTimeout = timeout;
    d->busyControl = control;
    sqlite3_busy_handler(d->database->getHandle(), &Private::onBusy, d.get());
}

void Connection::setStopControl(const RunControl *control)
{
    setStopCondition(control == nullptr ? std::function<bool()>()
                                        : [control] { return control->stopRequested(); });
}

void Connection::setStopCondition(std::function<bool()> shouldStop)
{
    d->shouldStop = std::move(shouldStop);
}

void Connection::interrupt() const
{
    sqlite3_interrupt(d->database->getHandle());
}

const Path &Connection::file() const
{
    return d->file;
}

sqlite3 *Connection::handle() const
{
    return d->database->getHandle();
}

Error Connection::error(int code) const
{
    return sqliteError(code, sqlite3_errmsg(d->database->getHandle()), d->file);
}

} // namespace litekeeper
