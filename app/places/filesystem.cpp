// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystem.h"

#include "common/filedescriptor.h"

#include <QFile>
#include <QStorageInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

#include <array>
#include <cerrno>
#include <climits>
#include <deque>

namespace litekeeper {

namespace {

constexpr int mostLinks = 40; // as the kernel, path_resolution(7)

/// Room is asked for at `path`, because quotas of folders show there and not at the mount point.
FileSystemFacts factsOf(const QList<Mount> &mounts, const Mount &mount, const Path &path)
{
    FileSystemFacts facts{.type = mount.type,
                          .source = mount.source,
                          .mountPoint = mount.mountPoint,
                          .kind = mount.kind,
                          .readOnly = mount.readOnly,
                          .behindNetwork = isBehindNetwork(mounts, mount)};
    struct statvfs status = {};
    if (mount.kind != PlaceKind::Network && !facts.behindNetwork && ::statvfs(path.c_str(), &status) == 0) {
        facts.freeBytes = qint64(status.f_bavail) * qint64(status.f_frsize);
        facts.totalBytes = qint64(status.f_blocks) * qint64(status.f_frsize);
    }
    return facts;
}

/// In a chroot the mount of "/" may be out of sight, but the system still tells what kind of file system it
/// is.
Mount mountOutOfSight(const Path &path)
{
    Mount mount{.mountPoint = "/"};
    struct statfs status = {};
    if (::statfs(path.c_str(), &status) == 0) {
        mount.type = fileSystemTypeOf(quint32(status.f_type));
        mount.kind = placeKind(mount.type, {});
    }
    return mount;
}

/// Where names lead, one component at a time, until the end or the first network mount.
class Walk
{
public:
    explicit Walk(const Path &path)
        : m_asked(path)
        , m_mounts(currentMounts())
    {
        push(path);
    }

    Result<Mount> toMount()
    {
        while (true) {
            std::optional<Mount> mount = mountOf(m_mounts, m_reached);
            if (mount && mount->type == QLatin1String("autofs")) {
                mount = mountAutomatically(*mount);
            }
            const bool isNetwork = mount && mount->kind == PlaceKind::Network;
            if (isNetwork && passToLocalMount()) {
                continue;
            }
            if (isNetwork || m_left.empty()) {
                return mount ? *mount : mountOutOfSight(m_reached);
            }
            if (Result<void> stepped = step(); !stepped) {
                return stepped.error();
            }
        }
    }

    [[nodiscard]] const Path &reached() const { return m_reached; }
    [[nodiscard]] const QList<Mount> &mounts() const { return m_mounts; }

private:
    void push(const Path &path)
    {
        if (path.is_absolute()) {
            m_reached = "/";
        }
        const Path names = path.relative_path();
        m_left.insert(m_left.begin(), names.begin(), names.end());
    }

    Result<void> step()
    {
        const Path name = m_left.front();
        m_left.pop_front();
        if (name.empty() || name == ".") {
            return {};
        }
        if (name == "..") {
            m_reached = m_reached.parent_path();
            return {};
        }
        const Path next = m_reached / name;
        if (const std::optional<Mount> mount = mountOf(m_mounts, next);
            mount && mount->kind == PlaceKind::Network) {
            m_reached = next;
            return {};
        }
        return look(next);
    }

    Result<void> look(const Path &next)
    {
        struct stat status = {};
        if (::lstat(next.c_str(), &status) != 0) {
            return systemError(errno, m_asked);
        }
        if (!S_ISLNK(status.st_mode)) {
            m_reached = next;
            return {};
        }
        std::array<char, PATH_MAX> target = {};
        const ssize_t length = ::readlink(next.c_str(), target.data(), target.size());
        if (length < 0 || ++m_links > mostLinks) {
            return systemError(length < 0 ? errno : ELOOP, m_asked);
        }
        push(Path(std::string(target.data(), size_t(length))));
        return {};
    }

    /// The names of a mount point are no links, so that a disk which is mounted below a share is found
    /// without a look at the share. (What lies on the disk is then reached through the share, as by
    /// everybody.)
    bool passToLocalMount()
    {
        Path reached = m_reached;
        for (std::size_t names = 0; names < m_left.size() && m_left[names] != ".."; ++names) {
            if (m_left[names].empty() || m_left[names] == ".") {
                continue;
            }
            reached /= m_left[names];
            const std::optional<Mount> mount = mountOf(m_mounts, reached);
            if (mount && mount->kind != PlaceKind::Network && mount->mountPoint == reached) {
                m_reached = reached;
                m_left.erase(m_left.begin(), m_left.begin() + std::ptrdiff_t(names) + 1);
                return true;
            }
        }
        return false;
    }

    /// Opening the folder makes autofs mount what belongs there; a plain stat() does not.
    std::optional<Mount> mountAutomatically(const Mount &autofs)
    {
        Path trigger = m_reached;
        if (trigger == autofs.mountPoint && !m_left.empty()) {
            trigger /= m_left.front();
        }
        const FileDescriptor folder(::open(trigger.c_str(), O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC));
        m_mounts = currentMounts();
        const std::optional<Mount> indirect = mountOf(m_mounts, trigger);
        return indirect ? indirect : mountOf(m_mounts, m_reached);
    }

    Path m_asked;
    QList<Mount> m_mounts;
    Path m_reached;
    std::deque<Path> m_left;
    int m_links = 0;
};

} // namespace

QList<Mount> currentMounts()
{
    QFile file(QStringLiteral("/proc/self/mountinfo"));
    if (file.open(QIODevice::ReadOnly)) {
        return parseMountInfo(file.readAll());
    }
    QList<Volume> volumes;
    for (const QStorageInfo &volume : QStorageInfo::mountedVolumes()) {
        volumes.append({.rootPath = volume.rootPath(),
                        .type = volume.fileSystemType(),
                        .device = volume.device(),
                        .isReadOnly = volume.isReadOnly()});
    }
    return mountsOf(volumes);
}

Result<FileSystemFacts> fileSystemOf(const Path &existingPath)
{
    if (existingPath.empty()) {
        return systemError(ENOENT, existingPath);
    }
    std::error_code failed;
    const Path absolute = std::filesystem::absolute(existingPath, failed);
    if (failed) {
        return systemError(failed.value(), existingPath);
    }
    Walk walk(absolute);
    const Result<Mount> mount = walk.toMount();
    if (!mount) {
        return mount.error();
    }
    return factsOf(walk.mounts(), *mount, walk.reached());
}

QList<FileSystemFacts> mountedFileSystems()
{
    QList<FileSystemFacts> result;
    const QList<Mount> mounts = currentMounts();
    for (const Mount &mount : mounts) {
        const std::optional<Mount> visible = mountOf(mounts, mount.mountPoint);
        if (!isPseudoFileSystem(mount.type) && visible && visible->id == mount.id) {
            result.append(factsOf(mounts, mount, mount.mountPoint));
        }
    }
    return result;
}

} // namespace litekeeper
