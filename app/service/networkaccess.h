// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <QDateTime>
#include <QJsonObject>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace litekeeper {

/// For how long a child that touches a network mount may say nothing, and how often it is tried again.
struct NetworkLimits
{
    /// While it touches the mount. Reads and writes of 1 MiB are what it does between two signs of life, so
    /// that a line which takes longer for one of them is as good as dead. Also the longest wait of smbnetfs
    /// and the soft mounts of the kernel lies below.
    std::chrono::milliseconds network{60'000};
    /// While it waits for a server to write everything to its disk, or for the next look at a busy source.
    std::chrono::milliseconds syncing{10 * 60'000};
    /// While it works on this computer, where it need not tell anything: for what it may still want of the
    /// mount at the end, as to remove a file.
    std::chrono::milliseconds local{30 * 60'000};
    /// For looks that somebody waits for: is a file there, what is in a folder.
    std::chrono::milliseconds look{15'000};
    /// A child that was talking is given so long to tidy up when it shall stop; one that was silent ...
    std::chrono::milliseconds tidying{1500};
    std::chrono::milliseconds hanging{80}; ///< ... so long
    /// Between two attempts; doubled each time, up to the longest.
    std::chrono::milliseconds firstPause{2'000};
    std::chrono::milliseconds longestPause{60'000};
    /// A mount that gave no answer to a look is not asked again for so long.
    std::chrono::milliseconds rest{30'000};
};

/// The way to everything that may lie on a network mount: a child process does it, because a share that is
/// dead holds whoever touches it, in a way that nothing but its answer ends. Copies share one state.
/// Thread-safe; what asks blocks, and belongs on worker threads.
class NetworkAccess
{
public:
    using IsRemote = std::function<bool(const Path &)>;

    /// `stagingFolder`: local, private, made when needed. `program`: litekeeper-cli; empty: the one beside
    /// this program. `isRemote`: for tests that have no mount; empty: fileSystemOf() tells.
    explicit NetworkAccess(Path stagingFolder = {}, Path program = {}, NetworkLimits limits = {},
                           IsRemote isRemote = {});

    /// Whether only a child may touch the path. Touches nothing on a network mount itself; false for local
    /// paths that do not exist.
    [[nodiscard]] bool isRemote(const Path &path) const;
    /// The mount a remote path is on, for telling one share from another.
    [[nodiscard]] static Path mountOf(const Path &path);

    [[nodiscard]] const Path &program() const;
    [[nodiscard]] const Path &stagingFolder() const;
    [[nodiscard]] const NetworkLimits &limits() const;

    enum class Patience {
        Look, ///< somebody waits for it
        Work, ///< reading or writing whole files
    };
    /// Has a child do one thing (see networkoperations.h) and gives what it answers. `about` is the path that
    /// errors speak of. ErrorKind::NotAnswering if it stayed silent, and, for a look, at once if its mount
    /// did so a moment ago; Cancelled if `control` wishes a stop; Unknown if it died or said nonsense.
    [[nodiscard]] Result<QJsonObject> ask(const char *operation, const QJsonObject &arguments,
                                          const Path &about, Patience patience,
                                          const RunControl &control = RunControl()) const;

    /// Removes what children that were killed left in the staging folder. Blocking.
    void removeAbandoned() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace litekeeper
