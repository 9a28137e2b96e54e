// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QAbstractItemModel;
class QByteArray;

namespace litekeeper {

/// The table as comma-separated values (RFC 4180) in UTF-8, with the names of the columns in the first line:
/// what `role` gives for headers and cells.
[[nodiscard]] QByteArray csvOf(const QAbstractItemModel &model, int role);

} // namespace litekeeper
