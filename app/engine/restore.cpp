// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/restore.h"

#include "common/readonlyfile.h"
#include "engine/filereplacement.h"
#include "engine/fileusers.h"
#include "engine/liverestore.h"
#include "engine/stilldatabase.h"
#include "engine/tablerestore.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"
#include "sqlite/descriptorvfs.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cerrno>
#include <filesystem>

#include <sys/stat.h>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Restore", text);
}

/// What SQLite would have to change that programs with an open database cannot follow.
struct Form
{
    qint64 pageSize = 0;
    QString encoding;
};

Result<Form> formOf(Connection &connection)
{
    const Result<qint64> pageSize = connection.queryInteger("PRAGMA page_size");
    const Result<QString> encoding = connection.queryText("PRAGMA encoding");
    if (!pageSize || !encoding) {
        return pageSize ? encoding.error() : pageSize.error();
    }
    return Form{.pageSize = *pageSize, .encoding = *encoding};
}

/// The header's text encoding (SQLite file format, 1.3.13), without opening the target.
QString encodingOf(const Path &file)
{
    // A file that programs may have open is read without closing their locks, whatever its name is.
    const Result<ReadOnlyFile> target = ReadOnlyFile::open(file);
    const Result<QByteArray> header = target ? target->read(0, 60) : Result<QByteArray>(target.error());
    switch (header && header->size() == 60 ? header->at(59) : 0) {
    case 2:
        return QStringLiteral("UTF-16le");
    case 3:
        return QStringLiteral("UTF-16be");
    default:
        return QStringLiteral("UTF-8");
    }
}

QString whyNotLive(const RestoreTarget &target, const Form &backup)
{
    if (!target.exists) {
        return tr("There is no database yet.");
    }
    if (target.isOnNetwork) {
        return tr("It is on a network mount, where SQLite must not open it.");
    }
    if (target.unreadable) {
        return describe(*target.unreadable);
    }
    // https://www.sqlite.org/c3ref/backup_finish.html: a WAL database keeps its page size.
    if (target.facts->journalMode == JournalMode::Wal && target.facts->pageSize != backup.pageSize) {
        return tr("It has pages of %1 bytes and the backup of %2, which a database in WAL mode cannot "
                  "change.")
            .arg(target.facts->pageSize)
            .arg(backup.pageSize);
    }
    if (const QString encoding = encodingOf(target.file); encoding != backup.encoding) {
        return tr("Its texts are stored as %1 and those of the backup as %2, which connected programs cannot "
                  "follow.")
            .arg(encoding, backup.encoding);
    }
    return {};
}

void recommend(RestoreTarget &target)
{
    if (target.whyNotLive.isEmpty()) {
        target.recommended = RestoreWay::IntoLive;
        target.because = target.openedBy.isEmpty()
            ? tr("It is one transaction for SQLite: a program that has it open, or opens it meanwhile, sees "
                 "the old "
                 "content or the new one, and stays connected.")
            : tr("Programs have it open (%1); they stay connected and see the new content at once.")
                  .arg(target.openedBy.join(QStringLiteral(", ")));
        return;
    }
    target.recommended = RestoreWay::SwapFile;
    target.because = target.whyNotLive;
}

} // namespace

Result<RestoreTarget> lookAtTarget(const Path &target, const StillDatabase &backup)
{
    RestoreTarget look;
    std::error_code failed;
    const Path whole = absolutePath(target);
    const Path folder = std::filesystem::canonical(whole.parent_path(), failed);
    if (failed) {
        return systemError(failed.value(), whole.parent_path());
    }
    const Path canonical = std::filesystem::canonical(whole, failed);
    look.exists = !failed;
    look.file = look.exists ? canonical : folder / whole.filename();
    if (failed && failed.value() != ENOENT) {
        return systemError(failed.value(), whole);
    }
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    if (!place) {
        return place.error();
    }
    look.isOnNetwork = place->kind == PlaceKind::Network;
    if (look.exists) {
        const Result<DatabaseFacts> facts = lookAtDatabase(look.file);
        if (facts) {
            look.facts = *facts;
        } else if (facts.error().kind == ErrorKind::Empty || facts.error().kind == ErrorKind::Damaged) {
            look.unreadable = facts.error();
        } else {
            return facts.error();
        }
        look.openedBy = usersOf(look.file);
    }
    Result<Connection> connection = backup.file().connect();
    if (!connection) {
        return connection.error();
    }
    const Result<Form> form = formOf(*connection);
    if (!form) {
        return form.error();
    }
    look.whyNotLive = whyNotLive(look, *form);
    recommend(look);
    return look;
}

Result<void> rollBackJournal(const RestoreTarget &target, std::chrono::milliseconds busyTimeout,
                             const RunControl &control)
{
    if (!target.facts || target.isOnNetwork) {
        return {};
    }
    struct stat status = {};
    const bool hasJournal
        = ::stat(withSuffix(target.file, "-journal").c_str(), &status) == 0 && status.st_size > 0;
    if (!hasJournal) {
        return {};
    }
    Result<Connection> connection = Connection::open(target.file, {.mode = Connection::Mode::ReadWrite});
    if (!connection) {
        return connection.error();
    }
    connection->setBusyTimeout(busyTimeout, &control);
    const Result<qint64> read = connection->queryInteger("SELECT count(*) FROM sqlite_schema");
    return read ? Result<void>() : Result<void>(read.error());
}

Result<RestoreReport> restoreDatabase(const StillDatabase &backup, const RestoreTarget &target,
                                      const RestoreRequest &request, const RunControl &control)
{
    const bool isWhole = request.tables.isEmpty();
    if (isWhole && request.way == RestoreWay::IntoLive && !target.whyNotLive.isEmpty()) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = target.file,
                     .detail = target.whyNotLive,
                     .advice = tr("Stop the program that uses it, and swap the file.")};
    }
    QElapsedTimer timer;
    timer.start();
    Result<RestoreReport> report = !isWhole   ? restoreTables(backup, target, request, control)
        : request.way == RestoreWay::IntoLive ? restoreIntoLive(backup, target, request, control)
                                              : replaceFile(backup, target, request, control);
    if (report) {
        report->way = isWhole ? request.way : RestoreWay::IntoLive;
        report->bytes = isWhole ? backup.bytes() : report->bytes;
        report->milliseconds = timer.elapsed();
    }
    return report;
}

} // namespace litekeeper
