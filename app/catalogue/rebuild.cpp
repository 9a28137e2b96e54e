// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue_p.h"

#include "catalogue/rows.h"
#include "places/destination.h"
#include "places/filesystem.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

const QString rebuiltKey = QStringLiteral("catalogue/rebuilt");

QString tr(const char *text)
{
    return QCoreApplication::translate("Catalogue", text);
}

Finding notRead(const Path &folder, const QString &reason)
{
    return {.severity = Severity::Warning,
            .code = QStringLiteral("destination-not-read"),
            .text = tr("The backups in “%1” could not be taken into the new catalogue: %2")
                        .arg(displayPath(folder), reason)};
}

bool isOnNetwork(const Path &folder)
{
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    return place && place->kind == PlaceKind::Network;
}

} // namespace

Result<int> Catalogue::Private::importBackups(const Path &folder, QList<Finding> &notes)
{
    const Result<Destination> destination = Destination::open(folder);
    if (!destination) {
        return destination.error();
    }
    const Result<ManifestList> manifests = destination->manifests();
    if (!manifests) {
        return manifests.error();
    }
    for (const Error &error : manifests->unreadable) {
        notes.append({.severity = Severity::Warning,
                      .code = QStringLiteral("manifest-unreadable"),
                      .text = describe(error)});
    }
    return importBackups({.folder = folder, .id = destination->id()}, manifests->backups);
}

Result<int> Catalogue::Private::importBackups(const KnownDestination &destination,
                                              const QList<Backup> &backups)
{
    int imported = 0;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        // Oldest first: retention relies on their being stored in the order of their dates.
        for (auto backup = backups.crbegin(); backup != backups.crend(); ++backup) {
            if (Result<void> one = importOne(*backup, imported); !one) {
                return one;
            }
        }
        return rememberDestinations({destination});
    });
    return done ? Result<int>(imported) : done.error();
}

Result<void> Catalogue::Private::importOne(const Backup &backup, int &imported)
{
    bool isKnown = false;
    Result<void> done = read(
        "SELECT 1 FROM backups WHERE id = ?1",
        [&backup](Statement &query) { query.bindBlob(1, idBytes(backup.id)); },
        [&isKnown](const Statement &) { isKnown = true; });
    if (!done || isKnown) {
        return done;
    }
    ++imported;
    done = storeBackup(backup);
    return done ? rememberDatabase(backup.source) : done;
}

Result<QList<KnownDestination>> Catalogue::Private::destinationsToRebuildFrom(const Path &defaultFolder)
{
    Result<QList<KnownDestination>> known = destinations();
    if (!known) {
        return known;
    }
    const Path listFile = destinationListFile(file.connection.file());
    const Result<QList<KnownDestination>> listed = readDestinationList(listFile);
    if (!listed) {
        findings.append(notRead(listFile, describe(listed.error())));
    }
    QList<KnownDestination> candidates = listed ? *listed : QList<KnownDestination>();
    // On a network mount nobody looks here, where it may take for ever.
    const Result<Destination> usual = isOnNetwork(defaultFolder) ? Error{} : Destination::open(defaultFolder);
    if (usual && !defaultFolder.empty()) {
        candidates.append({.folder = defaultFolder, .id = usual->id()});
    }
    for (const KnownDestination &candidate : candidates) {
        const bool isKnown
            = std::any_of(known->begin(), known->end(), [&candidate](const KnownDestination &each) {
                  return each.folder == candidate.folder;
              });
        if (!isKnown) {
            known->append(candidate);
        }
    }
    return known;
}

Result<void> Catalogue::Private::rebuildOnce(const Path &defaultFolder)
{
    bool isDone = false;
    if (Result<void> checked = read(
            "SELECT 1 FROM settings WHERE key = ?1", [](Statement &query) { query.bindText(1, rebuiltKey); },
            [&isDone](const Statement &) { isDone = true; });
        !checked || isDone) {
        return checked;
    }
    const Result<QList<KnownDestination>> known = destinationsToRebuildFrom(defaultFolder);
    if (!known) {
        return known.error();
    }
    // All of them first, so that the list beside the catalogue never loses one that was not read yet.
    if (Result<void> remembered = inTransaction([&] { return rememberDestinations(*known); }); !remembered) {
        return remembered;
    }
    for (const KnownDestination &destination : *known) {
        if (Result<void> rebuilt = rebuildFrom(destination); !rebuilt) {
            return rebuilt;
        }
    }
    return run("INSERT INTO settings (key, value) VALUES (?1, x'')",
               [](Statement &row) { row.bindText(1, rebuiltKey); });
}

/// A destination that cannot be read now does not hold the others up; a catalogue that cannot be written
/// does.
Result<void> Catalogue::Private::rebuildFrom(const KnownDestination &destination)
{
    if (isOnNetwork(destination.folder)) {
        findings.append(notRead(destination.folder,
                                tr("it is on a network mount. It is read in the background, as soon as it "
                                   "answers.")));
        return {};
    }
    if (const Result<void> checked = checkDestination(destination.folder, destination.id); !checked) {
        findings.append(notRead(destination.folder, describe(checked.error())));
        return {};
    }
    const Result<int> imported = importBackups(destination.folder, findings);
    if (!imported) {
        return imported.error();
    }
    if (*imported > 0) {
        findings.append({.severity = Severity::Note,
                         .code = QStringLiteral("backups-imported"),
                         .text = tr("Backups taken into the new catalogue from “%2”: %1.")
                                     .arg(*imported)
                                     .arg(displayPath(destination.folder))});
    }
    return {};
}

} // namespace litekeeper
