// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/overwrittentails.h"

#include "verify/pagesweep.h"

#include <QtEndian>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype fileHeaderBytes = 100; // the first page begins with it
constexpr qint64 lockByteOffset = qint64(1) << 30;
constexpr qsizetype bytesBeforeBorder = 8;
/// Where so large a share of the values that end with zeros begins them at the border, it is no chance.
constexpr size_t suspiciousShare = 8;

enum PageType : char { IndexInterior = 2, IndexLeaf = 10, TableLeaf = 13 };

quint32 wordAt(const QByteArray &bytes, qsizetype offset)
{
    return offset + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + offset) : 0;
}

/// SQLite's variable-length integer; `at` is moved behind it.
quint64 varintAt(const QByteArray &bytes, qsizetype &at)
{
    quint64 value = 0;
    for (int count = 1; count <= 9 && at < bytes.size(); ++count) {
        const auto byte = static_cast<unsigned char>(bytes.at(at++));
        if (count == 9) {
            return (value << 8) | byte;
        }
        value = (value << 7) | (byte & 0x7f);
        if ((byte & 0x80) == 0) {
            break;
        }
    }
    return value;
}

bool isZero(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

/// A value that goes on in other pages.
struct LongValue
{
    quint32 firstPage = 0;
    qint64 pages = 0;
    QByteArray beforeBorder; ///< the last bytes that are in the b-tree itself
};

class TailSearch
{
public:
    TailSearch(const ReadOnlyFile &file, const DatabaseFacts &facts, const std::vector<quint32> &zeros,
               const std::function<bool()> &shouldStop)
        : m_file(file)
        , m_facts(facts)
        , m_zeros(zeros.begin(), zeros.end())
        , m_shouldStop(shouldStop)
    {
    }

    [[nodiscard]] Result<std::vector<quint32>> run();

private:
    [[nodiscard]] Result<void> readPage(qint64 number);
    [[nodiscard]] Result<void> readCell(const QByteArray &page, char type, qsizetype at);
    [[nodiscard]] Result<void> follow(LongValue value);
    [[nodiscard]] bool isMapPage(qint64 number) const;
    [[nodiscard]] qint64 localBytes(quint64 payload, char type) const;

    const ReadOnlyFile &m_file;
    const DatabaseFacts &m_facts;
    std::unordered_set<quint32> m_zeros;
    const std::function<bool()> &m_shouldStop;
    qint64 m_usable = 0;
    bool m_hasMap = false;
    size_t m_zeroTails = 0;
    std::vector<quint32> m_suspicious;
};

Result<std::vector<quint32>> TailSearch::run()
{
    const Result<QByteArray> header = m_file.read(0, fileHeaderBytes);
    const Result<std::vector<bool>> isFree = freePages(m_file, m_facts);
    if (!header || !isFree) {
        return header ? isFree.error() : header.error();
    }
    m_usable = m_facts.pageSize - static_cast<unsigned char>(header->at(20));
    m_hasMap = wordAt(*header, 52) != 0;
    const qint64 lockPage = lockByteOffset / m_facts.pageSize + 1;
    for (qint64 number = 1; number <= m_facts.pageCount; ++number) {
        if (m_shouldStop()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_facts.path};
        }
        if (number == lockPage || (*isFree)[size_t(number)] || isMapPage(number)) {
            continue;
        }
        if (const Result<void> read = readPage(number); !read) {
            return read.error();
        }
    }
    const bool isNoChance = m_suspicious.size() * suspiciousShare > m_zeroTails;
    return isNoChance ? m_suspicious : std::vector<quint32>();
}

Result<void> TailSearch::readPage(qint64 number)
{
    const Result<QByteArray> page = m_file.read((number - 1) * m_facts.pageSize, m_facts.pageSize);
    if (!page) {
        return page.error();
    }
    const qsizetype header = number == 1 ? fileHeaderBytes : 0;
    if (page->size() < m_facts.pageSize) {
        return {};
    }
    const char type = page->at(header);
    if (type != TableLeaf && type != IndexLeaf && type != IndexInterior) {
        return {};
    }
    const qsizetype pointers = header + (type == IndexInterior ? 12 : 8);
    const int cells = qFromBigEndian<quint16>(page->constData() + header + 3);
    for (qsizetype cell = 0; cell < cells && pointers + 2 * cell + 2 <= page->size(); ++cell) {
        const qsizetype at = qFromBigEndian<quint16>(page->constData() + pointers + 2 * cell);
        if (const Result<void> read = readCell(*page, type, at); !read) {
            return read;
        }
    }
    return {};
}

Result<void> TailSearch::readCell(const QByteArray &page, char type, qsizetype at)
{
    at += type == IndexInterior ? 4 : 0;
    const quint64 payload = varintAt(page, at);
    if (type == TableLeaf) {
        varintAt(page, at);
    }
    const qint64 local = localBytes(payload, type);
    if (local < 0 || at + local + 4 > page.size()) {
        return {};
    }
    const qint64 perPage = m_usable - 4;
    const qsizetype before = std::min<qsizetype>(bytesBeforeBorder, local);
    return follow({.firstPage = wordAt(page, at + local),
                   .pages = (qint64(payload) - local + perPage - 1) / perPage,
                   .beforeBorder = page.sliced(at + local - before, before)});
}

/// How many bytes of a payload are in its cell; -1: all of them, or it cannot be one.
qint64 TailSearch::localBytes(quint64 payload, char type) const
{
    const qint64 most = type == TableLeaf ? m_usable - 35 : (m_usable - 12) * 64 / 255 - 23;
    const qint64 least = (m_usable - 12) * 32 / 255 - 23;
    if (payload <= quint64(most) || payload > quint64(m_facts.pageCount) * quint64(m_facts.pageSize)) {
        return -1;
    }
    const qint64 wanted = least + (qint64(payload) - least) % (m_usable - 4);
    return wanted <= most ? wanted : least;
}

Result<void> TailSearch::follow(LongValue value)
{
    quint32 page = value.firstPage;
    for (qint64 left = value.pages; left > 1; --left) {
        const qint64 offset = qint64(page - 1) * m_facts.pageSize;
        if (page == 0 || page > m_facts.pageCount || m_shouldStop()) {
            return {};
        }
        const Result<QByteArray> next = m_file.read(offset, 4);
        if (!next) {
            return next.error();
        }
        if (left == 2) {
            const Result<QByteArray> end
                = m_file.read(offset + m_usable - bytesBeforeBorder, bytesBeforeBorder);
            if (!end) {
                return end.error();
            }
            value.beforeBorder = *end;
        }
        page = wordAt(*next, 0);
    }
    if (m_zeros.contains(page)) {
        ++m_zeroTails;
        if (!isZero(value.beforeBorder)) {
            m_suspicious.push_back(page);
        }
    }
    return {};
}

/// Pages that say which page refers to which, in a database that can be vacuumed (section 1.8).
bool TailSearch::isMapPage(qint64 number) const
{
    const qint64 entries = m_usable / 5;
    return m_hasMap && number >= 2 && (number - 2) % (entries + 1) == 0;
}

} // namespace

Result<std::vector<quint32>> overwrittenTails(const ReadOnlyFile &file, const DatabaseFacts &facts,
                                              const std::vector<quint32> &zeros,
                                              const std::function<bool()> &shouldStop)
{
    if (zeros.empty()) {
        return std::vector<quint32>();
    }
    return TailSearch(file, facts, zeros, shouldStop).run();
}

} // namespace litekeeper
