// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/databasefinder.h"

#include "common/filedescriptor.h"
#include "common/readonlyfile.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"

#include <cerrno>
#include <chrono>
#include <memory>
#include <set>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace litekeeper {

namespace {

using std::chrono::steady_clock;

constexpr auto reportInterval = std::chrono::milliseconds(100);
constexpr qint64 magicBytes = 16;
constexpr qint64 leastDatabaseBytes = 512; // the smallest page

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

OpenFolder openFolder(const Path &path)
{
    FileDescriptor descriptor(
        ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    OpenFolder folder(descriptor.isValid() ? ::fdopendir(descriptor.get()) : nullptr);
    if (folder) {
        (void)descriptor.release(); // belongs to the folder now
    }
    return folder;
}

enum class EntryKind {
    Folder,
    File,
    Other,
};

EntryKind kindOf(DIR *folder, const dirent &entry)
{
    switch (entry.d_type) {
    case DT_DIR:
        return EntryKind::Folder;
    case DT_REG:
        return EntryKind::File;
    case DT_UNKNOWN:
        break;
    default:
        return EntryKind::Other;
    }
    // Some file systems do not say it in the listing.
    struct stat status = {};
    if (::fstatat(::dirfd(folder), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return EntryKind::Other;
    }
    return S_ISDIR(status.st_mode) ? EntryKind::Folder
        : S_ISREG(status.st_mode)  ? EntryKind::File
                                   : EntryKind::Other;
}

bool isDots(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

Path realPath(const Path &path)
{
    std::error_code failed;
    const Path real = std::filesystem::canonical(path, failed);
    return failed ? path : real;
}

/// Mount points that a search does not enter from above: looking at a dead share would hang it.
std::set<Path> closedMountPoints()
{
    std::set<Path> closed{"/run"};
    for (const Mount &mount : currentMounts()) {
        if (mount.kind == PlaceKind::Network || isPseudoFileSystem(mount.type)) {
            closed.insert(mount.mountPoint);
        }
    }
    return closed;
}

class Search
{
public:
    Search(const SearchReports &reports, const RunControl &control, const QList<Path> &excluded,
           SearchReach reach)
        : m_reports(reports)
        , m_control(control)
        , m_reach(reach)
        , m_closed(closedMountPoints())
    {
        for (const Path &path : excluded) {
            m_closed.insert(realPath(path));
        }
    }

    SearchCounts run(const QList<Path> &roots)
    {
        for (const Path &root : roots) {
            searchRoot(root);
        }
        report();
        m_counts.stopped = m_control.stopRequested();
        return m_counts;
    }

private:
    void searchRoot(const Path &root)
    {
        if (m_control.stopRequested() || !isWithinReach(root)) {
            return;
        }
        const Path real = realPath(root);
        struct stat status = {};
        if (::stat(real.c_str(), &status) != 0) {
            fail(systemError(errno, root));
            return;
        }
        if (!S_ISDIR(status.st_mode)) {
            lookAtFile(real);
            reportSometimes();
            return;
        }
        std::vector<Path> folders{real};
        m_isBroken = false;
        while (!folders.empty() && !m_control.stopRequested() && !m_isBroken) {
            const Path folder = std::move(folders.back());
            folders.pop_back();
            searchFolder(folder, folders);
        }
    }

    bool isWithinReach(const Path &root)
    {
        const Result<FileSystemFacts> place = fileSystemOf(root);
        if (!place) {
            fail(place.error());
            return false;
        }
        const bool isRemote = place->kind == PlaceKind::Network || place->behindNetwork;
        if (isRemote != (m_reach == SearchReach::Network)) {
            m_counts.elsewhere.append(root);
            return false;
        }
        return !isPseudoFileSystem(place->type) || place->type == QLatin1String("autofs");
    }

    void fail(const Error &error) const
    {
        if (m_reports.failed) {
            m_reports.failed(error);
        }
    }

    void searchFolder(const Path &path, std::vector<Path> &folders)
    {
        const OpenFolder folder = openFolder(path);
        struct stat status = {};
        if (!folder || ::fstat(::dirfd(folder.get()), &status) != 0) {
            missFolder(path, errno);
            return;
        }
        if (!m_visited.insert({status.st_dev, status.st_ino}).second) {
            return;
        }
        m_folder = path;
        errno = 0;
        while (const dirent *entry = ::readdir(folder.get())) {
            if (m_control.stopRequested()) {
                return;
            }
            if (!isDots(entry->d_name)) {
                lookAtEntry(folder.get(), *entry, path / entry->d_name, folders);
            }
            errno = 0;
        }
        if (errno != 0) {
            missFolder(path, errno); // the rest of it
        }
    }

    void missFolder(const Path &path, int why)
    {
        ++m_counts.unreadable;
        const Error error = systemError(why, path);
        // A share that breaks off does so in every further folder as well.
        if (m_reach == SearchReach::Network && error.kind == ErrorKind::InputOutput) {
            m_isBroken = true;
            fail(error);
        }
    }

    void lookAtEntry(DIR *folder, const dirent &entry, const Path &path, std::vector<Path> &folders)
    {
        switch (kindOf(folder, entry)) {
        case EntryKind::Folder:
            if (path == "/run") {
                folders.emplace_back("/run/media"); // where removable disks come up
            } else if (path.filename() != ".litekeeper" && !m_closed.contains(path)) {
                folders.push_back(path);
            }
            break;
        case EntryKind::File:
            if (path.extension() != ".partial" && !m_closed.contains(path)) {
                lookAtFile(path);
            }
            break;
        case EntryKind::Other:
            break;
        }
        reportSometimes();
    }

    void lookAtFile(const Path &path)
    {
        ++m_counts.files;
        if (!beginsAsDatabase(path)) {
            return;
        }
        Result<DatabaseFacts> facts = lookAtDatabase(path);
        // What has only the magic is none; two roots may lead to one file.
        if (facts && m_reported.insert(path).second) {
            ++m_counts.databases;
            m_batch.append(*std::move(facts));
        }
    }

    bool beginsAsDatabase(const Path &path)
    {
        const Result<ReadOnlyFile> file = ReadOnlyFile::open(path);
        if (!file) {
            m_counts.unreadable += file.error().kind == ErrorKind::PermissionDenied ? 1 : 0;
            return false;
        }
        if (file->status().st_size < leastDatabaseBytes) {
            return false;
        }
        const Result<QByteArray> start = file->read(0, magicBytes);
        return start && hasDatabaseMagic(*start);
    }

    void reportSometimes()
    {
        if (steady_clock::now() - m_lastReport >= reportInterval) {
            report();
        }
    }

    void report()
    {
        m_lastReport = steady_clock::now();
        if (!m_batch.isEmpty() && m_reports.found) {
            m_reports.found(m_batch);
        }
        m_batch.clear();
        if (m_reports.progressed) {
            m_reports.progressed(m_counts, m_folder);
        }
    }

    const SearchReports &m_reports;
    const RunControl &m_control;
    SearchReach m_reach;
    std::set<Path> m_closed;
    std::set<std::pair<dev_t, ino_t>> m_visited;
    std::set<Path> m_reported;
    SearchCounts m_counts;
    QList<DatabaseFacts> m_batch;
    Path m_folder;
    bool m_isBroken = false; ///< the share of this root
    steady_clock::time_point m_lastReport = steady_clock::now();
};

} // namespace

SearchCounts findDatabases(const QList<Path> &roots, const SearchReports &reports, const RunControl &control,
                           const QList<Path> &excluded, SearchReach reach)
{
    return Search(reports, control, excluded, reach).run(roots);
}

} // namespace litekeeper
