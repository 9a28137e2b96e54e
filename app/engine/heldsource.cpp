// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/heldsource.h"

#include <QCoreApplication>
#include <QLocale>

#include <system_error>

namespace litekeeper {

namespace {

qint64 bytesOf(const Path &file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    return error ? 0 : qint64(size);
}

bool sameContent(const struct stat &left, const struct stat &right)
{
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino && left.st_size == right.st_size
        && left.st_mtim.tv_sec == right.st_mtim.tv_sec && left.st_mtim.tv_nsec == right.st_mtim.tv_nsec
        && left.st_ctim.tv_sec == right.st_ctim.tv_sec && left.st_ctim.tv_nsec == right.st_ctim.tv_nsec;
}

} // namespace

Result<std::unique_ptr<HeldSource>> HeldSource::open(const BackupRequest &request, const Path &source,
                                                     Way way, const RunControl &control)
{
    std::unique_ptr<HeldSource> held(new HeldSource(request, source, way));
    if (::stat(source.c_str(), &held->m_status) != 0) {
        return systemError(errno, source);
    }
    Result<Connection> connection = Connection::open(source,
                                                     {.mode = Connection::Mode::ReadOnly,
                                                      .immutable = way == Way::Idle,
                                                      .distrustful = true,
                                                      .vfs = held->m_vfs.name()});
    if (!connection) {
        return connection.error();
    }
    held->m_connection.emplace(std::move(connection).value());
    held->m_connection->setBusyTimeout(request.busyTimeout, &control);
    held->m_connection->setStopControl(&control);
    return held;
}

HeldSource::HeldSource(const BackupRequest &request, const Path &source, Way way)
    : m_source(source)
    , m_way(way)
    , m_holdLimit(request.holdLimit)
    , m_walGrowthLimit(request.walGrowthLimit)
    , m_sideFilesBefore(sideFilesOf(source))
    , m_hold(source)
{
}

HeldSource::~HeldSource()
{
    release();
    m_connection.reset();
    if (m_way == Way::Live) {
        removeNewSideFiles(m_source, m_sideFilesBefore);
    }
}

Result<void> HeldSource::hold()
{
    Result<Snapshot> snapshot = Snapshot::hold(*m_connection);
    if (!snapshot) {
        return snapshot.error();
    }
    m_snapshot.emplace(std::move(snapshot).value());
    m_heldSince = SteadyClock::now();
    m_heldAt = QDateTime::currentDateTimeUtc();
    m_walBytesAtHold = bytesOf(withSuffix(m_source, "-wal"));
    return {};
}

void HeldSource::release()
{
    if (m_snapshot) {
        m_walGrowth = walGrowthBytes();
        m_vfs.endReadAhead();
        m_snapshot.reset();
        m_heldBefore += SteadyClock::now() - m_heldSince;
    }
}

Result<qint64> HeldSource::dataVersion()
{
    return m_connection->queryInteger("PRAGMA data_version");
}

Result<void> HeldSource::checkLimits() const
{
    if (m_way == Way::Idle || !m_snapshot) {
        return {};
    }
    const auto held = SteadyClock::now() - m_heldSince;
    if (held > m_holdLimit) {
        return Error{.kind = ErrorKind::LimitReached,
                     .path = m_source,
                     .detail = QCoreApplication::translate("HeldSource", "its snapshot was held for %1 s")
                                   .arg(std::chrono::duration_cast<std::chrono::seconds>(held).count())};
    }
    const qint64 growth = walGrowthBytes();
    if (growth > m_walGrowthLimit) {
        return Error{.kind = ErrorKind::LimitReached,
                     .path = m_source,
                     .detail = QCoreApplication::translate("HeldSource", "its -wal file grew by %1 meanwhile")
                                   .arg(QLocale().formattedDataSize(growth))};
    }
    return {};
}

qint64 HeldSource::holdMilliseconds() const
{
    if (m_way == Way::Idle) {
        return 0;
    }
    auto held = m_heldBefore;
    if (m_snapshot) {
        held += SteadyClock::now() - m_heldSince;
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(held).count();
}

qint64 HeldSource::walGrowthBytes() const
{
    if (!m_snapshot) {
        return m_walGrowth;
    }
    return std::max(m_walGrowth, bytesOf(withSuffix(m_source, "-wal")) - m_walBytesAtHold);
}

bool HeldSource::isUndisturbed() const
{
    if (m_way == Way::Live) {
        return true;
    }
    struct stat now = {};
    return !sideFilesOf(m_source).wal && ::stat(m_source.c_str(), &now) == 0 && sameContent(now, m_status);
}

HeldSource::Presence HeldSource::presence() const
{
    struct stat now = {};
    if (::stat(m_source.c_str(), &now) != 0) {
        return Presence::Gone;
    }
    return now.st_dev == m_status.st_dev && now.st_ino == m_status.st_ino ? Presence::Same
                                                                          : Presence::Replaced;
}

} // namespace litekeeper
