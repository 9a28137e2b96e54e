// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

namespace litekeeper {

enum class JournalMode {
    Rollback, ///< DELETE, TRUNCATE, PERSIST or MEMORY: the file does not tell them apart
    Wal,
};

/// What a look at a database file and its header tells, without opening it with SQLite.
/// Offsets and meanings: SQLite file format, section 1.3 "The Database Header".
struct DatabaseFacts
{
    Path path = {};
    qint64 bytes = 0;
    qint64 walBytes = 0;
    int pageSize = 0;
    qint64 pageCount = 0; ///< from the header where it is valid, else bytes / pageSize
    JournalMode journalMode = JournalMode::Rollback;
    quint32 applicationId = 0;
    quint32 userVersion = 0;
    quint32 sqliteVersion = 0; ///< version that wrote last, as 3040001
    QDateTime modified = {};   ///< UTC; the later one of file and -wal
    QString application = {};  ///< guessed name ("Ghost", "Firefox places"), empty if not known
};

/// One table for the details pane. Row count -1: not counted, the note says why.
struct TableSummary
{
    QString name;
    qint64 rows = -1;
    QString note;
};

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::DatabaseFacts)
