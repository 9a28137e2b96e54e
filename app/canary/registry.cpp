// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/registry.h"

#include "canary/canaryfile.h"
#include "canary/folderturn.h"
#include "common/durablefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostSpans = 500; // keeps a file well below the size that readSealed() takes
constexpr qsizetype spansWithEvidence = 50;
const std::string suffix = ".json";

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QJsonValue instantText(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime instantFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonObject toDocument(const Watch &watch, const QList<ObservationSpan> &spans)
{
    QJsonArray array;
    for (const ObservationSpan &span : spans) {
        QJsonObject object = toJson(span.newest);
        object.remove(key("says"));
        object.remove(key("do"));
        if (array.size() < spans.size() - spansWithEvidence) {
            object.insert(key("evidence"),
                          QJsonObject{{key("host"), span.newest.evidence.value(key("host"))}});
        }
        object.insert(key("firstAt"), instantText(span.firstAt));
        object.insert(key("looks"), span.looks);
        array.append(object);
    }
    return {{key("id"), watch.id.toString(QUuid::WithoutBraces)},
            {key("folder"), encodePath(watch.folder)},
            {key("lockFolder"), encodePath(watch.lockFolder)},
            {key("createdAt"), instantText(watch.createdAt)},
            {key("lookedAt"), instantText(watch.lookedAt)},
            {key("memory"), toJson(watch.memory)},
            {key("observations"), array}};
}

/// It is not a database that is damaged.
Result<QJsonObject> readRecord(const Path &file)
{
    Result<QJsonObject> document = readSealed(file);
    if (!document && document.error().kind == ErrorKind::Damaged) {
        return Error{
            .kind = ErrorKind::CatalogueDamaged,
            .path = file,
            .detail = document.error().detail,
            .advice = QCoreApplication::translate(
                "WatchRegistry", "Delete the file, and plant its canary anew (canary plant --anew).")};
    }
    return document;
}

Watch watchFrom(const QJsonObject &document)
{
    return {.id = QUuid(document.value(key("id")).toString()),
            .folder = decodePath(document.value(key("folder")).toString()),
            .lockFolder = decodePath(document.value(key("lockFolder")).toString()),
            .createdAt = instantFrom(document.value(key("createdAt"))),
            .lookedAt = instantFrom(document.value(key("lookedAt"))),
            .memory = canaryMemoryFromJson(document.value(key("memory")).toObject())};
}

QList<ObservationSpan> spansFrom(const QJsonObject &document)
{
    QList<ObservationSpan> spans;
    const QUuid watchId(document.value(key("id")).toString());
    for (const QJsonValue &value : document.value(key("observations")).toArray()) {
        const QJsonObject object = value.toObject();
        ObservationSpan span{.id = spans.size() + 1,
                             .firstAt = instantFrom(object.value(key("firstAt"))),
                             .looks = object.value(key("looks")).toInteger(1),
                             .newest = observationFromJson(object)};
        span.newest.watchId = watchId;
        spans.append(span);
    }
    return spans;
}

} // namespace

WatchRegistry::WatchRegistry(Path folder)
    : m_folder(std::move(folder))
{
}

Result<WatchRegistry> WatchRegistry::open(const Path &folder)
{
    if (const Result<void> made = createFolderDurably(absolutePath(folder)); !made) {
        return made.error();
    }
    return WatchRegistry(absolutePath(folder));
}

Path WatchRegistry::fileOf(const Path &folder) const
{
    const QByteArray hash = QCryptographicHash::hash(pathBytes(folder), QCryptographicHash::Sha256).toHex();
    return m_folder / pathFromBytes("watch-" + hash.left(32) + suffix.c_str());
}

Result<QList<Watch>> WatchRegistry::watches() const
{
    QList<Watch> watches;
    std::error_code failed;
    std::filesystem::directory_iterator entry(m_folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (entry->path().extension() != suffix || !entry->path().filename().native().starts_with("watch-")) {
            continue;
        }
        const Result<QJsonObject> document = readRecord(entry->path());
        if (!document) {
            return document.error();
        }
        watches.append(watchFrom(*document));
    }
    if (failed) {
        return systemError(failed.value(), m_folder);
    }
    std::sort(watches.begin(), watches.end(),
              [](const Watch &left, const Watch &right) { return left.folder < right.folder; });
    return watches;
}

Result<Watch> WatchRegistry::watch(const Path &folder) const
{
    const Result<QJsonObject> document = readRecord(fileOf(folder));
    return document ? Result<Watch>(watchFrom(*document)) : document.error();
}

Result<QList<ObservationSpan>> WatchRegistry::spans(const Path &folder) const
{
    const Result<QJsonObject> document = readRecord(fileOf(folder));
    return document ? Result<QList<ObservationSpan>>(spansFrom(*document)) : document.error();
}

Result<void> WatchRegistry::store(const Watch &watch, const std::optional<Observation> &observation)
{
    const FolderTurn turn(m_folder);
    const Path file = fileOf(watch.folder);
    Result<QJsonObject> before = readRecord(file);
    if (!before && before.error().kind != ErrorKind::NotFound) {
        return before.error();
    }
    QList<ObservationSpan> spans = before ? spansFrom(*before) : QList<ObservationSpan>();
    if (observation) {
        appendTo(spans, *observation);
    }
    if (spans.size() > mostSpans) {
        spans.remove(0, spans.size() - mostSpans);
    }
    Watch kept = watch;
    const bool beginsAnew = observation && observation->state == WatchState::Planted;
    if (before && !beginsAnew) {
        const CanaryMemory stored = watchFrom(*before).memory;
        kept.memory = supersedes(watch.memory, stored) ? watch.memory : stored;
    }
    return writeDurably(file, sealed(toDocument(kept, spans)));
}

Result<void> WatchRegistry::remove(const Path &folder)
{
    Result<void> removed = removeDurably(fileOf(folder));
    if (!removed && removed.error().kind == ErrorKind::NotFound) {
        return {};
    }
    return removed;
}

} // namespace litekeeper
