// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "sqlite/rowvalue.h"

#include <memory>
#include <variant>
#include <vector>

namespace litekeeper {

/// What is bound to a parameter, as it comes from people: a number or a text.
using RowParameter = std::variant<qint64, double, std::string>;

/// The rows of one query, one after another, with the values where SQLite keeps them: no row costs memory of
/// its own. One thread.
class RowReading
{
public:
    /// The connection outlives it. As many `parameters` as the query has, in their order.
    [[nodiscard]] static Result<RowReading> begin(Connection &connection, const std::string &sql,
                                                  const std::vector<RowParameter> &parameters = {});
    RowReading(RowReading &&) noexcept;
    RowReading &operator=(RowReading &&) noexcept;
    ~RowReading();

    /// True: a row is there. False: that was the last one.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] RowValue value(int column) const;
    [[nodiscard]] int columnCount() const;

private:
    class Private;
    explicit RowReading(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
