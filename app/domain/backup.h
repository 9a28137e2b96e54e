// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "domain/rehearsal.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>

namespace litekeeper {

/// How the copy lies in the destination. Every format opens without Litekeeper.
enum class Format {
    Database, ///< a plain SQLite file
    Zip,      ///< one deflate entry
    Zstd,     ///< a zstd frame of the SQLite file
};

/// How much is known about a backup, weakest first. Comparable with <.
enum class ProofLevel {
    None,
    Copied,   ///< written and synced
    ReadBack, ///< hash re-read from the destination
    Checked,  ///< quick_check
    Proven,   ///< integrity_check, foreign keys, every table read and compared with the source snapshot
};

enum class Severity {
    Note,
    Warning,
    Problem,
};

/// Something a person should know about a run or a file. `code` is stable, `text` is a sentence.
struct Finding
{
    Severity severity = Severity::Note;
    QString code;
    QString text;
    QString where
        = {}; ///< the entry, table or page it is about, for people; empty: the run or file as a whole
};

/// One table as it was read from a snapshot.
struct TableFigures
{
    QString name;
    qint64 rows = 0;
    QByteArray
        contentHash; ///< XXH3-128 over the stored columns in b-tree order, 16 bytes, canonical (big endian)
};

/// The file a run left, with what is known about it.
struct Backup
{
    QUuid id;
    QUuid runId;
    QUuid jobId = {}; ///< of the job whose retention it is under; null for a one-off backup
    Path source;
    Path file;
    Format format = Format::Database;
    QDateTime createdAt;      ///< UTC; the instant of the source snapshot
    qint64 fileBytes = 0;     ///< of the file in the destination
    qint64 databaseBytes = 0; ///< of the database in it
    int pageSize = 0;
    qint64 pageCount = 0;
    QByteArray sha256;         ///< of the file in the destination, 32 bytes; empty below ProofLevel::ReadBack
    QByteArray databaseSha256; ///< of the database in it; equals sha256 for Format::Database
    ProofLevel proof = ProofLevel::None;
    QDateTime proofAt;          ///< UTC; when that level was reached
    QList<TableFigures> tables; ///< filled from ProofLevel::Proven on
    QList<Finding> findings;
    RehearsalRecord rehearsal = {}; ///< the last one
};

[[nodiscard]] QString formatCode(Format format); ///< "db", "zip", "zst"
[[nodiscard]] std::optional<Format> formatFromCode(const QString &code);
[[nodiscard]] QString formatSuffix(Format format); ///< ".db", ".zip", ".db.zst"
[[nodiscard]] QString proofCode(ProofLevel level); ///< "none", "copied", "read-back", "checked", "proven"
[[nodiscard]] std::optional<ProofLevel> proofFromCode(const QString &code);
[[nodiscard]] QString severityCode(Severity severity); ///< "note", "warning", "problem"
[[nodiscard]] Severity severityFromCode(const QString &code);

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Backup)
