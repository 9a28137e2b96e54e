// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "common/result.h"

#include <QByteArray>

namespace litekeeper {

/// A finished file that goes to a network mount.
struct Delivery
{
    int descriptor = -1; ///< of the local file
    qint64 bytes = 0;
    Path target; ///< on the share, made by createOnShare() before
};

/// Makes an empty file on a share, before any work is put into it: what the share refuses shows now. Errors:
/// AlreadyExists; InvalidArgument for a name that the server does not take; NotAnswering; as the system says.
[[nodiscard]] Result<void> createOnShare(const Path &file, mode_t permissions);

/// Copies a finished local file to a share, syncs it and closes it; then opens it anew, past what this
/// machine remembers of it, reads it back and compares every byte. Gives the SHA-256 of what was read.
/// Errors: ReadBackMismatch with the place; NotAnswering; NoSpace; Cancelled. The target stays whatever
/// happens; it is the caller's to rename or to remove. Heeds a pause. Blocking.
[[nodiscard]] Result<QByteArray> deliver(const Delivery &delivery, ProgressMeter &meter,
                                         const RunControl &control);

} // namespace litekeeper
