// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/zipaudit.h"
#include "verify/zipheader.h"

namespace litekeeper {

/// Checks what stands before and behind an entry's data against the central directory: the local header and
/// the data descriptor (APPNOTE.TXT 4.3.7 and 4.3.9).
class ZipLocals
{
public:
    ZipLocals(const ArchiveFile &file, const ZipDirectory &directory, Judgement &judgement);

    /// Sets where the entry's bytes lie. Errors: reading failed, Cancelled.
    [[nodiscard]] Result<void> check(const ZipHeader &central, const QString &where, ZipEntry &entry);
    /// Remarks that are made once for all entries.
    void summarise();

private:
    [[nodiscard]] QStringList differences(const ZipHeader &central, const ZipHeader &local) const;
    void compare(const ZipHeader &central, const ZipHeader &local, const QString &where, ZipEntry &entry);
    [[nodiscard]] Result<void> checkDescriptor(const ZipHeader &central, const ZipHeader &local,
                                               const QString &where, ZipEntry &entry);
    void damaged(const char *code, const QString &text, const QString &where);
    void cannotRead(const QString &where, ZipEntry &entry);

    const ArchiveFile &m_file;
    const ZipDirectory &m_directory;
    Judgement &m_judgement;
    FileWindow m_window;
    qint64 m_withoutDescriptor = 0;
};

} // namespace litekeeper
