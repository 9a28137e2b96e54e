// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/sqliteerror.h"

#include <sqlite3.h>

namespace litekeeper {

namespace {

ErrorKind kindOf(int code)
{
    switch (code) {
    case SQLITE_READONLY_ROLLBACK:
        return ErrorKind::HotJournal;
    case SQLITE_CANTOPEN_ISDIR:
        return ErrorKind::NotAFile;
    case SQLITE_IOERR_SHMSIZE: // a -shm cannot grow: nothing else than room is missing then
        return ErrorKind::NoSpace;
    case SQLITE_IOERR_CORRUPTFS:
        return ErrorKind::InputOutput;
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Busy;
    case SQLITE_CORRUPT:
        return ErrorKind::Damaged;
    case SQLITE_NOTADB:
        return ErrorKind::NotADatabase;
    case SQLITE_FULL:
        return ErrorKind::NoSpace;
    case SQLITE_READONLY:
        return ErrorKind::ReadOnly;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorKind::PermissionDenied;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return ErrorKind::InputOutput;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
        return ErrorKind::Cancelled;
    case SQLITE_ERROR:
        return ErrorKind::Unsupported;
    default:
        return ErrorKind::Unknown;
    }
}

} // namespace

Error sqliteError(int code, const char *message, const Path &file)
{
    const QString text = QString::fromUtf8(message != nullptr ? message : sqlite3_errstr(code));
    return {.kind = kindOf(code),
            .path = file,
            .detail = QStringLiteral("%1 (SQLite result code %2)").arg(text).arg(code),
            .code = code};
}

} // namespace litekeeper
