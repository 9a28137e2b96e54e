// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

#include <optional>

namespace litekeeper {

/// Reads the members of an object that another process of ours wrote. Nothing is guessed: a member that is
/// missing or of another kind makes the whole object worthless, see isWhole().
class WireReader
{
public:
    explicit WireReader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    QString text(const char *name);
    Path path(const char *name) { return decodePath(text(name)); }
    Path namedPath(const char *name); ///< that is not empty
    qint64 integer(const char *name, qint64 least = 0);
    double number(const char *name);
    bool flag(const char *name);
    QUuid uuid(const char *name);        ///< may be null
    QDateTime instant(const char *name); ///< UTC; may be invalid
    QJsonObject object(const char *name);
    QJsonArray array(const char *name);
    template <typename Value>
    Value known(const std::optional<Value> &value)
    {
        m_isWhole = m_isWhole && value.has_value();
        return value.value_or(Value());
    }

    [[nodiscard]] bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    void fail() { m_isWhole = false; }

private:
    [[nodiscard]] QJsonValue value(const char *name) const { return m_object.value(QLatin1String(name)); }
    void expect(bool condition) { m_isWhole = m_isWhole && condition; }

    QJsonObject m_object;
    bool m_isWhole = true;
};

} // namespace litekeeper
