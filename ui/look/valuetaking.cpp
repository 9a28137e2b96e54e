// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/valuetaking.h"

#include "common/durablestream.h"
#include "runner/taskrunner.h"
#include "service/databaselook.h"
#include "service/whendone.h"
#include "ui/common/format.h"

#include <QClipboard>
#include <QGuiApplication>

namespace litekeeper {

namespace {

constexpr qint64 pieceBytes = qint64(2) << 20;

} // namespace

ValueTaking::ValueTaking(DatabaseLook &look, TaskRunner &runner, QObject *parent)
    : QObject(parent)
    , m_look(look)
    , m_runner(runner)
{
    connect(&m_look, &DatabaseLook::valueArrived, this, &ValueTaking::takeValue);
    connect(&m_look, &DatabaseLook::pieceArrived, this, &ValueTaking::takePiece);
    connect(&m_look, &DatabaseLook::exported, this, &ValueTaking::takeEnd);
}

ValueTaking::~ValueTaking() = default;

void ValueTaking::copy(const ValuePlace &place, bool asHex)
{
    begin(Work::Copy, {});
    m_place = place;
    m_asHex = asHex;
    askForMore();
}

void ValueTaking::save(const ValuePlace &place, const Path &file)
{
    begin(Work::Save, file);
    m_place = place;
    askForMore();
}

void ValueTaking::exportRows(const QString &table, ExportFormat format, const QString &filter,
                             const QString &column, const Path &file)
{
    begin(Work::Export, file);
    m_look.exportRows(table, format, filter, column);
}

void ValueTaking::begin(Work work, const Path &file)
{
    Q_ASSERT(!isRunning());
    m_work = work;
    m_file = file;
    m_stream.reset();
    m_bytes.clear();
    m_done = 0;
    m_total = -1;
    m_isPublishing = false;
    ++m_turn;
    Q_EMIT changed();
}

void ValueTaking::askForMore()
{
    m_look.fetchValue(m_place, m_done, pieceBytes);
}

void ValueTaking::takeValue(const ValuePlace &place, const ValuePart &part)
{
    const bool isOurs = (m_work == Work::Copy || m_work == Work::Save) && place.table == m_place.table
        && place.key == m_place.key && place.column == m_place.column && part.offset == m_done;
    if (!isOurs) {
        return;
    }
    if (!part.problem.isEmpty()) {
        fail(part.problem);
        return;
    }
    m_total = part.length;
    m_done += part.bytes.size();
    Q_EMIT progressed(m_done, m_total);
    const bool isLast = part.bytes.isEmpty() || m_done >= m_total;
    if (m_work == Work::Save) {
        write(part.bytes, isLast);
        return;
    }
    m_bytes += part.bytes;
    if (m_total > mostForClipboard) {
        fail(tr("The value has %1, which is too much for the clipboard. Save it to a file.")
                 .arg(bytesText(m_total)));
    } else if (isLast) {
        endCopy();
    } else {
        askForMore();
    }
}

void ValueTaking::endCopy()
{
    QGuiApplication::clipboard()->setText(m_asHex ? QString::fromLatin1(m_bytes.toHex())
                                                  : QString::fromUtf8(m_bytes));
    const qint64 bytes = m_bytes.size();
    end();
    Q_EMIT copied(bytes);
}

void ValueTaking::takePiece(const QByteArray &bytes)
{
    if (m_work != Work::Export) {
        return;
    }
    m_done += bytes.size();
    Q_EMIT progressed(m_done, -1);
    write(bytes, false);
}

void ValueTaking::takeEnd(qint64 rows, bool wasStopped, const QString &problem)
{
    if (m_staleEnds > 0) {
        --m_staleEnds;
        return;
    }
    if (m_work != Work::Export) {
        return;
    }
    if (wasStopped || !problem.isEmpty()) {
        fail(problem);
        return;
    }
    publish(rows);
}

void ValueTaking::write(const QByteArray &bytes, bool isLast)
{
    using Stream = Result<std::shared_ptr<DurableStream>>;
    const auto work = [stream = m_stream, file = m_file, bytes]() -> Stream {
        std::shared_ptr<DurableStream> open = stream;
        if (!open) {
            Result<DurableStream> begun = DurableStream::begin(file);
            if (!begun) {
                return begun.error();
            }
            open = std::make_shared<DurableStream>(*std::move(begun));
        }
        const Result<void> written = open->write(bytes);
        return written ? Stream(open) : Stream(written.error());
    };
    whenDone(m_runner.startTask(work), this, [this, isLast, turn = m_turn](const Stream &stream) {
        if (turn != m_turn) {
            return;
        }
        if (!stream) {
            stopExport();
            fail(describe(stream.error()));
            return;
        }
        m_stream = *stream;
        if (m_work == Work::Export) {
            m_look.takeMore();
        } else if (isLast) {
            publish(-1);
        } else {
            askForMore();
        }
    });
}

void ValueTaking::publish(qint64 rows)
{
    m_isPublishing = true;
    const auto work = [stream = std::move(m_stream), file = m_file]() -> Result<qint64> {
        std::shared_ptr<DurableStream> open = stream;
        if (!open) { // there was nothing to write
            Result<DurableStream> begun = DurableStream::begin(file);
            if (!begun) {
                return begun.error();
            }
            open = std::make_shared<DurableStream>(*std::move(begun));
        }
        const Result<void> published = open->publish();
        return published ? Result<qint64>(open->bytes()) : Result<qint64>(published.error());
    };
    whenDone(m_runner.startTask(work), this, [this, rows, turn = m_turn](const Result<qint64> &bytes) {
        if (turn != m_turn) {
            return;
        }
        if (!bytes) {
            fail(describe(bytes.error()));
            return;
        }
        const Path file = m_file;
        end();
        Q_EMIT saved(file, *bytes, rows);
    });
}

void ValueTaking::cancel()
{
    if (isRunning() && !m_isPublishing) {
        stopExport();
        fail({});
    }
}

void ValueTaking::stopExport()
{
    if (m_work == Work::Export) {
        m_look.stopExport();
        ++m_staleEnds;
    }
}

void ValueTaking::giveUp()
{
    if (isRunning()) {
        end(); // the look says why
    }
}

void ValueTaking::end()
{
    ++m_turn;
    m_work = Work::None;
    m_bytes = {};
    // Removing what was not published touches the disk.
    m_runner.startTask([stream = std::move(m_stream)]() mutable { stream.reset(); });
    m_stream.reset();
    Q_EMIT changed();
}

void ValueTaking::fail(const QString &sentence)
{
    end();
    Q_EMIT failed(sentence);
}

} // namespace litekeeper
