// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace litekeeper {

/// The type of one value (https://www.sqlite.org/datatype3.html).
enum class ValueType { Null, Integer, Real, Text, Blob };

/// A prepared statement. Parameters count from 1 and columns from 0, as in SQLite's C interface.
class Statement
{
public:
    Statement(Path file, std::unique_ptr<SQLite::Statement> statement);
    Statement(Statement &&) noexcept;
    Statement &operator=(Statement &&) noexcept;
    ~Statement();

    void bindInteger(int parameter, qint64 value);
    void bindReal(int parameter, double value);
    void bindText(int parameter, const QString &value);
    void bindBlob(int parameter, const QByteArray &value); ///< a null array binds an empty blob
    void bindNull(int parameter);

    /// True: a row is there. False: done.
    [[nodiscard]] Result<bool> step();
    /// step() for statements without rows.
    [[nodiscard]] Result<void> run();
    void reset(); ///< keeps the bound parameters

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    /// The bytes of a blob, or of a text as UTF-8, where SQLite keeps them: until the next step.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] ValueType type(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] int columnCount() const;

private:
    Path m_file;
    std::unique_ptr<SQLite::Statement> m_statement;
};

} // namespace litekeeper
