// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/snapshotcopy.h"

#include "sqlite/destinationvfs.h"
#include "sqlite/onlinebackup.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int stepBytes = 4 << 20;
constexpr qint64 readBytes = qint64(1) << 20;
constexpr qint64 hashedBytes = qint64(64) << 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("SnapshotCopier", text);
}

} // namespace

SnapshotCopier::SnapshotCopier(HeldSource &source, PageSink &sink, ProgressMeter &meter,
                               const RunControl &control)
    : m_source(source)
    , m_sink(sink)
    , m_meter(meter)
    , m_control(control)
{
}

Result<void> SnapshotCopier::checkStop() const
{
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_source.connection().file()};
    }
    return m_source.checkLimits();
}

Result<int> SnapshotCopier::pageSize()
{
    const Result<qint64> size = m_source.connection().queryInteger("PRAGMA page_size");
    if (!size) {
        return size.error();
    }
    return int(*size);
}

Result<SnapshotCopy> SnapshotCopier::copyOnline()
{
    m_meter.beginPhase(Phase::Waiting, -1);
    const Result<void> held = m_source.hold();
    if (!held) {
        return held.error();
    }
    while (true) {
        const Result<int> size = pageSize();
        if (!size) {
            return size.error();
        }
        const Result<Ending> ending = copyPages(*size);
        if (!ending) {
            return ending.error();
        }
        if (*ending == Ending::Finished) {
            return SnapshotCopy{
                .strategy = QStringLiteral("online backup"), .pages = m_pages, .pageSize = *size};
        }
        m_meter.addRestart();
    }
}

Result<SnapshotCopier::Ending> SnapshotCopier::copyPages(int pageSize)
{
    const Result<void> emptied = m_sink.truncate(0);
    if (!emptied) {
        return emptied.error();
    }
    const Result<qint64> version = m_source.dataVersion();
    const Result<qint64> pages = m_source.connection().queryInteger("PRAGMA page_count");
    if (!version || !pages) {
        return version ? pages.error() : version.error();
    }
    m_dataVersion = *version;
    m_pages = *pages;

    DestinationVfs vfs(m_sink);
    if (m_source.vfs().pageOne().size() == pageSize) {
        const Result<void> preset = vfs.presetPageOne(m_source.vfs().pageOne(), m_pages);
        if (!preset) {
            return preset.error();
        }
    }
    Result<Connection> destination = vfs.connect();
    if (!destination) {
        return destination.error();
    }
    Result<OnlineBackup> backup = OnlineBackup::begin(m_source.connection(), *destination);
    if (!backup) {
        return backup.error();
    }
    m_source.vfs().beginReadAhead();
    m_meter.beginPhase(Phase::Copying, m_pages * pageSize);
    const int pagesPerStep = std::max(1, stepBytes / pageSize);
    while (true) {
        const Result<OnlineBackup::Position> position = backup->step(pagesPerStep);
        if (!position) {
            return vfs.sinkError().value_or(position.error());
        }
        m_pages = position->pagesTotal;
        m_meter.setHold(m_source.holdMilliseconds(), m_source.walGrowthBytes());
        m_meter.advancePages(position->pagesDone, position->pagesTotal, pageSize);
        if (position->finished) {
            return Ending::Finished;
        }
        const Result<void> proceed = checkStop();
        if (!proceed) {
            return proceed.error();
        }
        if (m_control.pauseRequested()) {
            const Result<Ending> resumed = pause();
            if (!resumed || *resumed == Ending::StartOver) {
                return resumed;
            }
        }
    }
}

// Ending::Finished means here: nothing changed, go on.
Result<SnapshotCopier::Ending> SnapshotCopier::pause()
{
    m_source.release();
    m_meter.waitWhilePaused();
    const Result<void> held = m_source.hold();
    if (!held) {
        return held.error();
    }
    const Result<qint64> version = m_source.dataVersion();
    if (!version) {
        return version.error();
    }
    if (*version != m_dataVersion) {
        m_notes.append(tr(
            "Resumed after a pause in which the source was written or checkpointed: the copy started over."));
        return Ending::StartOver;
    }
    m_notes.append(tr("Resumed after a pause; nobody wrote meanwhile, so the copy went on where it was."));
    m_source.vfs().beginReadAhead();
    return Ending::Finished;
}

Result<SnapshotCopy> SnapshotCopier::copyAhead()
{
    const Result<std::vector<Xxh128>> hashes = copyWithoutLock();
    if (!hashes) {
        return hashes.error();
    }
    m_meter.beginPhase(Phase::Waiting, -1);
    const Result<void> held = m_source.hold();
    if (!held) {
        return held.error();
    }
    const Result<int> size = pageSize();
    const Result<QString> mode = m_source.connection().queryText("PRAGMA journal_mode");
    if (!size || !mode) {
        return size ? mode.error() : size.error();
    }
    if (*mode == QLatin1String("wal")) {
        return Error{.kind = ErrorKind::SourceChanged,
                     .path = m_source.connection().file(),
                     .detail = tr("it was switched to WAL mode during the copy")};
    }
    const Result<qint64> bytes = patch(*hashes);
    if (!bytes) {
        return bytes.error();
    }
    return SnapshotCopy{.strategy = QStringLiteral("pre-copy"), .pages = *bytes / *size, .pageSize = *size};
}

Result<std::vector<Xxh128>> SnapshotCopier::copyWithoutLock()
{
    Result<qint64> size = m_source.vfs().mainSize();
    if (!size) {
        return size.error();
    }
    std::vector<Xxh128> hashes;
    QByteArray buffer(readBytes, Qt::Uninitialized);
    m_meter.beginPhase(Phase::PreCopying, *size);
    for (qint64 offset = 0; offset < *size;) {
        const Result<void> proceed = checkStop();
        if (!proceed) {
            return proceed.error();
        }
        m_meter.waitWhilePaused();
        const qint64 length = std::min(readBytes, *size - offset);
        // The file may have become shorter: whatever is missing or torn now is patched under the lock.
        const Result<void> read = m_source.vfs().readMain(buffer.data(), int(length), offset);
        if (!read) {
            break;
        }
        const Result<void> written = m_sink.write(buffer.constData(), length, offset);
        if (!written) {
            return written.error();
        }
        for (qint64 at = 0; at < length; at += hashedBytes) {
            hashes.push_back(xxh128(buffer.constData() + at, size_t(std::min(hashedBytes, length - at))));
        }
        offset += length;
        m_meter.advanceTo(offset);
    }
    return hashes;
}

Result<qint64> SnapshotCopier::patch(const std::vector<Xxh128> &hashes)
{
    const Result<qint64> size = m_source.vfs().mainSize();
    if (!size) {
        return size.error();
    }
    const Result<void> cut = m_sink.truncate(std::min(*size, m_sink.size()));
    if (!cut) {
        return cut.error();
    }
    QByteArray buffer(readBytes, Qt::Uninitialized);
    qint64 patched = 0;
    m_meter.beginPhase(Phase::Copying, *size);
    for (qint64 offset = 0; offset < *size; offset += readBytes) {
        const Result<void> proceed = checkStop();
        if (!proceed) {
            return proceed.error();
        }
        const qint64 length = std::min(readBytes, *size - offset);
        const Result<void> read = m_source.vfs().readMain(buffer.data(), int(length), offset);
        if (!read) {
            return read.error();
        }
        for (qint64 at = 0; at < length; at += hashedBytes) {
            const qint64 part = std::min(hashedBytes, length - at);
            const size_t index = size_t((offset + at) / hashedBytes);
            if (index < hashes.size() && xxh128(buffer.constData() + at, size_t(part)) == hashes[index]) {
                continue;
            }
            patched += part;
            const Result<void> written = m_sink.write(buffer.constData() + at, part, offset + at);
            if (!written) {
                return written.error();
            }
        }
        m_meter.setHold(m_source.holdMilliseconds(), 0);
        m_meter.advanceTo(offset + length);
    }
    m_notes.append(
        tr("Copied ahead without a lock, then compared under it: %1 bytes had changed.").arg(patched));
    return *size;
}

} // namespace litekeeper
