// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/delivery.h"

#include "common/durablefile.h"
#include "common/fileio.h"
#include "common/hash.h"
#include "engine/networkfile.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace litekeeper {

namespace {

constexpr qint64 pieceBytes = qint64(1) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Delivery", text);
}

class Deliverer
{
public:
    Deliverer(const Delivery &delivery, ProgressMeter &meter, const RunControl &control)
        : m_delivery(delivery)
        , m_meter(meter)
        , m_control(control)
        , m_buffer(pieceBytes, Qt::Uninitialized)
    {
    }

    [[nodiscard]] Result<void> copy();
    [[nodiscard]] Result<QByteArray> readBack();

private:
    [[nodiscard]] Result<void> proceed();
    [[nodiscard]] Error mismatch(qint64 offset, qint64 length) const;

    const Delivery &m_delivery;
    ProgressMeter &m_meter;
    const RunControl &m_control;
    QByteArray m_buffer;
    std::vector<Xxh128> m_hashes; ///< of each piece
};

Result<void> Deliverer::proceed()
{
    m_meter.waitWhilePaused();
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_delivery.target};
    }
    return {};
}

Error onShare(const Error &error)
{
    return error.code != 0 && error.kind == ErrorKind::InputOutput ? networkError(error.code, error.path)
                                                                   : error;
}

Result<void> Deliverer::copy()
{
    // Told before the share is touched: whoever watches over us is patient while the work is local.
    m_meter.beginPhase(Phase::Delivering, m_delivery.bytes);
    FileDescriptor target(::open(m_delivery.target.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!target.isValid()) {
        return networkError(errno, m_delivery.target);
    }
    for (qint64 offset = 0; offset < m_delivery.bytes; offset += pieceBytes) {
        if (Result<void> goOn = proceed(); !goOn) {
            return goOn;
        }
        const qint64 length = std::min(pieceBytes, m_delivery.bytes - offset);
        const Result<qint64> count
            = readUpTo(m_delivery.descriptor, m_buffer.data(), length, offset, m_delivery.target);
        if (!count) {
            return count.error();
        }
        m_hashes.push_back(xxh128(m_buffer.constData(), size_t(length)));
        const Result<void> written
            = writeFully(target.get(), m_buffer.constData(), length, offset, m_delivery.target);
        if (!written) {
            return onShare(written.error());
        }
        m_meter.advanceTo(offset + length);
    }
    m_meter.beginPhase(Phase::Syncing, -1);
    if (const Result<void> synced = syncFile(target.get(), m_delivery.target); !synced) {
        return onShare(synced.error());
    }
    // Network file systems may report a failed write only here.
    if (::close(target.release()) != 0 && errno != EINTR) {
        return networkError(errno, m_delivery.target);
    }
    return {};
}

Result<QByteArray> Deliverer::readBack()
{
    m_meter.beginPhase(Phase::ReadingBack, m_delivery.bytes);
    const Result<NetworkFile> file = NetworkFile::open(m_delivery.target, NetworkFile::Use::Look);
    if (!file) {
        return file.error();
    }
    Sha256 sha256;
    qint64 offset = 0;
    size_t index = 0;
    for (qint64 length = pieceBytes; length == pieceBytes; offset += length, ++index) {
        if (const Result<void> goOn = proceed(); !goOn) {
            return goOn.error();
        }
        const Result<qint64> count = file->read(m_buffer.data(), pieceBytes, offset);
        if (!count) {
            return count.error();
        }
        length = *count;
        const bool isEnd = length == 0 && index == m_hashes.size();
        if (!isEnd
            && (index >= m_hashes.size()
                || xxh128(m_buffer.constData(), size_t(length)) != m_hashes[index])) {
            return mismatch(offset, length);
        }
        sha256.add(m_buffer.constData(), size_t(length));
        m_meter.advanceTo(offset + length);
    }
    if (offset != m_delivery.bytes) {
        return mismatch(offset, 0);
    }
    return sha256.take();
}

Error Deliverer::mismatch(qint64 offset, qint64 length) const
{
    return Error{.kind = ErrorKind::ReadBackMismatch,
                 .path = m_delivery.target,
                 .detail
                 = tr("what the share gives back differs between offset %1 and %2")
                       .arg(offset)
                       .arg(std::max(offset + length, std::min(offset + pieceBytes, m_delivery.bytes)))};
}

} // namespace

Result<void> createOnShare(const Path &file, mode_t permissions)
{
    const FileDescriptor created(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions | 0600));
    if (created.isValid()) {
        return {};
    }
    Error error = networkError(errno, file);
    // The folder is there, as was just seen, so it is the name.
    if (error.code == EINVAL || error.code == EILSEQ || error.code == ENOENT || error.code == ENAMETOOLONG) {
        error.kind = ErrorKind::InvalidArgument;
        error.detail = tr("the share does not accept this name");
        error.advice
            = tr("Choose a shorter name, or one without characters that its server does not allow, such as "
                 ": * ? \" < > |.");
    }
    return error;
}

Result<QByteArray> deliver(const Delivery &delivery, ProgressMeter &meter, const RunControl &control)
{
    Deliverer deliverer(delivery, meter, control);
    const Result<void> copied = deliverer.copy();
    if (!copied) {
        return copied.error();
    }
    return deliverer.readBack();
}

} // namespace litekeeper
