// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

struct sqlite3;

namespace litekeeper {

class Statement;

/// One connection, for one thread at a time. Errors come as Result; nothing throws.
class Connection
{
public:
    enum class Mode {
        ReadOnly,
        ReadWrite,
        Create, ///< read-write, made if missing
    };
    struct Options
    {
        Mode mode = Mode::ReadOnly;
        /// Only for files that nobody changes: SQLite then takes no locks and ignores journals.
        bool immutable = false;
        /// For files that we did not make: no triggers, no views, no unsafe functions, no writable schema,
        /// every cell's size checked (https://www.sqlite.org/security.html).
        bool distrustful = false;
        std::string vfs = {}; ///< empty: the system's
    };

    [[nodiscard]] static Result<Connection> open(const Path &file, const Options &options);

    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    [[nodiscard]] Result<Statement> prepare(const std::string &sql);
    [[nodiscard]] Result<void> execute(const std::string &sql);
    /// First column of the first row; an error if there is no row.
    [[nodiscard]] Result<qint64> queryInteger(const std::string &sql);
    [[nodiscard]] Result<QString> queryText(const std::string &sql);

    /// Polls every 100 microseconds while another connection holds the lock, until `timeout` is over or a
    /// stop is requested. SQLite's own back-off sleeps up to 100 ms and starves under a busy writer.
    /// `control` must outlive the connection or the next call; null: no stop.
    void setBusyTimeout(std::chrono::milliseconds timeout, const RunControl *control = nullptr);
    /// Ends running statements with ErrorKind::Cancelled soon after a stop is requested; null: never.
    void setStopControl(const RunControl *control);
    /// The same for any other reason to stop; asked very often, on the connection's thread. Empty: never.
    void setStopCondition(std::function<bool()> shouldStop);

    /// Ends the running statement with ErrorKind::Cancelled. The one function for other threads; the
    /// connection must not be closed meanwhile.
    void interrupt() const;

    [[nodiscard]] const Path &file() const;
    [[nodiscard]] sqlite3 *handle() const; ///< for the sqlite room
    /// The error of the last call, for `code`, about file().
    [[nodiscard]] Error error(int code) const;

private:
    class Private;
    explicit Connection(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

/// The URI for sqlite3_open_v2 with every byte that could mean something escaped: `?`, `#`, `%`, newlines,
/// and bytes that are not UTF-8 (https://www.sqlite.org/uri.html).
[[nodiscard]] std::string databaseUri(const Path &file, const Connection::Options &options);

} // namespace litekeeper
