// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/onlinebackup.h"

#include "sqlite/sqliteerror.h"

#include <sqlite3.h>

#include <utility>

namespace litekeeper {

Result<OnlineBackup> OnlineBackup::begin(Connection &source, Connection &destination)
{
    sqlite3_backup *backup = sqlite3_backup_init(destination.handle(), "main", source.handle(), "main");
    if (backup == nullptr) {
        return destination.error(sqlite3_extended_errcode(destination.handle()));
    }
    return OnlineBackup(backup, source, destination);
}

OnlineBackup::OnlineBackup(sqlite3_backup *backup, Connection &source, Connection &destination)
    : m_backup(backup)
    , m_source(&source)
    , m_destination(&destination)
{
}

OnlineBackup::OnlineBackup(OnlineBackup &&other) noexcept
    : m_backup(std::exchange(other.m_backup, nullptr))
    , m_source(other.m_source)
    , m_destination(other.m_destination)
{
}

OnlineBackup &OnlineBackup::operator=(OnlineBackup &&other) noexcept
{
    std::swap(m_backup, other.m_backup);
    std::swap(m_source, other.m_source);
    std::swap(m_destination, other.m_destination);
    return *this;
}

OnlineBackup::~OnlineBackup()
{
    if (m_backup != nullptr) {
        sqlite3_backup_finish(m_backup);
    }
}

Result<OnlineBackup::Position> OnlineBackup::step(int pages)
{
    const int code = sqlite3_backup_step(m_backup, pages);
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        // The backup object reports its own errors; which of the two files it was, the code does not say.
        sqlite3_backup_finish(std::exchange(m_backup, nullptr));
        return sqliteError(code, nullptr, m_source->file());
    }
    const qint64 total = sqlite3_backup_pagecount(m_backup);
    const Position position{.finished = code == SQLITE_DONE,
                            .pagesDone = total - sqlite3_backup_remaining(m_backup),
                            .pagesTotal = total};
    if (position.finished) {
        const int finished = sqlite3_backup_finish(std::exchange(m_backup, nullptr));
        if (finished != SQLITE_OK) {
            return m_destination->error(finished);
        }
    }
    return position;
}

} // namespace litekeeper
