// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"

#include "common/durablefile.h"
#include "common/filedescriptor.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace litekeeper {

namespace {

constexpr int canaryVersion = 1;
constexpr qint64 mostFileBytes = 1 << 20;
const QString sealKey = QStringLiteral("sha256");

QString tr(const char *text)
{
    return QCoreApplication::translate("CanaryFile", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// QJsonObject keeps its keys sorted, so the same values make the same bytes.
QString sealOf(const QJsonObject &document)
{
    const QByteArray bytes = QJsonDocument(document).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Error damaged(const Path &file, const QString &detail)
{
    return {.kind = ErrorKind::Damaged, .path = file, .detail = detail};
}

QStringList stringsIn(const QJsonValue &array)
{
    QStringList strings;
    for (const QJsonValue &each : array.toArray()) {
        strings.append(each.toString());
    }
    return strings;
}

QString newNonce()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

Result<QByteArray> bytesOf(const Path &file)
{
    const FileDescriptor opened(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!opened.isValid()) {
        return errno == ELOOP ? damaged(file, tr("a link is in its place")) : systemError(errno, file);
    }
    struct stat status = {};
    if (::fstat(opened.get(), &status) != 0) {
        return systemError(errno, file);
    }
    if (!S_ISREG(status.st_mode)) {
        return damaged(file, tr("it is no file any more"));
    }
    if (status.st_size > mostFileBytes) {
        return damaged(file, tr("it is larger than it was ever written"));
    }
    QByteArray bytes(qsizetype(status.st_size), '\0');
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(opened.get(), bytes.data() + done, size_t(bytes.size() - done));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, file);
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    bytes.truncate(done);
    return bytes;
}

/// Others have to be able to look as well: another user on a share, or whoever opens a backup of the folder.
/// Where the file system knows no such rights, it goes without.
Result<void> madeReadable(Result<void> written, const Path &file)
{
    if (written) {
        (void)::chmod(file.c_str(), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    }
    return written;
}

QJsonObject toDocument(const Canary &canary)
{
    QJsonArray steps;
    for (const Canary::Step &step : canary.steps) {
        steps.append(QJsonObject{{key("sequence"), step.sequence}, {key("nonce"), step.nonce}});
    }
    return {{key("litekeeperCanary"), canaryVersion},
            {key("note"),
             key("Litekeeper left this file to see whether this disk keeps what is written to it. "
                 "Do not copy, edit or delete it while the folder is watched.")},
            {key("id"), canary.id.toString(QUuid::WithoutBraces)},
            {key("sequence"), canary.sequence()},
            {key("nonce"), canary.nonce()},
            {key("steps"), steps},
            {key("planted"), toJson(canary.planted)},
            {key("written"), toJson(canary.written)},
            {key("databases"), QJsonArray::fromStringList(canary.databases)},
            {key("emptyDatabases"), QJsonArray::fromStringList(canary.emptyDatabases)}};
}

Canary fromDocument(const QJsonObject &document)
{
    Canary canary;
    canary.id = QUuid(document.value(key("id")).toString());
    for (const QJsonValue &step : document.value(key("steps")).toArray()) {
        canary.steps.append({.sequence = step.toObject().value(key("sequence")).toInteger(),
                             .nonce = step.toObject().value(key("nonce")).toString()});
    }
    canary.planted = canaryOriginFromJson(document.value(key("planted")).toObject());
    canary.written = canaryOriginFromJson(document.value(key("written")).toObject());
    canary.databases = stringsIn(document.value(key("databases")));
    canary.emptyDatabases = stringsIn(document.value(key("emptyDatabases")));
    return canary;
}

} // namespace

bool Canary::hasPassed(qint64 sequence, const QString &nonce) const
{
    const auto step = std::find_if(steps.cbegin(), steps.cend(),
                                   [sequence](const Step &each) { return each.sequence == sequence; });
    if (step != steps.cend()) {
        return step->nonce == nonce;
    }
    return !steps.isEmpty() && sequence < steps.first().sequence;
}

void Canary::stepOn(qint64 atLeast, const CanaryOrigin &by)
{
    steps.append({.sequence = std::max(sequence(), atLeast) + 1, .nonce = newNonce()});
    if (steps.size() > mostSteps) {
        steps.remove(0, steps.size() - mostSteps);
    }
    written = by;
}

Path watchedPath(const Path &path)
{
    const Path normal = absolutePath(path).lexically_normal();
    return normal.has_filename() || normal == normal.root_path() ? normal : normal.parent_path();
}

Path canaryFileIn(const Path &folder)
{
    return folder / ".litekeeper-canary.json";
}

Path canaryFileInDestination(const Path &folder)
{
    return folder / ".litekeeper" / "canary.json";
}

Canary newCanary(const QUuid &id, const CanaryOrigin &origin)
{
    Canary canary;
    canary.id = id.isNull() ? QUuid::createUuid() : id;
    canary.planted = origin;
    canary.stepOn(0, origin);
    return canary;
}

QByteArray sealed(QJsonObject document)
{
    document.remove(sealKey);
    document.insert(sealKey, sealOf(document));
    return QJsonDocument(document).toJson();
}

Result<QJsonObject> unsealed(const QByteArray &bytes, const Path &file)
{
    if (bytes.isEmpty()) {
        return damaged(file, tr("it has 0 bytes"));
    }
    if (bytes.count('\0') == bytes.size()) {
        return damaged(file, tr("all its bytes are zero"));
    }
    QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const QString seal = document.take(sealKey).toString();
    if (document.isEmpty() || seal.isEmpty()) {
        return damaged(file, tr("it is cut off or overwritten"));
    }
    if (seal != sealOf(document)) {
        return damaged(file, tr("its SHA-256 is not the one that was written"));
    }
    return document;
}

Result<QJsonObject> readSealed(const Path &file)
{
    const Result<QByteArray> bytes = bytesOf(file);
    return bytes ? unsealed(*bytes, file) : Result<QJsonObject>(bytes.error());
}

Result<Canary> readCanary(const Path &file)
{
    const Result<QJsonObject> document = readSealed(file);
    if (!document) {
        return document.error();
    }
    Canary canary = fromDocument(*document);
    if (canary.id.isNull() || canary.steps.isEmpty()) {
        return damaged(file, tr("it is no canary"));
    }
    return canary;
}

Result<void> createCanary(const Path &file, const Canary &canary)
{
    return madeReadable(createDurably(file, sealed(toDocument(canary))), file);
}

Result<void> replaceCanary(const Path &file, const Canary &canary)
{
    return madeReadable(writeDurably(file, sealed(toDocument(canary))), file);
}

} // namespace litekeeper
