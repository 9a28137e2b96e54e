// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"

#include "catalogue/catalogue_p.h"
#include "catalogue/rows.h"
#include "common/durablefile.h"
#include "places/destination.h"
#include "places/filesystem.h"
#include "sqlite/transaction.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QJsonDocument>

namespace litekeeper {

namespace {

constexpr int recentRunsShown = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("Catalogue", text);
}

Error notInCatalogue(const QString &what)
{
    return {.kind = ErrorKind::NotFound,
            .detail = what,
            .advice = tr("It may have been deleted meanwhile; look at the history.")};
}

QByteArray settingBytes(const QVariant &value)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << value;
    return bytes;
}

QVariant settingValue(const QByteArray &bytes)
{
    QVariant value;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    stream >> value;
    return value;
}

/// Nothing on a network mount, where a look may take for ever.
std::optional<KnownDestination> localDestinationAt(const Path &folder)
{
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    if (!place || place->kind == PlaceKind::Network) {
        return std::nullopt;
    }
    const Result<Destination> found = Destination::open(folder);
    return found ? std::optional(KnownDestination{.folder = found->folder(), .id = found->id()})
                 : std::nullopt;
}

} // namespace

Catalogue::Catalogue(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

Catalogue::Catalogue(Catalogue &&) noexcept = default;
Catalogue &Catalogue::operator=(Catalogue &&) noexcept = default;
Catalogue::~Catalogue() = default;

const QList<Finding> &Catalogue::findings() const
{
    return d->findings;
}

Result<QList<Run>> Catalogue::runs(int limit)
{
    QList<Run> runs;
    const Result<void> done = d->read(
        "SELECT " + runColumnsWithoutLog() + " FROM runs ORDER BY started_at DESC, rowid DESC LIMIT ?1",
        [limit](Statement &query) { query.bindInteger(1, limit); },
        [&runs](const Statement &row) { runs.append(readRun(row)); });
    return done ? Result<QList<Run>>(std::move(runs)) : done.error();
}

Result<Run> Catalogue::run(const QUuid &id)
{
    std::optional<Run> run;
    const Result<void> done = d->read(
        "SELECT " + runColumns() + " FROM runs WHERE id = ?1",
        [&id](Statement &query) { query.bindBlob(1, idBytes(id)); },
        [&run](const Statement &row) { run = readRun(row); });
    if (!done) {
        return done.error();
    }
    return run ? Result<Run>(*std::move(run)) : notInCatalogue(tr("the catalogue has no such run"));
}

Result<QList<Backup>> Catalogue::backups()
{
    QList<Backup> backups;
    const Result<void> done = d->read(
        "SELECT " + backupColumnsWithoutTables() + " FROM backups ORDER BY created_at DESC, rowid DESC", {},
        [&backups](const Statement &row) { backups.append(readBackup(row)); });
    return done ? Result<QList<Backup>>(std::move(backups)) : done.error();
}

Result<Backup> Catalogue::backup(const QUuid &id)
{
    std::optional<Backup> backup;
    const Result<void> done = d->read(
        "SELECT " + backupColumns() + " FROM backups WHERE id = ?1",
        [&id](Statement &query) { query.bindBlob(1, idBytes(id)); },
        [&backup](const Statement &row) { backup = readBackup(row); });
    if (!done) {
        return done.error();
    }
    return backup ? Result<Backup>(*std::move(backup))
                  : notInCatalogue(tr("the catalogue has no such backup"));
}

Result<QList<KnownDatabase>> Catalogue::knownDatabases()
{
    const std::string newest = "SELECT " + backupColumnsWithoutTables() + " FROM backups WHERE source = ?1 ";
    const std::string latest = "ORDER BY created_at DESC, rowid DESC LIMIT 1";
    const std::string recent = "SELECT " + runColumnsWithoutLog()
        + " FROM runs WHERE source = ?1 ORDER BY started_at DESC, rowid DESC LIMIT "
        + std::to_string(recentRunsShown);
    QList<KnownDatabase> databases;
    const std::string newestOfAll = newest + latest;
    const std::string newestProven = std::string(newest).append("AND proof = 'proven' ").append(latest);
    // One transaction, so that all of it shows one moment.
    Result<Transaction> transaction = Transaction::begin(d->file.connection, Transaction::Kind::Deferred);
    if (!transaction) {
        return transaction.error();
    }
    Result<void> done
        = d->read("SELECT source FROM known_databases ORDER BY source", {},
                  [&](const Statement &row) { databases.append({.source = pathFromBytes(row.blob(0))}); });
    for (KnownDatabase &database : databases) {
        const auto bind = [&](Statement &query) { query.bindBlob(1, pathBytes(database.source)); };
        if (done) {
            done = d->read(newestOfAll, bind,
                           [&](const Statement &row) { database.newestBackup = readBackup(row); });
        }
        if (done) {
            done = d->read(newestProven, bind,
                           [&](const Statement &row) { database.newestProven = readBackup(row); });
        }
        if (done) {
            done = d->read(recent, bind,
                           [&](const Statement &row) { database.recentRuns.append(readRun(row)); });
        }
    }
    return done ? Result<QList<KnownDatabase>>(std::move(databases)) : done.error();
}

Result<void> Catalogue::storeRun(const Run &run)
{
    return d->inTransaction([&] { return d->storeRun(run); });
}

Result<void> Catalogue::storeBackup(const Backup &backup)
{
    return d->inTransaction([&] { return d->storeBackup(backup); });
}

Result<void> Catalogue::closeRun(const Run &run, const std::optional<Backup> &backup,
                                 const std::optional<KnownDestination> &known)
{
    // Outside of the transaction: the disk may be slow.
    const std::optional<KnownDestination> destination
        = known || !backup ? known : localDestinationAt(folderOf(backup->file));
    return d->inTransaction([&] {
        Result<void> done = d->storeRun(run);
        if (done && backup) {
            done = d->storeBackup(*backup);
        }
        if (done && destination) {
            done = d->rememberDestinationOf(run, *destination);
        }
        return done;
    });
}

Result<void> Catalogue::removeBackup(const QUuid &id)
{
    return d->run("DELETE FROM backups WHERE id = ?1",
                  [&id](Statement &row) { row.bindBlob(1, idBytes(id)); });
}

Result<QList<FileVerdict>> Catalogue::verdicts(int limit)
{
    QList<FileVerdict> verdicts;
    const Result<void> done = d->read(
        "SELECT document FROM verdicts ORDER BY verified_at DESC, rowid DESC LIMIT ?1",
        [limit](Statement &query) { query.bindInteger(1, limit); },
        [&verdicts](const Statement &row) {
            verdicts.append(fileVerdictFromJson(QJsonDocument::fromJson(row.text(0).toUtf8()).object()));
        });
    return done ? Result<QList<FileVerdict>>(std::move(verdicts)) : done.error();
}

Result<void> Catalogue::storeVerdict(const FileVerdict &verdict)
{
    return d->run(
        "INSERT OR REPLACE INTO verdicts (id, file, verdict, verified_at, document)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        [&verdict](Statement &row) {
            row.bindBlob(1, idBytes(verdict.id));
            row.bindBlob(2, pathBytes(verdict.file));
            row.bindText(3, verdictCode(verdict.verdict));
            row.bindInteger(4, verdict.verifiedAt.toMSecsSinceEpoch());
            row.bindText(5, QString::fromUtf8(QJsonDocument(toJson(verdict)).toJson(QJsonDocument::Compact)));
        });
}

Result<void> Catalogue::removeVerdict(const QUuid &id)
{
    return d->run("DELETE FROM verdicts WHERE id = ?1",
                  [&id](Statement &row) { row.bindBlob(1, idBytes(id)); });
}

Result<void> Catalogue::rememberDatabase(const Path &source)
{
    return d->rememberDatabase(source);
}

Result<void> Catalogue::forgetDatabase(const Path &source)
{
    return d->run("DELETE FROM known_databases WHERE source = ?1",
                  [&source](Statement &row) { row.bindBlob(1, pathBytes(source)); });
}

Result<QHash<QString, QVariant>> Catalogue::settings()
{
    QHash<QString, QVariant> settings;
    const Result<void> done = d->read(
        "SELECT key, value FROM settings WHERE value <> x''", {},
        [&settings](const Statement &row) { settings.insert(row.text(0), settingValue(row.blob(1))); });
    return done ? Result<QHash<QString, QVariant>>(std::move(settings)) : done.error();
}

Result<void> Catalogue::storeSetting(const QString &key, const QVariant &value)
{
    if (!value.isValid()) {
        return d->run("DELETE FROM settings WHERE key = ?1",
                      [&key](Statement &row) { row.bindText(1, key); });
    }
    return d->run("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)", [&](Statement &row) {
        row.bindText(1, key);
        row.bindBlob(2, settingBytes(value));
    });
}

Result<bool> Catalogue::exchangeSetting(const QString &key, const QVariant &expected, const QVariant &value)
{
    bool wasExpected = false;
    const Result<void> done = d->inTransaction([&]() -> Result<void> {
        QVariant stored;
        const Result<void> looked = d->read(
            "SELECT value FROM settings WHERE key = ?1 AND value <> x''",
            [&key](Statement &query) { query.bindText(1, key); },
            [&stored](const Statement &row) { stored = settingValue(row.blob(0)); });
        wasExpected = looked && stored == expected;
        return wasExpected ? storeSetting(key, value) : looked;
    });
    return done ? Result<bool>(wasExpected) : done.error();
}

Result<QList<KnownDestination>> Catalogue::destinations()
{
    return d->destinations();
}

Result<void> Catalogue::rememberDestination(const KnownDestination &destination)
{
    return d->inTransaction([&] { return d->rememberDestinations({destination}); });
}

Result<int> Catalogue::importBackups(const Path &folder)
{
    return d->importBackups(folder, d->findings);
}

Result<int> Catalogue::importBackups(const KnownDestination &destination, const QList<Backup> &backups)
{
    return d->importBackups(destination, backups);
}

Result<bool> Catalogue::hasChangedElsewhere()
{
    const Result<qint64> version = d->dataVersion();
    if (!version) {
        return version.error();
    }
    return std::exchange(d->lastDataVersion, *version) != *version;
}

Result<void> Catalogue::check()
{
    QString problem;
    const Result<void> done
        = d->read("PRAGMA quick_check(1)", {}, [&problem](const Statement &row) { problem = row.text(0); });
    if (done && problem == QLatin1String("ok")) {
        return {};
    }
    return Error{
        .kind = ErrorKind::CatalogueDamaged,
        .path = d->file.connection.file(),
        .detail = done ? problem : done.error().detail,
        .advice = tr("It will be set aside and made anew at the next start; your backups are not affected.")};
}

} // namespace litekeeper
