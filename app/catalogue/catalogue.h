// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/destinationlist.h"
#include "common/result.h"
#include "domain/knowndatabase.h"
#include "domain/verdict.h"

#include <QHash>
#include <QVariant>

#include <memory>

namespace litekeeper {

class Clock;

struct CatalogueOptions
{
    /// Looked through for backups when the catalogue has to be made anew; it need not exist.
    Path defaultBackupFolder = {};
    const Clock *clock = nullptr; ///< null: the system's
};

/// Litekeeper's own database. One object belongs to one thread, every call blocks; several processes may have
/// the same file open. What a call has stored is on the disk when it returns without an error.
class Catalogue
{
public:
    /// Opens or makes the catalogue, one process at a time: brings its tables up to date after keeping a
    /// copy; sets a damaged file aside and fills a new one from the manifests of the known destinations;
    /// closes runs whose process is gone as interrupted and removes their unfinished files. findings() tells
    /// what of this happened. ErrorKind::Unsupported if a newer Litekeeper made the file, CatalogueDamaged if
    /// it is another program's.
    [[nodiscard]] static Result<Catalogue> open(const Path &file, const CatalogueOptions &options = {});

    Catalogue(Catalogue &&) noexcept;
    Catalogue &operator=(Catalogue &&) noexcept;
    ~Catalogue();

    [[nodiscard]] const QList<Finding> &findings() const;

    [[nodiscard]] Result<QList<Run>> runs(int limit);            ///< newest first
    [[nodiscard]] Result<Run> run(const QUuid &id);              ///< ErrorKind::NotFound
    [[nodiscard]] Result<QList<Backup>> backups();               ///< newest first, without tables
    [[nodiscard]] Result<Backup> backup(const QUuid &id);        ///< whole; ErrorKind::NotFound
    [[nodiscard]] Result<QList<KnownDatabase>> knownDatabases(); ///< in the order of their paths

    /// Inserts or replaces by id. A run that is running makes its source a known database.
    [[nodiscard]] Result<void> storeRun(const Run &run);
    /// Inserts or replaces by id. Earlier backups in the same file go: that file was replaced.
    [[nodiscard]] Result<void> storeBackup(const Backup &backup);
    /// The end of a run and the backup it left, in one transaction. Remembers the destination of the backup.
    [[nodiscard]] Result<void> closeRun(const Run &run, const std::optional<Backup> &backup);
    /// The row only; no error if there is none.
    [[nodiscard]] Result<void> removeBackup(const QUuid &id);
    /// Whether it is the newest proven backup of its source.
    [[nodiscard]] Result<bool> isNewestProven(const QUuid &id);

    [[nodiscard]] Result<QList<FileVerdict>> verdicts(int limit);        ///< newest first
    [[nodiscard]] Result<void> storeVerdict(const FileVerdict &verdict); ///< inserts or replaces by id
    [[nodiscard]] Result<void> removeVerdict(const QUuid &id);           ///< no error if there is none

    [[nodiscard]] Result<void> rememberDatabase(const Path &source);
    [[nodiscard]] Result<void> forgetDatabase(const Path &source); ///< its backups and runs stay

    [[nodiscard]] Result<QHash<QString, QVariant>> settings();
    [[nodiscard]] Result<void> storeSetting(const QString &key,
                                            const QVariant &value); ///< an invalid value removes it

    [[nodiscard]] Result<QList<KnownDestination>> destinations(); ///< in the order of their folders
    [[nodiscard]] Result<void> rememberDestination(const KnownDestination &destination);
    /// Stores what the manifests of a destination tell, for backups that are not known yet. The number of new
    /// ones.
    [[nodiscard]] Result<int> importBackups(const Path &folder);

    /// Whether another process has stored something since the last call (or since open()).
    [[nodiscard]] Result<bool> hasChangedElsewhere();
    /// ErrorKind::CatalogueDamaged with what SQLite's quick_check says.
    [[nodiscard]] Result<void> check();

private:
    class Private;
    explicit Catalogue(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
