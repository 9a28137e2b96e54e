// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "support/files.h"

#include <string>
#include <vector>

#include <sys/types.h>

namespace litekeeper::test {

/// A real Samba server on loopback and its share seen through a real FUSE mount (smbnetfs), for as long as
/// the object lives; several may live at once. Linux only. Everything lies below a temporary folder of its
/// own, and goes with the object, and also if the test is killed: a small shell that waits for the end of
/// this process takes all down.
///
///     if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
///         QSKIP(reason.c_str());
///     }
///     SambaWorld world;
///     QVERIFY2(world.problem().empty(), world.problem().c_str());
///     makeDatabase(world.serverFolder() / "a.db");  // what the server's own programs do
///     look(world.share() / "a.db");                 // what we see; may block while the server is frozen
class SambaWorld
{
public:
    /// Why there can be none here (a missing program, no /dev/fuse); empty if there can.
    [[nodiscard]] static std::string whyNot();

    /// Starts both and waits until the share shows what is in the folder.
    SambaWorld();
    ~SambaWorld();
    SambaWorld(const SambaWorld &) = delete;
    SambaWorld &operator=(const SambaWorld &) = delete;

    /// What did not start; empty if all is well.
    [[nodiscard]] const std::string &problem() const { return m_problem; }

    /// The folder that the server shares, on its own disk.
    [[nodiscard]] const Path &serverFolder() const { return m_serverFolder; }
    /// The same through the mount. Writable; names are the same in upper and lower case, as usual with Samba.
    [[nodiscard]] const Path &share() const { return m_share; }
    /// Where smbnetfs is mounted: two folders above share().
    [[nodiscard]] const Path &mountPoint() const { return m_mountPoint; }
    /// A local folder beside all this, for what a test needs besides.
    [[nodiscard]] Path localFolder() const { return m_folder.path(); }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t serverPid() const { return m_server; } ///< also its session; its children share it
    [[nodiscard]] pid_t mountPid() const { return m_mount; }

    /// The server and all its children stand still; whoever looks at the share waits (smbnetfs gives up after
    /// 30 s or more).
    void freezeServer() const;
    void thawServer() const;
    /// As if its plug was pulled: the share gives errors.
    void killServer();
    /// Again under the same port; the mount finds it by itself. False if it does not come.
    [[nodiscard]] bool startServer();
    /// The FUSE program dies: everything below the mount point fails with ENOTCONN.
    void killMount();
    /// Freezes the FUSE program: whoever looks at the mount point waits in the kernel until it is thawed.
    void freezeMount() const;
    void thawMount() const;

    /// Whether the share shows its files now. Blocks while it is frozen.
    [[nodiscard]] bool answers() const;

private:
    void makeFolders() const;
    void writeConfiguration() const;
    void startUndertaker();
    [[nodiscard]] pid_t start(const std::vector<std::string> &arguments, const char *output) const;
    [[nodiscard]] bool startMount();
    [[nodiscard]] std::string outputs() const;

    TemporaryFolder m_folder;
    Path m_serverFolder;
    Path m_mountPoint;
    Path m_share;
    int m_port = 0;
    pid_t m_server = -1;
    pid_t m_mount = -1;
    pid_t m_undertaker = -1;
    FileDescriptor m_lifeline; ///< its end tells the undertaker that it is time
    std::string m_problem;
};

} // namespace litekeeper::test
