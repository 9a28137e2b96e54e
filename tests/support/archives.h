// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"

#include <sys/mman.h>
#include <unistd.h>

#include "common/filedescriptor.h"

namespace litekeeper::test {

/// What reading a container from its beginning to its end came to.
struct ArchiveReading
{
    bool isArchive = false;
    std::optional<Error> error; ///< what ended the reading
    QString container;
    QList<ArchiveEntry> entries;
    QList<QByteArray> contents; ///< of each entry, as far as it could be read
    int failedEntries = 0;
    Judgement judgement;

    [[nodiscard]] Verdict verdict() const { return judgement.verdict(); }
    [[nodiscard]] bool has(const char *code) const
    {
        const QString wanted = QString::fromLatin1(code);
        return std::any_of(judgement.findings().begin(), judgement.findings().end(),
                           [&](const Finding &finding) { return finding.code == wanted; });
    }
    /// For the message of a test that fails.
    [[nodiscard]] QByteArray text() const
    {
        QString text = container + QLatin1Char(' ') + verdictCode(verdict());
        for (const Finding &finding : judgement.findings()) {
            text += QStringLiteral("\n[%1] %2 %3").arg(finding.code, finding.where, finding.text);
        }
        if (error) {
            text += QStringLiteral("\nerror: ") + describe(*error);
        }
        return text.toUtf8();
    }
};

/// Reads entries to their end as whoever verifies does.
inline void readEntries(Archive &archive, ArchiveReading &reading, qint64 contentLimit)
{
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const Result<std::optional<ArchiveEntry>> entry = archive.next();
        if (!entry) {
            reading.error = entry.error();
            return;
        }
        if (!*entry) {
            return;
        }
        reading.entries.append(**entry);
        QByteArray content;
        for (;;) {
            const Result<qint64> count = archive.read(buffer.data(), buffer.size());
            if (!count && count.error().kind != ErrorKind::Damaged
                && count.error().kind != ErrorKind::Unsupported) {
                reading.error = count.error();
                return;
            }
            reading.failedEntries += count ? 0 : 1;
            if (!count || *count == 0) {
                break;
            }
            content.append(buffer.constData(), std::min<qint64>(*count, contentLimit - content.size()));
        }
        reading.contents.append(content);
    }
}

inline ArchiveReading readArchive(int descriptor, const QByteArray &password = {},
                                  qint64 contentLimit = 1 << 20)
{
    ArchiveReading reading;
    const RunControl control;
    const Result<std::unique_ptr<Archive>> archive
        = openArchive(descriptor, "some.file.gz", password, control);
    if (!archive) {
        reading.error = archive.error();
        return reading;
    }
    reading.isArchive = *archive != nullptr;
    if (reading.isArchive) {
        reading.container = (*archive)->container();
        readEntries(**archive, reading, contentLimit);
        reading.judgement = (*archive)->judgement();
    }
    return reading;
}

inline ArchiveReading readArchive(const QByteArray &bytes, const QByteArray &password = {})
{
    const FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = ::write(file.get(), bytes.constData() + done, size_t(bytes.size() - done));
        if (count <= 0) {
            break;
        }
        done += count;
    }
    return readArchive(file.get(), password);
}

} // namespace litekeeper::test
