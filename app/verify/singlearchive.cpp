// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/singlearchive.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace litekeeper {

namespace {

Path withoutSuffix(const Path &file)
{
    constexpr std::array<std::string_view, 8> suffixes{".gz",   ".gzip", ".z",   ".zst",
                                                       ".zstd", ".xz",   ".bz2", ".bz"};
    const Path name = file.filename();
    std::string suffix = name.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? char(byte + 32) : byte; });
    const bool isKnown = std::find(suffixes.begin(), suffixes.end(), suffix) != suffixes.end();
    return isKnown ? name.stem() : name;
}

} // namespace

SingleArchive::SingleArchive(const ArchiveFile &file, QString container, QString method,
                             const MakeLayer &layer)
    : m_file(file)
    , m_container(std::move(container))
    , m_method(std::move(method))
    , m_layer(layer(m_file, m_judgement))
{
}

Result<std::optional<ArchiveEntry>> SingleArchive::next()
{
    if (m_isGiven) {
        return std::optional<ArchiveEntry>();
    }
    m_isGiven = true;
    ArchiveEntry entry;
    entry.path = withoutSuffix(m_file.path());
    entry.packedBytes = m_file.bytes();
    entry.method = m_method;
    return std::optional<ArchiveEntry>(entry);
}

Result<qint64> SingleArchive::read(char *bytes, qint64 length)
{
    if (m_failure) {
        return *m_failure;
    }
    if (!m_isGiven || m_hasEnded || length <= 0) {
        return qint64(0);
    }
    const Result<qint64> count = m_layer->read(bytes, length);
    if (!count) {
        m_failure = count.error();
        return count;
    }
    m_hasEnded = *count == 0;
    return count;
}

} // namespace litekeeper
