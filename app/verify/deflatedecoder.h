// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archivefile.h"
#include "verify/entrydecoder.h"

#include <memory>

namespace litekeeper {

/// Raw deflate (RFC 1951) in `length` bytes at `offset` that must end exactly there. `expected`: the unpacked
/// size as declared; only chooses how to decode.
[[nodiscard]] std::unique_ptr<EntryDecoder> deflateDecoder(const ArchiveFile &file, qint64 offset,
                                                           qint64 length, qint64 expected,
                                                           const EntryReport &report);

} // namespace litekeeper
