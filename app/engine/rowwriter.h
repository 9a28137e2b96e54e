// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/exporttext.h"
#include "sqlite/rowreading.h"

#include <memory>

namespace litekeeper {

/// What is written about a table besides its rows.
struct TableHead
{
    std::string name;
    std::vector<std::string> columns;     ///< that are written
    bool withRowid = false;               ///< the first of them is the rowid
    std::vector<std::string> before = {}; ///< SQL that makes it
    std::vector<std::string> after = {};  ///< SQL that makes what belongs to it
};

/// Writes tables in one format. Calls come in their order: begin, and for each table beginTable, row ...,
/// endTable; end.
class RowWriter
{
public:
    /// `isAlone`: no other table comes into the same text.
    [[nodiscard]] static std::unique_ptr<RowWriter> create(ExportFormat format, ExportText &text,
                                                           bool isAlone);
    RowWriter() = default;
    RowWriter(const RowWriter &) = delete;
    RowWriter &operator=(const RowWriter &) = delete;
    virtual ~RowWriter() = default;

    virtual void begin() { }
    virtual void beginTable(const TableHead &table) = 0;
    virtual void row(const RowReading &row) = 0;
    virtual void endTable() { }
    virtual void end() { }
};

} // namespace litekeeper
