// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/gatelog.h"

#include "common/durablefile.h"
#include "common/filedescriptor.h"
#include "common/readonlyfile.h"

#include <QJsonDocument>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 mostLogBytes = 1 << 20;
constexpr mode_t readableByAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
const QString databaseKey = QStringLiteral("database");

QByteArray lineOf(const Observation &observation)
{
    QJsonObject line = toJson(observation);
    line.remove(QStringLiteral("says"));
    line.remove(QStringLiteral("do"));
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

Result<QByteArray> lastBytes(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!opened) {
        return opened.error();
    }
    const qint64 size = opened->status().st_size;
    return opened->read(std::max<qint64>(0, size - mostLogBytes), mostLogBytes);
}

void halve(const Path &file)
{
    const Result<QByteArray> bytes = lastBytes(file);
    if (!bytes) {
        return;
    }
    const qsizetype cut = bytes->indexOf('\n', bytes->size() / 2);
    if (cut >= 0 && writeDurably(file, bytes->mid(cut + 1))) {
        ::chmod(file.c_str(), readableByAll);
    }
}

} // namespace

void appendToGateLog(const Path &folder, const Observation &observation)
{
    const Path file = folder / gateLogName;
    struct stat status = {};
    if (::lstat(file.c_str(), &status) == 0 && status.st_size > mostLogBytes) {
        halve(file);
    }
    const FileDescriptor log(::open(
        file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, readableByAll));
    if (!log.isValid() || ::fstat(log.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return;
    }
    // A boot that lost its power in the middle of a line takes none of the later ones with it.
    char last = '\n';
    const bool isTorn
        = status.st_size > 0 && ::pread(log.get(), &last, 1, status.st_size - 1) == 1 && last != '\n';
    const QByteArray line = (isTorn ? "\n" : "") + lineOf(observation);
    if (::write(log.get(), line.constData(), size_t(line.size())) == line.size()) {
        (void)::fsync(log.get());
    }
}

QList<GateEntry> parseGateLog(const QByteArray &bytes)
{
    QList<GateEntry> entries;
    for (const QByteArray &line : bytes.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const Observation observation = observationFromJson(object);
        const Path database = decodePath(observation.evidence.value(databaseKey).toString());
        if (observation.at.isValid() && !database.empty()) {
            entries.append({.database = encodePath(database.filename()), .observation = observation});
        }
    }
    return entries;
}

Result<QList<GateEntry>> readGateLog(const Path &folder)
{
    const Result<QByteArray> bytes = lastBytes(folder / gateLogName);
    return bytes ? Result<QList<GateEntry>>(parseGateLog(*bytes)) : bytes.error();
}

} // namespace litekeeper
