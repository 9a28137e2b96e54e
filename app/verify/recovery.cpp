// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/recovery.h"

#include "common/readonlyfile.h"
#include "places/databaseheader.h"
#include "verify/journalrollback.h"
#include "verify/walreplay.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseInspection", text);
}

Result<void> takeInWal(const DatabaseCopy &copy, const DatabaseFacts &before,
                       const std::function<bool()> &shouldStop, Judgement &judgement, Recovery &recovery)
{
    const Result<ReadOnlyFile> wal = ReadOnlyFile::open(withSuffix(copy.file, "-wal"));
    if (!wal) {
        return wal.error();
    }
    const Result<WalContent> content = inspectWal(*wal, copy.name, shouldStop, judgement);
    if (!content) {
        return content.error();
    }
    recovery.walBytes = content->bytes;
    if (content->committedFrames == 0) {
        return {};
    }
    if (content->header.pageSize != before.pageSize) {
        judgement.find(Verdict::Damaged, QStringLiteral("wal-page-size"),
                       tr("The -wal has pages of %1 bytes and the database of %2. They do not belong "
                          "together, or one of the headers is damaged.")
                           .arg(content->header.pageSize)
                           .arg(before.pageSize),
                       tr("-wal, header"));
        return {};
    }
    if (before.journalMode != JournalMode::Wal) {
        judgement.remark(Severity::Warning, QStringLiteral("wal-unexpected"),
                         tr("A -wal with transactions lies beside a database that says it has none. SQLite "
                            "takes it in all the same; if it is left from another database, do not restore "
                            "it."),
                         tr("-wal"));
    }
    const Result<WalReplay> replay = replayWal(copy.file, *wal, *content, shouldStop);
    if (!replay) {
        return replay.error();
    }
    recovery.walFrames = content->committedFrames;
    recovery.missingPages = replay->missing;
    recovery.isTooShort = replay->isTooShort;
    return {};
}

} // namespace

Result<Recovery> recoverCopy(const DatabaseCopy &copy, const std::function<bool()> &shouldStop,
                             Judgement &judgement)
{
    Recovery recovery;
    const Path journal = withSuffix(copy.file, "-journal");
    if (copy.hasJournal) {
        const Result<void> rolled = rollBackJournal(copy.file, journal, shouldStop, judgement);
        if (!rolled) {
            return rolled.error();
        }
    }
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(copy.file);
    const Result<QByteArray> start = file ? file->read(0, databaseSampleBytes) : file.error();
    if (!start) {
        return start.error();
    }
    const Result<DatabaseFacts> before = parseDatabaseHeader(*start, file->status().st_size, copy.name);
    if (before) {
        recovery.journalMode = before->journalMode;
        recovery.lacksWal = !copy.hasWal && before->journalMode == JournalMode::Wal;
        const Result<void> taken
            = copy.hasWal ? takeInWal(copy, *before, shouldStop, judgement, recovery) : Result<void>();
        if (!taken) {
            return taken.error();
        }
        if (const Result<void> left = leaveWalMode(copy.file); !left) {
            return left.error();
        }
    }
    // What has been taken in must not be taken in again, and SQLite must never follow a foreign journal.
    std::error_code ignored;
    std::filesystem::remove(journal, ignored);
    std::filesystem::remove(withSuffix(copy.file, "-wal"), ignored);
    std::filesystem::remove(withSuffix(copy.file, "-shm"), ignored);
    return recovery;
}

} // namespace litekeeper
