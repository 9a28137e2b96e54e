// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/filesarchive.h"

#include "verify/databasename.h"

#include <algorithm>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 walHeaderBytes = 32;

bool isSame(const struct stat &left, const struct stat &right)
{
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino && left.st_size == right.st_size
        && left.st_mtim.tv_sec == right.st_mtim.tv_sec && left.st_mtim.tv_nsec == right.st_mtim.tv_nsec;
}

bool isRegular(const Path &path, qint64 &bytes)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    bytes += status.st_size;
    return true;
}

} // namespace

FilesArchive::FilesArchive(QString container, std::vector<std::pair<Path, Path>> files)
    : m_container(std::move(container))
{
    for (std::pair<Path, Path> &file : files) {
        // What is no file at all is left to open(), which says so; companions must be files to count.
        if (m_files.empty() || isRegular(file.first, m_totalBytes)) {
            m_files.push_back(std::move(file));
        }
    }
}

std::unique_ptr<FilesArchive> FilesArchive::ofFile(const Path &file, const QString &container)
{
    std::vector<std::pair<Path, Path>> files;
    for (const char *suffix : {"", "-wal", "-journal"}) {
        files.emplace_back(withSuffix(file, suffix), withSuffix(file.filename(), suffix));
    }
    std::unique_ptr<FilesArchive> archive(new FilesArchive(container, std::move(files)));
    (void)isRegular(file, archive->m_totalBytes);
    return archive;
}

Result<std::unique_ptr<FilesArchive>> FilesArchive::ofFolder(const Path &folder, const RunControl &control)
{
    std::vector<std::pair<Path, Path>> files;
    std::error_code failed;
    std::filesystem::recursive_directory_iterator entry(
        folder, std::filesystem::directory_options::skip_permission_denied, failed);
    for (; !failed && entry != std::filesystem::recursive_directory_iterator(); entry.increment(failed)) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = folder};
        }
        std::error_code ignored;
        if (std::filesystem::is_regular_file(entry->symlink_status(ignored))) {
            files.emplace_back(entry->path(), entry->path().lexically_relative(folder));
        }
    }
    if (failed) {
        return systemError(failed.value(), folder);
    }
    const auto rank = [](const std::pair<Path, Path> &file) {
        const Path database = databaseOfCompanion(file.second);
        return std::pair(database.empty() ? file.second : database, file.second);
    };
    std::sort(files.begin(), files.end(),
              [&](const auto &left, const auto &right) { return rank(left) < rank(right); });
    std::unique_ptr<FilesArchive> archive(new FilesArchive(QStringLiteral("folder"), std::move(files)));
    if (!archive->m_files.empty()) {
        (void)isRegular(archive->m_files.front().first, archive->m_totalBytes);
    }
    return archive;
}

Result<std::optional<ArchiveEntry>> FilesArchive::next()
{
    for (; m_next < m_files.size(); ++m_next) {
        const auto &[path, name] = m_files[m_next];
        Result<ReadOnlyFile> file = ReadOnlyFile::open(path);
        if (!file && m_files.size() == 1) {
            return file.error();
        }
        if (!file) {
            m_judgement.find(Verdict::Unsupported, QStringLiteral("not-readable"), describe(file.error()),
                             displayPath(name));
            continue;
        }
        ++m_next;
        const bool belongsToLast = !m_opened.empty() && databaseOfCompanion(name) == m_opened.front().name;
        if (!belongsToLast) {
            close();
        }
        m_offset = 0;
        const struct stat &status = file->status();
        const auto modified = QDateTime::fromSecsSinceEpoch(status.st_mtim.tv_sec, Qt::UTC);
        QByteArray begin
            = file->read(0, walHeaderBytes).hasValue() ? *file->read(0, walHeaderBytes) : QByteArray();
        m_opened.push_back({path, name, std::move(*file), std::move(begin)});
        return std::optional(
            ArchiveEntry{.path = name, .bytes = status.st_size, .method = {}, .modified = modified});
    }
    close();
    return std::optional<ArchiveEntry>();
}

Result<qint64> FilesArchive::read(char *bytes, qint64 length)
{
    const File &current = m_opened.back();
    ssize_t count = -1;
    do {
        count = ::pread(current.file.descriptor(), bytes, size_t(length), m_offset);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        Error error = systemError(errno, current.path);
        m_judgement.find(Verdict::Unsupported, QStringLiteral("not-readable"), describe(error),
                         displayPath(current.name));
        error.kind = ErrorKind::Unsupported;
        return error;
    }
    m_offset += count;
    m_position += count;
    return qint64(count);
}

const Path &FilesArchive::currentFile() const
{
    return m_opened.back().path;
}

void FilesArchive::close()
{
    if (!std::all_of(m_opened.cbegin(), m_opened.cend(),
                     [this](const File &file) { return isUnchanged(file); })) {
        std::transform(m_opened.cbegin(), m_opened.cend(), std::back_inserter(m_changed),
                       [](const File &file) { return file.name; });
    }
    m_opened.clear();
}

// To a -wal that begins as before, transactions were only added, and those do not count: they were read as a
// tail without an end, or not at all.
bool FilesArchive::isUnchanged(const File &file) const
{
    struct stat now = {};
    const std::string name = file.path.string();
    if (name.ends_with("-shm")) {
        return true; // nobody uses what is in it
    }
    if (::lstat(file.path.c_str(), &now) != 0) {
        return false;
    }
    if (isSame(now, file.file.status())) {
        return true;
    }
    const Result<QByteArray> begin = file.file.read(0, walHeaderBytes);
    return name.ends_with("-wal") && now.st_ino == file.file.status().st_ino
        && now.st_size >= file.file.status().st_size && begin && *begin == file.begin;
}

} // namespace litekeeper
