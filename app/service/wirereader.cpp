// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/wirereader.h"

namespace litekeeper {

QString WireReader::text(const char *name)
{
    expect(value(name).isString());
    return value(name).toString();
}

Path WireReader::namedPath(const char *name)
{
    const Path named = path(name);
    expect(!named.empty());
    return named;
}

qint64 WireReader::integer(const char *name, qint64 least)
{
    const QJsonValue written = value(name);
    const qint64 whole = written.toInteger(least - 1);
    expect(written.isDouble() && whole >= least && double(whole) == written.toDouble());
    return whole;
}

double WireReader::number(const char *name)
{
    expect(value(name).isDouble());
    return value(name).toDouble();
}

bool WireReader::flag(const char *name)
{
    expect(value(name).isBool());
    return value(name).toBool();
}

QUuid WireReader::uuid(const char *name)
{
    const QString written = text(name);
    const QUuid id(written);
    expect(written.isEmpty() || !id.isNull());
    return id;
}

QDateTime WireReader::instant(const char *name)
{
    const QString written = text(name);
    const QDateTime instant = QDateTime::fromString(written, Qt::ISODateWithMs);
    expect(written.isEmpty() || (instant.isValid() && instant.timeSpec() == Qt::UTC));
    return instant;
}

QJsonObject WireReader::object(const char *name)
{
    expect(value(name).isObject());
    return value(name).toObject();
}

QJsonArray WireReader::array(const char *name)
{
    expect(value(name).isArray());
    return value(name).toArray();
}

} // namespace litekeeper
