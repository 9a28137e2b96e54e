// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "verify/archive.h"

#include <vector>

namespace litekeeper {

/// Files that lie on a disk, read as if they were the entries of an archive: a database with its companions,
/// or all files of a folder. Links are neither followed nor judged. What is written to meanwhile is found
/// out: changed().
class FilesArchive final : public Archive
{
public:
    /// One file and, if they lie beside it, its "-wal" and "-journal", in this order.
    [[nodiscard]] static std::unique_ptr<FilesArchive> ofFile(const Path &file, const QString &container);
    /// All files below a folder in the order of their names, companions behind their databases.
    [[nodiscard]] static Result<std::unique_ptr<FilesArchive>> ofFolder(const Path &folder,
                                                                        const RunControl &control);

    [[nodiscard]] QString container() const override { return m_container; }
    [[nodiscard]] Result<std::optional<ArchiveEntry>> next() override;
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 position() const override { return m_position; }
    [[nodiscard]] qint64 entryCount() const override { return qint64(m_files.size()); }
    [[nodiscard]] const Judgement &judgement() const override { return m_judgement; }

    [[nodiscard]] qint64 totalBytes() const { return m_totalBytes; }
    /// Where the current entry lies.
    [[nodiscard]] const Path &currentFile() const;
    /// What was read and does not belong together, because somebody wrote meanwhile: databases with their
    /// companions. Behind the last entry.
    [[nodiscard]] const QList<Path> &changed() const { return m_changed; }

private:
    struct File
    {
        Path path; ///< on the disk
        Path name; ///< as an entry
        ReadOnlyFile file;
        QByteArray begin; ///< of a -wal: its header
    };

    FilesArchive(QString container, std::vector<std::pair<Path, Path>> files);
    [[nodiscard]] bool isUnchanged(const File &file) const;
    void close();

    QString m_container;
    std::vector<std::pair<Path, Path>> m_files; ///< path and name
    size_t m_next = 0;
    std::vector<File> m_opened; ///< what may belong together; the last one is current
    QList<Path> m_changed;
    qint64 m_offset = 0;
    qint64 m_position = 0;
    qint64 m_totalBytes = 0;
    Judgement m_judgement;
};

} // namespace litekeeper
