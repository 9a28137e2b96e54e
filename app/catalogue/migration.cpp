// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/migration.h"

#include "common/durablefile.h"
#include "common/filedescriptor.h"
#include "sqlite/statement.h"
#include "sqlite/transaction.h"

#include <QCoreApplication>

#include <fcntl.h>

#include <cerrno>
#include <cstdio>

namespace litekeeper {

namespace {

constexpr qint64 applicationId = 0x4c4b4331; // "LKC1", so that file(1) and we know it

QString tr(const char *text)
{
    return QCoreApplication::translate("Migration", text);
}

Result<void> checkOwner(Connection &connection)
{
    const Result<qint64> id = connection.queryInteger("PRAGMA application_id");
    if (!id) {
        return id.error();
    }
    const Result<qint64> tables = connection.queryInteger("SELECT count(*) FROM sqlite_schema");
    if (!tables) {
        return tables.error();
    }
    if (*id == applicationId || (*id == 0 && *tables == 0)) {
        return {};
    }
    return Error{.kind = ErrorKind::CatalogueDamaged,
                 .path = connection.file(),
                 .detail = tr("it is the database of another program"),
                 .advice = tr("Move it away, or let Litekeeper keep its catalogue elsewhere.")};
}

Error madeByNewer(const Path &file)
{
    return {.kind = ErrorKind::Unsupported,
            .path = file,
            .detail = tr("a newer Litekeeper made this catalogue"),
            .advice = tr("Use that version, or update this one. Nothing was changed.")};
}

Result<void> syncNamedFile(const Path &file)
{
    const FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.isValid()) {
        return systemError(errno, file);
    }
    return syncFile(descriptor.get(), file);
}

/// VACUUM INTO takes a consistent copy while other processes work. The name goes in as bytes, as it may not
/// be UTF-8.
Result<void> copyTo(Connection &connection, const Path &target)
{
    const Path unfinished = withSuffix(target, ".partial");
    ::unlink(unfinished.c_str());
    const std::string name = pathBytes(absolutePath(unfinished)).toHex().toStdString();
    if (Result<void> copied = connection.execute("VACUUM INTO CAST(x'" + name + "' AS TEXT)"); !copied) {
        return copied;
    }
    if (Result<void> synced = syncNamedFile(unfinished); !synced) {
        return synced;
    }
    if (std::rename(unfinished.c_str(), target.c_str()) != 0) {
        return systemError(errno, target);
    }
    return syncFolder(folderOf(target));
}

Result<void> runStep(Connection &connection, const MigrationStep &step, qint64 newVersion)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Immediate);
    if (!transaction) {
        return transaction.error();
    }
    const std::string marks = "PRAGMA application_id=" + std::to_string(applicationId)
        + "; PRAGMA user_version=" + std::to_string(newVersion);
    for (const std::string &sql : {std::string(step.sql), marks}) {
        if (Result<void> done = connection.execute(sql); !done) {
            return done;
        }
    }
    return transaction->commit();
}

} // namespace

Result<QList<Path>> migrate(Connection &connection, const std::vector<MigrationStep> &steps)
{
    if (const Result<void> owned = checkOwner(connection); !owned) {
        return owned.error();
    }
    const Result<qint64> version = connection.queryInteger("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    const auto newest = qint64(steps.size());
    if (*version < 0 || *version > newest) {
        return madeByNewer(connection.file());
    }
    QList<Path> copies;
    for (qint64 done = *version; done < newest; ++done) {
        // What was made just now holds nothing yet.
        if (*version > 0) {
            const std::string suffix = ".before-version-" + std::to_string(done + 1);
            copies.append(withSuffix(connection.file(), suffix.c_str()));
            if (const Result<void> copied = copyTo(connection, copies.back()); !copied) {
                return copied.error();
            }
        }
        if (const Result<void> stepped = runStep(connection, steps.at(size_t(done)), done + 1); !stepped) {
            return stepped.error();
        }
    }
    return copies;
}

} // namespace litekeeper
