// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "domain/database.h"

#include <QJsonObject>

namespace litekeeper {

/// What a file is worth, best first: of several, the last one in this order holds for the whole.
enum class Verdict {
    Sound,
    Empty,       ///< 0 bytes, 0 tables, 0 entries, or no database in an archive
    Unsupported, ///< could not be judged: encryption, an unknown method or module, a limit that was reached
    Damaged,
    Dangerous, ///< made to harm whoever unpacks it
};

/// How far a verification goes.
enum class VerifyLevel {
    Quick, ///< every entry read, quick_check
    Full,  ///< also integrity_check, foreign keys, and every row of every table read
};

/// A database that was judged by itself: one found in an archive, or the file.
struct DatabaseVerdict
{
    Path path; ///< as it is called in the archive, or the file itself; bytes, never used to write to
    qint64 bytes = 0;
    Verdict verdict = Verdict::Unsupported;
    QByteArray sha256;    ///< of the bytes as they were found, before any recovery; 32 bytes
    DatabaseFacts facts;  ///< page size and count, journal mode, user_version, application_id, application
    qint64 walFrames = 0; ///< committed frames in its -wal that were taken in
    QList<TableSummary> tables;
    ProofLevel proof = ProofLevel::None; ///< Proven: as far as the file by itself can tell
    QList<Finding> findings;
    QList<QPair<QString, QString>> pragmas; ///< name and value, for the report
};

/// One entry of an archive, or one file of a folder.
struct EntryVerdict
{
    Path path; ///< bytes, never used to write to
    qint64 bytes = 0;
    qint64 packedBytes = -1; ///< -1 where the container does not tell
    QString method;          ///< "stored", "deflate", ...
    bool isDatabase = false; ///< one of FileVerdict::databases has this path
    Verdict verdict = Verdict::Sound;
};

/// The verdict for one file or folder, with all that led to it.
struct FileVerdict
{
    QUuid id;
    Path file;
    qint64 bytes = 0;
    QByteArray sha256; ///< of the file; empty for a folder
    QString container; ///< "database", "zip", "tar", "tar.gz", "7z", "gz", "zst", "folder", "unknown"
    Verdict verdict = Verdict::Unsupported;
    VerifyLevel level = VerifyLevel::Full;
    QDateTime verifiedAt; ///< UTC
    qint64 milliseconds = 0;
    qint64 entryCount = 0;
    QList<EntryVerdict>
        entries; ///< databases, then what has a finding, then the first others: at most entryLimit
    QList<Finding> findings;          ///< about the container; those about a database are in its verdict
    QList<DatabaseVerdict> databases; ///< the worst first

    static constexpr qsizetype entryLimit = 10'000;
};

[[nodiscard]] QString verdictCode(Verdict verdict);         ///< "sound", "empty", "unsupported", ...
[[nodiscard]] Verdict verdictFromCode(const QString &code); ///< Unsupported for a word it does not know
[[nodiscard]] QString verifyLevelCode(VerifyLevel level);   ///< "quick", "full"
[[nodiscard]] std::optional<VerifyLevel> verifyLevelFromCode(const QString &code);

/// The one that holds for both.
[[nodiscard]] constexpr Verdict worse(Verdict first, Verdict second)
{
    return first < second ? second : first;
}

/// The document of `litekeeper-cli verify --json`, of the report and of the catalogue.
[[nodiscard]] QJsonObject toJson(const FileVerdict &verdict);
/// What toJson() made. What is missing or of the wrong type keeps its default, so never Verdict::Sound.
[[nodiscard]] FileVerdict fileVerdictFromJson(const QJsonObject &object);

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::FileVerdict)
