// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archivefile.h"
#include "verify/entrydecoder.h"
#include "verify/zipaudit.h"

#include <memory>

namespace litekeeper {

/// An entry for libarchive to decode, with what it has to know besides.
struct ForeignEntry
{
    ZipEntry entry;
    QByteArray aes; ///< data of the AES extra field 0x9901; empty if there is none

    /// AE-2 leaves the checksum out because a code of its own authenticates the data.
    [[nodiscard]] bool hasChecksum() const { return aes.size() < 2 || aes.at(0) != 2; }
};

/// Lets libarchive decode an audited entry of a zip. It sees a zip that holds this entry only: a header made
/// from the audited figures, then the entry's bytes.
[[nodiscard]] Result<std::unique_ptr<EntryDecoder>> foreignDecoder(const ArchiveFile &file,
                                                                   const ForeignEntry &foreign,
                                                                   const QByteArray &password,
                                                                   const EntryReport &report);

} // namespace litekeeper
