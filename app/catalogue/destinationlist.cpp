// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/destinationlist.h"

#include "common/durablefile.h"
#include "common/readonlyfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace litekeeper {

Path destinationListFile(const Path &catalogue)
{
    return folderOf(catalogue) / "destinations.json";
}

Result<QList<KnownDestination>> readDestinationList(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!opened) {
        const bool isMissing = opened.error().kind == ErrorKind::NotFound;
        return isMissing ? Result<QList<KnownDestination>>(QList<KnownDestination>()) : opened.error();
    }
    const Result<QByteArray> bytes = opened->read(0, opened->status().st_size);
    if (!bytes) {
        return bytes.error();
    }
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject()) {
        return Error{.kind = ErrorKind::Damaged, .path = file};
    }
    QList<KnownDestination> destinations;
    for (const QJsonValue &value : document.object().value(QStringLiteral("destinations")).toArray()) {
        const QJsonObject entry = value.toObject();
        const KnownDestination destination{.folder
                                           = decodePath(entry.value(QStringLiteral("folder")).toString()),
                                           .id = QUuid(entry.value(QStringLiteral("id")).toString())};
        if (!destination.folder.empty() && !destination.id.isNull()) {
            destinations.append(destination);
        }
    }
    return destinations;
}

Result<void> writeDestinationList(const Path &file, const QList<KnownDestination> &destinations)
{
    QJsonArray entries;
    for (const KnownDestination &destination : destinations) {
        entries.append(QJsonObject{{QStringLiteral("folder"), encodePath(destination.folder)},
                                   {QStringLiteral("id"), destination.id.toString(QUuid::WithoutBraces)}});
    }
    const QJsonObject list{{QStringLiteral("version"), 1}, {QStringLiteral("destinations"), entries}};
    return writeDurably(file, QJsonDocument(list).toJson());
}

} // namespace litekeeper
