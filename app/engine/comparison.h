// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"
#include "domain/comparison.h"

#include <functional>

namespace litekeeper {

class DescriptorVfs;

/// A database file that nobody changes.
struct ComparedFile
{
    const DescriptorVfs *file = nullptr;
    Path name; ///< for sentences
    qint64 bytes = 0;
    QList<TableFigures> figures = {}; ///< of its manifest; empty: there is none
};

struct ComparisonWish
{
    int samples = 5; ///< rows to keep of each table
    /// Takes SQL that makes the left database the same as the right one, piece by piece. Empty: nobody wants
    /// it. An error of it ends the comparison.
    std::function<Result<void>(const QByteArray &)> script = {};
};

/// What the right database has that the left one has not, and the other way round: schema, and every row of
/// every ordinary table. Rows are pairs if they have the same PRIMARY KEY or, without one, the same rowid.
/// Streams: the memory does not depend on the size of the databases. Tables whose figures are the same are
/// not read. Errors: Damaged, Cancelled within 100 ms of the wish. Blocking.
[[nodiscard]] Result<Comparison> compareDatabases(const ComparedFile &left, const ComparedFile &right,
                                                  const ComparisonWish &wish, const RunControl &control);

} // namespace litekeeper
