// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/cataloguefile.h"

#include "common/durablefile.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"
#include "sqlite/statement.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

// SQLite lets waiting writers through in no order, so on a slow disk one may wait for many commits of others.
constexpr auto busyTimeout = 60s;
constexpr auto lockTimeout = 30s;
constexpr auto lockPollMicroseconds = 20'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("CatalogueFile", text);
}

/// Made by us and not by SQLite, because what is backed up and where is nobody else's business.
Result<void> createPrivately(const Path &file)
{
    const FileDescriptor descriptor(
        ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!descriptor.isValid() && errno != EEXIST) {
        return systemError(errno, file);
    }
    return {};
}

/// The header alone tells the crudest damage, and keeps SQLite from "recovering" a file that is none.
Result<void> lookFirst(const Path &file)
{
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    if (facts) {
        return {};
    }
    switch (facts.error().kind) {
    case ErrorKind::Empty:
        return {};
    case ErrorKind::NotFound:
        return createPrivately(file);
    default:
        return facts.error();
    }
}

Result<void> configure(Connection &connection)
{
    connection.setBusyTimeout(busyTimeout);
    // WAL needs memory that all processes share, which a home on a network mount cannot give.
    const Result<FileSystemFacts> place = fileSystemOf(connection.file());
    const bool isShared = place && place->kind == PlaceKind::Network;
    for (const char *sql : {isShared ? "PRAGMA journal_mode=TRUNCATE" : "PRAGMA journal_mode=WAL",
                            "PRAGMA synchronous=EXTRA", "PRAGMA cell_size_check=ON"}) {
        if (Result<void> done = connection.execute(sql); !done) {
            return done;
        }
    }
    return {};
}

Result<void> checkStructure(Connection &connection)
{
    const Result<QString> found = connection.queryText("PRAGMA quick_check(1)");
    if (!found) {
        return found.error();
    }
    if (*found != QLatin1String("ok")) {
        return Error{.kind = ErrorKind::Damaged, .path = connection.file(), .detail = *found};
    }
    return {};
}

} // namespace

OpeningLock::OpeningLock(FileDescriptor descriptor)
    : m_descriptor(std::move(descriptor))
{
}

Result<OpeningLock> OpeningLock::acquire(const Path &catalogue)
{
    const Path file = withSuffix(catalogue, ".lock");
    FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!descriptor.isValid()) {
        return systemError(errno, file);
    }
    const auto deadline = std::chrono::steady_clock::now() + lockTimeout;
    while (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return systemError(errno, file);
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return Error{.kind = ErrorKind::Busy,
                         .path = catalogue,
                         .detail = tr("another Litekeeper is opening or repairing it"),
                         .advice = tr("Try again when that one is done.")};
        }
        ::usleep(lockPollMicroseconds);
    }
    return OpeningLock(std::move(descriptor));
}

Result<CatalogueFile> openCatalogueFile(const Path &file)
{
    if (const Result<void> looked = lookFirst(file); !looked) {
        return looked.error();
    }
    auto hold = std::make_unique<SourceHold>(file);
    Result<Connection> connection = Connection::open(file, {.mode = Connection::Mode::ReadWrite});
    if (!connection) {
        return connection.error();
    }
    for (const auto step : {&configure, &checkStructure}) {
        if (const Result<void> done = step(*connection); !done) {
            return done.error();
        }
    }
    return CatalogueFile{.hold = std::move(hold), .connection = *std::move(connection)};
}

bool isDamage(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Damaged:
    case ErrorKind::NotADatabase:
    case ErrorKind::Encrypted:
        return true;
    default:
        return false;
    }
}

Result<Path> setAside(const Path &file, const QDateTime &now)
{
    const Path base = withSuffix(
        file, (".damaged-" + now.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")).toStdString()).c_str());
    Path target = base;
    for (int copy = 2; std::filesystem::exists(target); ++copy) {
        target = withSuffix(base, ("-" + std::to_string(copy)).c_str());
    }
    // The main file last: a -wal that stayed behind would be played into the new catalogue.
    for (const char *suffix : {"-wal", "-shm", "-journal", ""}) {
        const Path from = withSuffix(file, suffix);
        if (std::rename(from.c_str(), withSuffix(target, suffix).c_str()) != 0 && errno != ENOENT) {
            return systemError(errno, from);
        }
    }
    if (const Result<void> synced = syncFolder(folderOf(file)); !synced) {
        return synced.error();
    }
    return target;
}

} // namespace litekeeper
