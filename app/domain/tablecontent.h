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
    QString sql = {};         ///< its definition; of a table, those of its indexes and triggers behind it
};

/// Which rows of a table are wanted.
struct RowsWish
{
    QString table = {};
    qint64 from = std::numeric_limits<qint64>::min(); ///< RowPage::begin, or the `next` of a page
    qint64 at = -1;  ///< in place of `from`: so many rows that can be read lie before them; -1: `from` counts
    int limit = 200; ///< 1 to 10,000
    QString filter = {};   ///< only rows with this in a text or number, whatever its case; empty: all
    int filterColumn = -1; ///< of TableOutline::columns; -1: any
    qint64 serial = 0;     ///< comes back with the page
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
    QString problem = {};    ///< a sentence about rows behind these that cannot be read; empty: none
    QList<qint64> keys = {}; ///< of `rows`: what finds each of them again in this file
    qint64 at = -1;          ///< as RowsWish::at
    qint64 serial = 0;       ///< as RowsWish::serial
};

/// How many rows of a table can be read, as far as somebody has looked.
struct RowCount
{
    QString table = {};
    qint64 rows = 0;
    bool isWhole = false;
    QString problem = {}; ///< a sentence about rows that cannot be read; empty: none
};

/// One value in which a text was found.
struct SearchHit
{
    QString table = {};
    QString column = {};
    qint64 key = 0;       ///< of the row, as RowPage::keys
    QString excerpt = {}; ///< what stands around it, in one line
};

/// Where a search goes on.
struct TextPlace
{
    int table = 0; ///< of the tables of the database
    qint64 from = RowPage::begin;
};

/// What a moment of searching has found.
struct SearchPart
{
    QList<SearchHit> hits = {};
    std::optional<TextPlace> next = {}; ///< none: everything was searched
    qint64 rows = 0;                    ///< that were looked at in this moment
    QString problem = {};               ///< a sentence about what cannot be searched; empty: none
};

/// A value as it lies in the database.
struct ValuePlace
{
    QString table = {};
    qint64 key = 0; ///< as RowPage::keys
    int column = 0; ///< of TableOutline::columns
};

/// Some bytes of a value: of a text in UTF-8.
struct ValuePart
{
    qint64 offset = 0;
    QByteArray bytes = {};
    qint64 length = 0;    ///< of the whole value
    QString problem = {}; ///< a sentence why it cannot be read; empty: it can
};

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::TableOutline)
Q_DECLARE_METATYPE(litekeeper::RowPage)
Q_DECLARE_METATYPE(litekeeper::RowCount)
Q_DECLARE_METATYPE(litekeeper::SearchPart)
Q_DECLARE_METATYPE(litekeeper::ValuePart)
