// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/destination.h"

#include "common/durablefile.h"
#include "common/readonlyfile.h"
#include "domain/manifest.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

namespace litekeeper {

namespace {

constexpr int identityVersion = 1;
constexpr qsizetype mostNameBytes = 255;
const QByteArray manifestSuffix(".json");
constexpr qint64 mostManifestBytes = 64 << 20; // a million tables; more is no manifest

QString tr(const char *text)
{
    return QCoreApplication::translate("Destination", text);
}

Path ownFolder(const Path &folder)
{
    return folder / ".litekeeper";
}

Path identityFile(const Path &folder)
{
    return ownFolder(folder) / "destination.json";
}

Path manifestFolder(const Path &folder)
{
    return ownFolder(folder) / "manifests";
}

/// One file name in the destination, one manifest. A name that leaves no room for ".json" goes by its hash.
Path manifestFile(const Path &folder, const Path &backupFile)
{
    QByteArray name = pathBytes(backupFile.filename());
    if (name.size() > mostNameBytes - manifestSuffix.size()) {
        name = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex();
    }
    return manifestFolder(folder) / pathFromBytes(name + manifestSuffix);
}

Result<QJsonObject> readJson(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!opened) {
        return opened.error();
    }
    const Result<QByteArray> bytes
        = opened->read(0, std::min<qint64>(opened->status().st_size, mostManifestBytes));
    if (!bytes) {
        return bytes.error();
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(*bytes, &problem);
    if (!document.isObject()) {
        return Error{.kind = ErrorKind::Damaged,
                     .path = file,
                     .detail = tr("it is no JSON object (%1)").arg(problem.errorString()),
                     .advice = tr("The backups beside it are not affected.")};
    }
    return document.object();
}

Result<void> makeFolder(const Path &folder)
{
    if (::mkdir(folder.c_str(), S_IRWXU) == 0) {
        return syncFolder(folderOf(folder));
    }
    if (errno != EEXIST) {
        return systemError(errno, folder);
    }
    return {};
}

Result<void> createIdentity(const Path &folder)
{
    const QJsonObject identity{
        {QStringLiteral("version"), identityVersion},
        {QStringLiteral("id"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
        {QStringLiteral("createdAt"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}};
    if (Result<void> made = makeFolder(ownFolder(folder)); !made) {
        return made;
    }
    Result<void> created = createDurably(identityFile(folder), QJsonDocument(identity).toJson());
    if (!created && created.error().kind == ErrorKind::AlreadyExists) {
        return {}; // another process was faster, so its identity counts
    }
    return created;
}

bool isNewerFirst(const Backup &left, const Backup &right)
{
    return left.createdAt > right.createdAt;
}

Result<Backup> readManifest(const Path &file, const Path &folder)
{
    const Result<QJsonObject> json = readJson(file);
    if (!json) {
        return json.error();
    }
    Result<Backup> backup = fromManifest(*json, folder);
    if (!backup) {
        Error error = backup.error();
        error.path = file;
        return error;
    }
    return backup;
}

Result<ManifestList> readManifests(const Path &folder)
{
    ManifestList list;
    std::error_code failed;
    std::filesystem::directory_iterator entry(manifestFolder(folder), failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (entry->path().extension() != Path(manifestSuffix.toStdString())) {
            continue;
        }
        if (Result<Backup> backup = readManifest(entry->path(), folder)) {
            list.backups.append(*std::move(backup));
        } else {
            list.unreadable.append(backup.error());
        }
    }
    if (failed && failed.value() != ENOENT) {
        return systemError(failed.value(), manifestFolder(folder));
    }
    std::stable_sort(list.backups.begin(), list.backups.end(), isNewerFirst);
    return list;
}

} // namespace

Destination::Destination(Path folder, const QUuid &id)
    : m_folder(std::move(folder))
    , m_id(id)
{
}

Result<Destination> Destination::open(const Path &folder)
{
    const Result<QJsonObject> identity = readJson(identityFile(folder));
    if (!identity) {
        return identity.error();
    }
    const QUuid id(identity->value(QStringLiteral("id")).toString());
    if (id.isNull()) {
        return Error{
            .kind = ErrorKind::Damaged, .path = identityFile(folder), .detail = tr("it holds no identity")};
    }
    return Destination(folder, id);
}

Result<Destination> Destination::openOrCreate(const Path &folder)
{
    Result<Destination> existing = open(folder);
    if (existing || existing.error().kind != ErrorKind::NotFound) {
        return existing;
    }
    if (const Result<void> created = createIdentity(folder); !created) {
        return created.error();
    }
    return open(folder);
}

Result<void> Destination::writeManifest(const Backup &backup) const
{
    if (Result<void> made = makeFolder(manifestFolder(m_folder)); !made) {
        return made;
    }
    return writeDurably(manifestFile(m_folder, backup.file), QJsonDocument(toManifest(backup)).toJson());
}

Result<void> Destination::removeManifest(const Backup &backup) const
{
    const Path file = manifestFile(m_folder, backup.file);
    const Result<Backup> stored = readManifest(file, m_folder);
    if (stored && stored->id != backup.id) {
        return {};
    }
    Result<void> removed = removeDurably(file);
    if (!removed && removed.error().kind == ErrorKind::NotFound) {
        return {};
    }
    return removed;
}

Result<ManifestList> Destination::manifests() const
{
    return readManifests(m_folder);
}

Result<Backup> Destination::manifestIn(const Path &folder, const Path &backupFile)
{
    return readManifest(manifestFile(folder, backupFile), folder);
}

Result<void> checkDestination(const Path &folder, const QUuid &expected)
{
    const Result<Destination> found = Destination::open(folder);
    if (found && found->id() == expected) {
        return {};
    }
    if (!found && found.error().kind != ErrorKind::NotFound) {
        return found.error();
    }
    std::error_code unseen;
    const QString detail = found ? tr("another disk or folder with other backups is there")
        : std::filesystem::is_directory(folder, unseen)
        ? tr("it has lost its mark, as an empty mount point would")
        : tr("it is not there, as when its disk is not mounted");
    return Error{.kind = ErrorKind::WrongDestination, .path = folder, .detail = detail};
}

} // namespace litekeeper
