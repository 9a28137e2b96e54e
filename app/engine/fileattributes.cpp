// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fileattributes.h"

#include "common/error.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr mode_t newDatabaseMode = 0644; // SQLITE_DEFAULT_FILE_PERMISSIONS

Finding refused(const QString &what, const Path &name)
{
    return {.severity = Severity::Warning,
            .code = QStringLiteral("attributes-not-kept"),
            .text = QCoreApplication::translate(
                        "FileAttributes",
                        "%1 of “%2” could not be kept. Check that its program can open it, and set "
                        "them by hand if it cannot.")
                        .arg(what, displayPath(name))};
}

bool copyExtended(const Path &from, int descriptor)
{
    const ssize_t listed = ::listxattr(from.c_str(), nullptr, 0);
    if (listed <= 0) {
        return listed == 0 || errno == ENOTSUP;
    }
    std::string names(size_t(listed), '\0');
    const ssize_t length = ::listxattr(from.c_str(), names.data(), names.size());
    bool isWhole = length >= 0;
    for (size_t at = 0; isWhole && at < size_t(length); at += std::strlen(&names[at]) + 1) {
        const char *name = &names[at];
        const ssize_t size = ::getxattr(from.c_str(), name, nullptr, 0);
        std::string value(size_t(std::max<ssize_t>(size, 0)), '\0');
        isWhole = size >= 0 && ::getxattr(from.c_str(), name, value.data(), value.size()) == size
            && ::fsetxattr(descriptor, name, value.data(), value.size(), 0) == 0;
    }
    return isWhole;
}

} // namespace

QList<Finding> copyAttributes(const Path &from, int descriptor, const Path &name)
{
    QList<Finding> findings;
    struct stat status = {};
    if (from.empty() || ::stat(from.c_str(), &status) != 0) {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        (void)::fchmod(descriptor, newDatabaseMode & ~mask);
        return findings;
    }
    struct stat own = {};
    const bool hasOwner
        = ::fstat(descriptor, &own) == 0 && own.st_uid == status.st_uid && own.st_gid == status.st_gid;
    if (!hasOwner && ::fchown(descriptor, status.st_uid, status.st_gid) != 0) {
        findings.append(refused(QCoreApplication::translate("FileAttributes", "Owner and group"), name));
    }
    // Behind the owner, whose change takes special bits away.
    if (::fchmod(descriptor, status.st_mode & 07777) != 0) {
        findings.append(refused(QCoreApplication::translate("FileAttributes", "The mode"), name));
    }
    if (!copyExtended(from, descriptor)) {
        findings.append(refused(QCoreApplication::translate("FileAttributes", "Extended attributes"), name));
    }
    return findings;
}

} // namespace litekeeper
