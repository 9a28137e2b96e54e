// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archivefile.h"
#include "verify/entrydecoder.h"
#include "verify/zipaudit.h"

#include <memory>

namespace litekeeper {

/// A decoder for exactly the bytes that the audit found for the entry: stored and deflate by ourselves, the
/// others by libarchive, which sees nothing but this entry. Errors: ErrorKind::Unsupported (in `report`
/// already) for what neither can read, or without the right password.
[[nodiscard]] Result<std::unique_ptr<EntryDecoder>> zipEntryDecoder(const ArchiveFile &file,
                                                                    const ZipEntry &entry,
                                                                    const QByteArray &password,
                                                                    const EntryReport &report);

/// Bytes of a file as they stand there.
class StoredDecoder : public EntryDecoder
{
public:
    StoredDecoder(const ArchiveFile &file, qint64 offset, qint64 length, EntryReport report);

    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 consumed() const override { return m_done; }

private:
    const ArchiveFile &m_file;
    qint64 m_offset;
    qint64 m_length;
    qint64 m_done = 0;
    EntryReport m_report;
};

} // namespace litekeeper
