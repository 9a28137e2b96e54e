// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"
#include "verify/libarchivereader.h"

#include <unordered_set>

namespace litekeeper {

/// A container that libarchive reads: tar in any outer layer, and 7z. Entries come in the container's order.
class ForeignArchive : public Archive
{
public:
    ForeignArchive(const ArchiveFile &file, QString container);

    [[nodiscard]] QString container() const override { return m_container; }
    [[nodiscard]] Result<std::optional<ArchiveEntry>> next() override;
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 entryCount() const override { return -1; }
    [[nodiscard]] const Judgement &judgement() const override { return m_judgement; }

protected:
    /// Called once where libarchive sees the end.
    [[nodiscard]] virtual Result<void> finish() { return {}; }
    [[nodiscard]] virtual QString method() const { return m_container; }
    /// What remains of opening: an archive that cannot be read has no entries and says why.
    [[nodiscard]] Result<void> judgeOpening(const Result<void> &opened);

    const ArchiveFile m_file;
    Judgement m_judgement;
    LibarchiveReader m_reader;

private:
    [[nodiscard]] Result<int> nextHeader(archive_entry **entry);
    [[nodiscard]] ArchiveEntry describeEntry(archive_entry *entry);
    void judge(const ArchiveEntry &entry, const QByteArray &name);
    [[nodiscard]] Error found(const Error &error);

    QString m_container;
    QString m_where; ///< of the current entry
    std::unordered_set<quint64> m_names;
    qint64 m_expected = -1;
    qint64 m_given = 0;
    std::optional<Error> m_failure; ///< of the current entry
    bool m_isBroken = false;        ///< nothing more can be read
    bool m_hasEnded = false;
    bool m_remarkedDuplicate = false;
};

/// tar behind `layer`, in which everything up to the end of the file is read.
class TarArchive : public ForeignArchive
{
public:
    using MakeLayer = std::function<std::unique_ptr<ByteStream>(const ArchiveFile &, Judgement &)>;

    TarArchive(const ArchiveFile &file, const QString &container, const MakeLayer &layer);

    [[nodiscard]] Result<void> open();
    [[nodiscard]] qint64 position() const override { return m_layer->position(); }

protected:
    [[nodiscard]] Result<void> finish() override;
    [[nodiscard]] QString method() const override { return QStringLiteral("stored"); }

private:
    [[nodiscard]] Result<qint64> fetch();
    void judgeEnd(qint64 endMarkerAt, const QByteArray &behind);

    std::unique_ptr<ByteStream> m_layer;
    std::vector<char> m_input;
    qint64 m_inputBytes = 0;           ///< in m_input now
    std::optional<Error> m_layerError; ///< to be told when all before it was given
    qint64 m_fetched = 0;              ///< out of the layer in all
};

/// 7z: its index stands at the end, and it has checksums of its own.
class SevenZipArchive : public ForeignArchive
{
public:
    explicit SevenZipArchive(const ArchiveFile &file);

    [[nodiscard]] Result<void> open(const QByteArray &password);
    [[nodiscard]] qint64 position() const override { return m_reader.position(); }
};

/// Is there a tar header with a sound checksum in these 512 bytes (POSIX.1-2017 pax, "ustar Interchange
/// Format")?
[[nodiscard]] bool isTarHeader(QByteArrayView block);

} // namespace litekeeper
