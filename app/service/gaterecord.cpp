// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/gaterecord.h"

#include "common/readonlyfile.h"
#include "service/verifyprotocol.h"
#include "verify/archive.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <sys/stat.h>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 mostLogBytes = 4 << 20; // a record is halved at one megabyte
constexpr qsizetype mostRecords = 32;

QString tr(const char *text)
{
    return QCoreApplication::translate("GateRecord", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

Error noRecord(const Path &path)
{
    return {.kind = ErrorKind::NotFound,
            .path = path,
            .detail = tr("there is no record of a boot gate in it"),
            .advice
            = tr("Choose the folder that holds the application's database, or a backup of that folder. "
                 "The record is written by litekeeper-cli canary gate when the application starts.")};
}

/// Several applications may keep their databases in one folder.
void addRecords(QList<GateRecord> &records, const Path &place, const QList<GateEntry> &boots)
{
    for (const GateEntry &boot : boots) {
        const auto isSame = [&](const GateRecord &record) {
            return record.place == place && record.database == boot.database;
        };
        auto record = std::find_if(records.begin(), records.end(), isSame);
        if (record == records.end()) {
            if (records.size() >= mostRecords) {
                continue;
            }
            records.append({.place = place, .database = boot.database, .boots = {}});
            record = std::prev(records.end());
        }
        record->boots.append(boot);
    }
}

/// What can be read of the current entry, up to the limit.
Result<QByteArray> readEntry(Archive &archive)
{
    QByteArray bytes;
    QByteArray buffer(qsizetype(64) << 10, Qt::Uninitialized);
    while (bytes.size() < mostLogBytes) {
        const Result<qint64> count = archive.read(buffer.data(), buffer.size());
        if (!count) {
            return count.error();
        }
        if (*count == 0) {
            break;
        }
        bytes.append(buffer.constData(), *count);
    }
    return bytes;
}

Result<QList<GateRecord>> recordsIn(Archive &archive, const Path &path)
{
    QList<GateRecord> records;
    while (true) {
        const Result<std::optional<ArchiveEntry>> entry = archive.next();
        if (!entry) {
            return entry.error();
        }
        if (!*entry) {
            break;
        }
        if ((*entry)->kind != ArchiveEntry::Kind::File || (*entry)->path.filename() != gateLogName) {
            continue;
        }
        const Result<QByteArray> log = readEntry(archive);
        if (!log) {
            return log.error();
        }
        addRecords(records, (*entry)->path.parent_path(), parseGateLog(*log));
    }
    if (archive.judgement().verdict() == Verdict::Dangerous) {
        return Error{.kind = ErrorKind::Unsupported,
                     .path = path,
                     .detail = tr("the archive is dangerous, so nothing of it is shown"),
                     .advice = tr("Verify it to see why.")};
    }
    return records;
}

Result<QList<GateRecord>> readArchive(const Path &path, const RunControl &control)
{
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(path);
    if (!file) {
        return file.error();
    }
    const Result<std::unique_ptr<Archive>> archive = openArchive(file->descriptor(), path, {}, control);
    if (!archive) {
        return archive.error();
    }
    return *archive ? recordsIn(**archive, path) : Result<QList<GateRecord>>(noRecord(path));
}

} // namespace

Result<QList<GateRecord>> readGateRecords(const Path &path, const RunControl &control)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        return systemError(errno, path);
    }
    const bool isFolder = S_ISDIR(status.st_mode);
    QList<GateRecord> records;
    if (isFolder || path.filename() == gateLogName) {
        const Path folder = isFolder ? path : path.parent_path();
        const Result<QList<GateEntry>> boots = readGateLog(folder);
        if (!boots && boots.error().kind != ErrorKind::NotFound) {
            return boots.error();
        }
        addRecords(records, folder, boots ? *boots : QList<GateEntry>());
    } else {
        Result<QList<GateRecord>> found = readArchive(path, control);
        if (!found) {
            return found;
        }
        records = *found;
    }
    return records.isEmpty() ? Result<QList<GateRecord>>(noRecord(path)) : records;
}

namespace gaterecordprotocol {

QByteArray requestLine(const Path &path)
{
    return QJsonDocument(QJsonObject{{key("path"), encodePath(path)}}).toJson(QJsonDocument::Compact) + '\n';
}

Result<Path> pathFromLine(const QByteArray &line)
{
    const Path path = decodePath(QJsonDocument::fromJson(line).object().value(key("path")).toString());
    return path.is_absolute() ? Result<Path>(path) : Error{.kind = ErrorKind::InvalidArgument};
}

QByteArray answerLine(const Result<QList<GateRecord>> &records)
{
    if (!records) {
        return verifyprotocol::errorLine(records.error());
    }
    QJsonArray array;
    for (const GateRecord &record : *records) {
        QJsonArray boots;
        for (const GateEntry &boot : record.boots) {
            boots.append(toJson(boot.observation));
        }
        array.append(QJsonObject{{key("place"), encodePath(record.place)},
                                 {key("database"), record.database},
                                 {key("boots"), boots}});
    }
    return QJsonDocument(QJsonObject{{key("records"), array}}).toJson(QJsonDocument::Compact) + '\n';
}

Result<QList<GateRecord>> recordsFromLine(const QByteArray &line)
{
    if (const std::optional<Error> error = verifyprotocol::answerFromLine(line).error) {
        return *error;
    }
    QList<GateRecord> records;
    for (const QJsonValue &value : QJsonDocument::fromJson(line).object().value(key("records")).toArray()) {
        const QJsonObject object = value.toObject();
        GateRecord record{.place = decodePath(object.value(key("place")).toString()),
                          .database = object.value(key("database")).toString(),
                          .boots = {}};
        for (const QJsonValue &boot : object.value(key("boots")).toArray()) {
            record.boots.append(
                {.database = record.database, .observation = observationFromJson(boot.toObject())});
        }
        if (!record.boots.isEmpty()) {
            records.append(record);
        }
    }
    return records.isEmpty() ? Result<QList<GateRecord>>(
               Error{.kind = ErrorKind::Unknown,
                     .detail = tr("the process that reads the record says what nobody understands")})
                             : records;
}

} // namespace gaterecordprotocol

} // namespace litekeeper
