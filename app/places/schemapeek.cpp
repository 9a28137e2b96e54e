// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/schemapeek.h"

#include <QList>
#include <QStringDecoder>
#include <QtEndian>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int mostPages = 200;
constexpr qsizetype fileHeaderBytes = 100; // page 1 begins with it
constexpr char tableLeaf = 13;
constexpr char tableInterior = 5;

/// Reads a buffer from front to back; past the end there are only zeros.
class Bytes
{
public:
    explicit Bytes(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_bytes.size(); }
    [[nodiscard]] qsizetype position() const { return m_at; }

    /// SQLite's variable-length integer: up to 9 bytes of 7 bits, the ninth of 8.
    qint64 varint()
    {
        quint64 value = 0;
        for (int count = 1; count <= 9 && !isAtEnd(); ++count) {
            const auto byte = static_cast<unsigned char>(m_bytes.at(m_at++));
            if (count == 9) {
                return qint64((value << 8) | byte);
            }
            value = (value << 7) | (byte & 0x7f);
            if ((byte & 0x80) == 0) {
                break;
            }
        }
        return qint64(value);
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

QByteArrayView slice(QByteArrayView bytes, qsizetype from, qint64 length)
{
    if (from < 0 || from > bytes.size() || length < 0) {
        return {};
    }
    return bytes.sliced(from, qsizetype(std::min<qint64>(length, bytes.size() - from)));
}

/// Bytes of a text value with this serial type; -1 for every other type.
qint64 textBytes(qint64 serialType)
{
    return serialType >= 13 && serialType % 2 == 1 ? (serialType - 13) / 2 : -1;
}

class SchemaReader
{
public:
    SchemaReader(const ReadOnlyFile &file, const DatabaseFacts &facts)
        : m_file(file)
        , m_pageSize(facts.pageSize)
    {
    }

    QSet<QString> read()
    {
        QList<quint32> toRead{1};
        QSet<quint32> seen;
        while (!toRead.isEmpty() && seen.size() < mostPages) {
            const quint32 number = toRead.takeLast();
            if (number == 0 || seen.contains(number)) {
                continue;
            }
            seen.insert(number);
            const Result<QByteArray> page = m_file.read(qint64(number - 1) * m_pageSize, m_pageSize);
            if (page && page->size() == m_pageSize) {
                readPage(*page, number == 1 ? fileHeaderBytes : 0, toRead);
            }
        }
        return m_names;
    }

private:
    void readPage(const QByteArray &page, qsizetype header, QList<quint32> &toRead)
    {
        if (header > 0) {
            m_encoding = qFromBigEndian<quint32>(page.constData() + 56);
        }
        const char type = page.at(header);
        if (type != tableLeaf && type != tableInterior) {
            return;
        }
        const int cells = qFromBigEndian<quint16>(page.constData() + header + 3);
        const qsizetype pointers = header + (type == tableLeaf ? 8 : 12);
        if (type == tableInterior) {
            toRead.append(qFromBigEndian<quint32>(page.constData() + header + 8));
        }
        for (int cell = 0; cell < cells && pointers + 2 * cell + 2 <= page.size(); ++cell) {
            const qsizetype at = qFromBigEndian<quint16>(page.constData() + pointers + qsizetype(2) * cell);
            if (type == tableLeaf) {
                readCell(slice(page, at, page.size()));
            } else if (at + 4 <= page.size()) {
                toRead.append(qFromBigEndian<quint32>(page.constData() + at));
            }
        }
    }

    /// payload size, rowid, then the record: header size, serial types of type, name, ..., and their values.
    void readCell(QByteArrayView cell)
    {
        Bytes prefix(cell);
        prefix.varint();
        prefix.varint();
        const QByteArrayView record = slice(cell, prefix.position(), cell.size());
        Bytes header(record);
        const qint64 headerBytes = header.varint();
        const qint64 typeBytes = textBytes(header.varint());
        const qint64 nameBytes = textBytes(header.varint());
        if (typeBytes < 0 || nameBytes < 0 || headerBytes > record.size() || headerBytes < 0) {
            return;
        }
        if (text(slice(record, headerBytes, typeBytes)) == QLatin1String("table")) {
            m_names.insert(text(slice(record, headerBytes + typeBytes, nameBytes)));
        }
    }

    [[nodiscard]] QString text(QByteArrayView bytes) const
    {
        const auto encoding = m_encoding == 2 ? QStringDecoder::Utf16LE
            : m_encoding == 3                 ? QStringDecoder::Utf16BE
                                              : QStringDecoder::Utf8;
        return QStringDecoder(encoding, QStringDecoder::Flag::Stateless).decode(bytes);
    }

    const ReadOnlyFile &m_file;
    int m_pageSize;
    quint32 m_encoding = 1;
    QSet<QString> m_names;
};

} // namespace

QSet<QString> peekTableNames(const ReadOnlyFile &file, const DatabaseFacts &facts)
{
    return SchemaReader(file, facts).read();
}

} // namespace litekeeper
