// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/pragmalist.h"

#include "sqlite/version.h"

namespace litekeeper {

QList<QPair<QString, QString>> listPragmas(Connection &connection, const DatabaseFacts &facts,
                                           const TableCheckResult &checks)
{
    QList<QPair<QString, QString>> list;
    for (const char *name : {"page_size", "page_count", "freelist_count", "encoding", "auto_vacuum",
                             "schema_version", "user_version", "application_id"}) {
        const Result<QString> value = connection.queryText(std::string("PRAGMA ") + name);
        if (value) {
            list.append({QString::fromLatin1(name), *value});
        }
    }
    // The copy is no longer in the mode in which it was found.
    list.append({QStringLiteral("journal_mode"),
                 facts.journalMode == JournalMode::Wal ? QStringLiteral("wal") : QStringLiteral("delete")});
    list.append({QStringLiteral("quick_check"), checks.quickCheck});
    if (!checks.integrityCheck.isEmpty()) {
        list.append({QStringLiteral("integrity_check"), checks.integrityCheck});
    }
    if (checks.brokenReferences >= 0) {
        list.append({QStringLiteral("foreign_key_check"), QString::number(checks.brokenReferences)});
    }
    const SqliteVersion version = sqliteVersion();
    list.append({QStringLiteral("sqlite_version"), version.running});
    list.append({QStringLiteral("sqlite_source_id"), version.sourceId});
    return list;
}

} // namespace litekeeper
