// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockledger.h"
#include "engine/compressionstreams.h"

#include <zstd.h>

#include <algorithm>
#include <memory>

namespace litekeeper {

namespace {

// A fast level: databases that are backed up every night gain little from the slower ones.
constexpr int zstdLevel = 1;

} // namespace

Result<void> compressToZstd(const CompressionInput &input, PageSink &output, ProgressMeter &meter,
                            const RunControl &control)
{
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, zstdLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    // A libzstd without threads refuses this and compresses in this thread.
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_nbWorkers, compressionWorkers());
    ZSTD_CCtx_setPledgedSrcSize(context.get(), static_cast<unsigned long long>(input.bytes));
    Appender appender(output);
    QByteArray buffer(blockBytes, Qt::Uninitialized);
    meter.beginPhase(Phase::Compressing, input.bytes);
    for (qint64 offset = 0; offset < input.bytes;) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = input.path};
        }
        meter.waitWhilePaused();
        const qint64 length = std::min(blockBytes, input.bytes - offset);
        const Result<QByteArray> block = readInput(input, offset, length);
        if (!block) {
            return block.error();
        }
        offset += length;
        const ZSTD_EndDirective directive = offset == input.bytes ? ZSTD_e_end : ZSTD_e_continue;
        ZSTD_inBuffer in = {block->constData(), size_t(length), 0};
        size_t left = 0;
        do {
            ZSTD_outBuffer out = {buffer.data(), size_t(buffer.size()), 0};
            left = ZSTD_compressStream2(context.get(), &out, &in, directive);
            if (ZSTD_isError(left) != 0) {
                return Error{.path = input.path, .detail = QString::fromLatin1(ZSTD_getErrorName(left))};
            }
            const Result<void> written
                = appender.append(QByteArray::fromRawData(buffer.constData(), qsizetype(out.pos)));
            if (!written) {
                return written;
            }
        } while (directive == ZSTD_e_end ? left != 0 : in.pos < in.size);
        meter.advanceTo(offset);
    }
    return {};
}

} // namespace litekeeper
