// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verdictcomparison.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

// Below these the figures of a young database jump without anything being wrong.
constexpr qint64 rowsThatCount = 10;
constexpr qsizetype statesThatCount = 5;
constexpr qsizetype statesForSize = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("VerdictComparison", text);
}

QHash<QString, qint64> rowsOf(const QList<TableSummary> &tables)
{
    QHash<QString, qint64> rows;
    for (const TableSummary &table : tables) {
        rows.insert(table.name, table.rows);
    }
    return rows;
}

bool isSameDatabase(const DatabaseVerdict &database, const Path &name, const QList<TableSummary> &tables)
{
    if (database.path.filename() != name.filename()) {
        return false;
    }
    if (tables.isEmpty() || database.tables.isEmpty()) {
        return true;
    }
    const QHash<QString, qint64> here = rowsOf(database.tables);
    const auto common = std::count_if(tables.cbegin(), tables.cend(),
                                      [&](const TableSummary &table) { return here.contains(table.name); });
    return common * 2 >= std::max(tables.size(), database.tables.size());
}

QList<TableSummary> tablesOf(const Backup &backup)
{
    QList<TableSummary> tables;
    for (const TableFigures &figures : backup.tables) {
        tables.append({.name = figures.name, .rows = figures.rows, .note = {}});
    }
    return tables;
}

QString dayOf(const QDateTime &instant)
{
    return QLocale().toString(instant.toLocalTime(), QLocale::ShortFormat);
}

// Folder and name without digits.
QByteArray seriesOf(const Path &file)
{
    QByteArray series = pathBytes(file);
    series.erase(
        std::remove_if(series.begin(), series.end(), [](char byte) { return byte >= '0' && byte <= '9'; }),
        series.end());
    return series;
}

void compareTables(const DatabaseVerdict &database, const KnownState &last, QList<Finding> &findings)
{
    const QHash<QString, qint64> now = rowsOf(database.tables);
    const QLocale locale;
    for (const TableSummary &before : last.tables) {
        // SQLite's own come and go with ANALYZE and the like.
        if (before.name.startsWith(QLatin1String("sqlite_"))) {
            continue;
        }
        if (!now.contains(before.name)) {
            findings.append({Severity::Warning, QStringLiteral("table-gone"),
                             tr("The table “%1” is gone: it had %2 rows on %3.")
                                 .arg(before.name, locale.toString(before.rows), dayOf(last.instant)),
                             before.name});
        } else if (const qint64 rows = now.value(before.name);
                   rows >= 0 && before.rows >= rowsThatCount && rows * 2 <= before.rows) {
            findings.append({Severity::Warning, QStringLiteral("rows-down"),
                             tr("The table “%1” has %2 rows; on %3 it had %4.")
                                 .arg(before.name, locale.toString(rows), dayOf(last.instant),
                                      locale.toString(before.rows)),
                             before.name});
        }
    }
}

} // namespace

QList<KnownState> knownStatesOf(const DatabaseVerdict &database, const QByteArray &fileSha256,
                                const QList<Backup> &backups, const QList<FileVerdict> &verdicts)
{
    QList<KnownState> states;
    for (const Backup &backup : backups) {
        const QList<TableSummary> tables = tablesOf(backup);
        if (backup.databaseSha256 != database.sha256 && isSameDatabase(database, backup.source, tables)) {
            states.append({.instant = backup.createdAt,
                           .modified = {},
                           .bytes = backup.databaseBytes,
                           .tables = tables});
        }
    }
    for (const FileVerdict &verdict : verdicts) {
        for (const DatabaseVerdict &earlier : verdict.databases) {
            if (verdict.sha256 != fileSha256 && earlier.sha256 != database.sha256
                && earlier.verdict == Verdict::Sound
                && earlier.facts.applicationId == database.facts.applicationId
                && isSameDatabase(database, earlier.path, earlier.tables)) {
                states.append({.instant = verdict.verifiedAt,
                               .modified = earlier.facts.modified,
                               .bytes = earlier.bytes,
                               .tables = earlier.tables});
            }
        }
    }
    std::stable_sort(states.begin(), states.end(), [](const KnownState &left, const KnownState &right) {
        return left.instant > right.instant;
    });
    return states;
}

QList<Finding> compareWithKnown(const DatabaseVerdict &database, const QList<KnownState> &known)
{
    QList<Finding> findings;
    if (database.verdict != Verdict::Sound || known.isEmpty()) {
        return findings;
    }
    const KnownState &last = known.front();
    const QDateTime modified = database.facts.modified;
    if (modified.isValid() && last.modified.isValid() && modified < last.modified) {
        findings.append(
            {Severity::Warning,
             QStringLiteral("older-than-known"),
             tr("It was written last on %1, and the one that was verified on %2 on %3: this backup is "
                "older.")
                 .arg(dayOf(modified), dayOf(last.instant), dayOf(last.modified)),
             {}});
    }
    const auto withTables = std::find_if(known.cbegin(), known.cend(),
                                         [](const KnownState &state) { return !state.tables.isEmpty(); });
    if (withTables != known.cend()) {
        compareTables(database, *withTables, findings);
    }
    const QList<KnownState> recent = known.first(std::min(known.size(), statesForSize));
    const auto smallest = std::min_element(
        recent.cbegin(), recent.cend(),
        [](const KnownState &left, const KnownState &right) { return left.bytes < right.bytes; });
    if (recent.size() >= statesThatCount && database.bytes < smallest->bytes) {
        const QLocale locale;
        findings.append({Severity::Warning,
                         QStringLiteral("smallest-known"),
                         tr("It has %1, less than each of the last %2 that are known (the smallest had %3).")
                             .arg(locale.formattedDataSize(database.bytes), locale.toString(recent.size()),
                                  locale.formattedDataSize(smallest->bytes)),
                         {}});
    }
    return findings;
}

QList<Finding> missingDatabases(const FileVerdict &verdict, const QList<FileVerdict> &verdicts)
{
    const auto last = std::find_if(verdicts.cbegin(), verdicts.cend(), [&](const FileVerdict &earlier) {
        return earlier.verdict == Verdict::Sound && earlier.sha256 != verdict.sha256
            && seriesOf(earlier.file) == seriesOf(verdict.file);
    });
    QList<Finding> findings;
    if (last == verdicts.cend() || verdict.container == QLatin1String("database")) {
        return findings;
    }
    for (const DatabaseVerdict &before : last->databases) {
        const bool isHere = std::any_of(verdict.databases.cbegin(), verdict.databases.cend(),
                                        [&](const DatabaseVerdict &now) { return now.path == before.path; });
        if (!isHere) {
            findings.append({Severity::Warning, QStringLiteral("not-in-backup"),
                             tr("Not in the backup: “%1” of %2 holds this database.")
                                 .arg(displayName(last->file), dayOf(last->verifiedAt)),
                             displayPath(before.path)});
        }
    }
    return findings;
}

} // namespace litekeeper
