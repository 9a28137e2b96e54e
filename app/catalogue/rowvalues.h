// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace litekeeper {

/// "a, b, c" of the names of columns.
template <std::size_t Size>
[[nodiscard]] std::string joined(const std::array<const char *, Size> &names, const std::string &prefix = {})
{
    std::string list;
    for (const char *name : names) {
        list += (list.empty() ? "" : ", ") + prefix + name;
    }
    return list;
}

/// The same with the empty text in place of the last one.
template <std::size_t Size>
[[nodiscard]] std::string withoutLast(const std::array<const char *, Size> &names)
{
    const std::string all = joined(names);
    return all.substr(0, all.rfind(' ')) + " ''";
}

/// Inserts a row or, if its id is there, replaces all its values.
template <std::size_t Size>
[[nodiscard]] std::string upsert(const std::string &table, const std::array<const char *, Size> &names)
{
    std::string places = "?";
    for (std::size_t place = 1; place < Size; ++place) {
        places += ", ?";
    }
    return "INSERT INTO " + table + " (" + joined(names) + ") VALUES (" + places
        + ") ON CONFLICT (id) DO UPDATE SET (" + joined(names) + ") = (" + joined(names, "excluded.") + ")";
}

/// Binds one value after the other, so that the order stands in one place only.
class Binder
{
public:
    explicit Binder(Statement &statement)
        : m_statement(statement)
    {
    }
    Binder &integer(qint64 value)
    {
        m_statement.bindInteger(++m_parameter, value);
        return *this;
    }
    Binder &text(const QString &value)
    {
        m_statement.bindText(++m_parameter, value);
        return *this;
    }
    Binder &blob(const QByteArray &value)
    {
        m_statement.bindBlob(++m_parameter, value);
        return *this;
    }
    Binder &path(const Path &value) { return blob(pathBytes(value)); }
    Binder &id(const QUuid &value) { return blob(idBytes(value)); }
    Binder &idOrNull(const QUuid &value)
    {
        if (!value.isNull()) {
            return id(value);
        }
        m_statement.bindNull(++m_parameter);
        return *this;
    }
    Binder &instant(const QDateTime &value)
    {
        if (value.isValid()) {
            return integer(value.toMSecsSinceEpoch());
        }
        m_statement.bindNull(++m_parameter);
        return *this;
    }
    Binder &json(const QJsonArray &value)
    {
        return text(QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact)));
    }
    Binder &json(const QJsonObject &value)
    {
        return text(QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact)));
    }

private:
    Statement &m_statement;
    int m_parameter = 0;
};

/// Reads one value after the other, in the order in which they were bound.
class Reader
{
public:
    explicit Reader(const Statement &row)
        : m_row(row)
    {
    }
    qint64 integer() { return m_row.integer(m_column++); }
    int number() { return int(integer()); }
    QString text() { return m_row.text(m_column++); }
    QByteArray blob() { return m_row.blob(m_column++); }
    Path path() { return pathFromBytes(blob()); }
    QUuid id() { return QUuid::fromRfc4122(blob()); }
    QDateTime instant()
    {
        const int column = m_column++;
        return m_row.isNull(column) ? QDateTime()
                                    : QDateTime::fromMSecsSinceEpoch(m_row.integer(column), Qt::UTC);
    }
    QJsonArray json()
    {
        const QString written = text();
        const bool isEmpty = written.isEmpty() || written == QLatin1String("[]");
        return isEmpty ? QJsonArray() : QJsonDocument::fromJson(written.toUtf8()).array();
    }

    QJsonObject jsonObject()
    {
        const QString written = text();
        const bool isEmpty = written.isEmpty() || written == QLatin1String("{}");
        return isEmpty ? QJsonObject() : QJsonDocument::fromJson(written.toUtf8()).object();
    }

private:
    const Statement &m_row;
    int m_column = 0;
};

} // namespace litekeeper
