// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>
#include <string_view>

namespace litekeeper {

/// One value of a table, as much of it as is shown.
struct CellValue
{
    enum class Kind { Null, Integer, Real, Text, Blob };

    static constexpr qint64 textLimit = 1000; ///< characters that are kept of a text
    static constexpr qint64 blobLimit = 32;   ///< bytes that are kept of a blob

    Kind kind = Kind::Null;
    qint64 integer = 0;
    double real = 0;
    QString text = {};
    QByteArray blob = {};
    qint64 length = 0; ///< of the whole value: characters of a text, bytes of a blob

    /// The first characters of a text, and the number of all of them.
    [[nodiscard]] static CellValue ofText(std::string_view utf8);
    [[nodiscard]] static CellValue ofBlob(std::string_view bytes);

    [[nodiscard]] bool isCut() const
    {
        return (kind == Kind::Text && length > textLimit) || (kind == Kind::Blob && length > blobLimit);
    }
};

/// A table or view of a database, as its schema tells.
struct TableOutline
{
    enum class Kind {
        Table,
        View,    ///< named, but never asked: it may run anything
        Virtual, ///< likewise; what it holds lies in tables of its own
    };

    QString name = {};
    Kind kind = Kind::Table;
    QStringList columns = {}; ///< that are stored; of a table only
    qint64 rows = -1;         ///< -1: not counted
};

/// Some consecutive rows of a table.
struct RowPage
{
    /// Where the first page begins.
    static constexpr qint64 begin = std::numeric_limits<qint64>::min();

    QString table = {};
    qint64 from = begin;
    QList<QList<CellValue>> rows = {}; ///< values as TableOutline::columns
    std::optional<qint64> next = {};   ///< where the next page begins; none: this was the last one
    QString problem = {}; ///< a sentence about rows behind these that cannot be read; empty: none
};

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::TableOutline)
Q_DECLARE_METATYPE(litekeeper::RowPage)
