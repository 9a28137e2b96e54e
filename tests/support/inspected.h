// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/databases.h"
#include "support/files.h"
#include "verify/databaseinspection.h"

#include <algorithm>
#include <optional>

namespace litekeeper::test {

/// A database as it was found somewhere, with its companions.
struct Found
{
    QByteArray database;
    std::optional<QByteArray> wal = {};
    std::optional<QByteArray> journal = {};
};

/// What lies at `file`, at this moment.
inline Found foundAt(const Path &file)
{
    Found found{.database = readBytes(file)};
    if (std::filesystem::exists(withSuffix(file, "-wal"))) {
        found.wal = readBytes(withSuffix(file, "-wal"));
    }
    if (std::filesystem::exists(withSuffix(file, "-journal"))) {
        found.journal = readBytes(withSuffix(file, "-journal"));
    }
    return found;
}

/// One folder for the thousands of databases that a test judges, because making and removing one takes longer
/// than judging; emptied each time.
class ReusedFolder
{
public:
    ReusedFolder() = default;
    ~ReusedFolder()
    {
        for (const auto &entry : std::filesystem::directory_iterator(path())) {
            std::filesystem::remove_all(entry.path());
        }
    }
    ReusedFolder(const ReusedFolder &) = delete;
    ReusedFolder &operator=(const ReusedFolder &) = delete;

    [[nodiscard]] const Path &path() const
    {
        static const TemporaryFolder folder;
        return folder.path();
    }
};

/// Puts it into a private folder and judges it. An error is a verdict without a path, and dangerous, which no
/// database by itself is.
inline DatabaseVerdict inspect(const Found &found, VerifyLevel level = VerifyLevel::Full,
                               const RunControl &control = RunControl(),
                               const Path &name = "some folder/app.db")
{
    const ReusedFolder folder;
    const DatabaseCopy copy{.name = name,
                            .file = folder.path() / "copy ?%#\n.db",
                            .hasWal = found.wal.has_value(),
                            .hasJournal = found.journal.has_value()};
    writeBytes(copy.file, found.database);
    if (found.wal) {
        writeBytes(withSuffix(copy.file, "-wal"), *found.wal);
    }
    if (found.journal) {
        writeBytes(withSuffix(copy.file, "-journal"), *found.journal);
    }
    const Result<DatabaseVerdict> verdict = inspectDatabase(copy, {.level = level}, control);
    if (!verdict) {
        DatabaseVerdict failed;
        failed.verdict = Verdict::Dangerous;
        failed.findings = {{Severity::Problem, errorCode(verdict.error().kind), describe(verdict.error())}};
        return failed;
    }
    return *verdict;
}

/// The database that these statements make.
inline QByteArray databaseOf(const std::string &sql)
{
    const TemporaryFolder folder;
    {
        Sqlite database(folder.path() / "made.db");
        if (!database.execute(sql)) {
            return {};
        }
    }
    return readBytes(folder.path() / "made.db");
}

inline bool says(const DatabaseVerdict &verdict, const char *code)
{
    return std::any_of(verdict.findings.cbegin(), verdict.findings.cend(),
                       [&](const Finding &finding) { return finding.code == QLatin1String(code); });
}

/// Verdict and findings on one line, for a test that fails.
inline QByteArray describe(const DatabaseVerdict &verdict)
{
    QString text = verdictCode(verdict.verdict) + u':';
    for (const Finding &finding : verdict.findings) {
        text += u' ' + finding.code + QStringLiteral(" [") + finding.where + QStringLiteral("] ")
            + finding.text;
    }
    return text.toUtf8();
}

/// Rows of a table; -1: not counted, -2: not listed.
inline qint64 rowsOf(const DatabaseVerdict &verdict, const char *table)
{
    for (const TableSummary &summary : verdict.tables) {
        if (summary.name == QString::fromUtf8(table)) {
            return summary.rows;
        }
    }
    return -2;
}

} // namespace litekeeper::test
