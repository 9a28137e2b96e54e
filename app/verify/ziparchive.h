// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"
#include "verify/archivefile.h"
#include "verify/entrydecoder.h"
#include "verify/zipaudit.h"

namespace litekeeper {

/// A zip after its audit. Entries come in the order of the central directory.
class ZipArchive : public Archive
{
public:
    /// A null pointer if the file is no zip. `looksLikeZip`: begins as one, so that a missing end is damage.
    [[nodiscard]] static Result<std::unique_ptr<Archive>> open(const ArchiveFile &file,
                                                               const QByteArray &password, bool looksLikeZip);

    ZipArchive(ArchiveFile file, QByteArray password);

    [[nodiscard]] QString container() const override { return QStringLiteral("zip"); }
    [[nodiscard]] Result<std::optional<ArchiveEntry>> next() override;
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 position() const override;
    [[nodiscard]] qint64 entryCount() const override { return qint64(m_entries.size()); }
    [[nodiscard]] const Judgement &judgement() const override { return m_judgement; }

private:
    [[nodiscard]] Result<void> audit(const ZipDirectory &directory);
    [[nodiscard]] Result<std::optional<ArchiveEntry>> describeEntry(const ZipEntry &entry);
    [[nodiscard]] Result<qint64> decode(char *bytes, qint64 length);
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<void> judgeExcess(qint64 first);
    [[nodiscard]] Error checksumFailure();

    const ArchiveFile m_file;
    const QByteArray m_password;
    Judgement m_judgement;
    std::vector<ZipEntry> m_entries;
    std::size_t m_next = 0;
    // Of the current entry:
    const ZipEntry *m_entry = nullptr;
    std::optional<EntryReport> m_report;
    std::unique_ptr<EntryDecoder> m_decoder;
    std::optional<Error> m_failure;
    qint64 m_given = 0;
    quint32 m_crc = 0;
    bool m_hasChecksum = true;
    bool m_isFinished = false;
};

} // namespace litekeeper
