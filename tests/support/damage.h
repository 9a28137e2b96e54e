// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QtEndian>

namespace litekeeper::test {

/// Ways in which the bytes of a database are harmed. Pages count from 1, bits from 0.

inline QByteArray withBitFlipped(QByteArray bytes, qsizetype bit)
{
    bytes[bit / 8] = char(bytes.at(bit / 8) ^ (1 << (bit % 8)));
    return bytes;
}

inline QByteArray withByte(QByteArray bytes, qsizetype offset, int value)
{
    bytes[offset] = char(value);
    return bytes;
}

inline QByteArray withWord(QByteArray bytes, qsizetype offset, quint32 value)
{
    qToBigEndian(value, bytes.data() + offset);
    return bytes;
}

inline quint32 wordOf(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

inline int pageSizeOf(const QByteArray &database)
{
    const int stored = qFromBigEndian<quint16>(database.constData() + 16);
    return stored == 1 ? 65536 : stored;
}

inline qsizetype pagesOf(const QByteArray &database)
{
    return database.size() / pageSizeOf(database);
}

inline QByteArray withPageZeroed(QByteArray database, qsizetype page)
{
    const qsizetype pageSize = pageSizeOf(database);
    return database.replace((page - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
}

inline QByteArray withPages(const QByteArray &database, qsizetype pages)
{
    return database.first(pages * pageSizeOf(database));
}

} // namespace litekeeper::test
