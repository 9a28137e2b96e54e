// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QUrl>

namespace litekeeper {

/// The address of a share as somebody typed it: "smb://nas/photos", "\\\\nas\\photos", "nfs://", "sftp://",
/// "dav://" and the like. A password in it is left out. ErrorKind::InvalidArgument, with what is wrong.
[[nodiscard]] Result<QUrl> serverAddress(const QString &typed);

/// For people and for the list of addresses that were used: never with a password.
[[nodiscard]] QString addressText(const QUrl &address);

/// Whether both name the same share, whoever connects to it.
[[nodiscard]] bool isSameShare(const QUrl &left, const QUrl &right);

} // namespace litekeeper
