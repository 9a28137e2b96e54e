// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "places/placeprobe.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

/// Asks folders on network mounts whether they answer, each in a child process of its own and a few at a
/// time. A child that gives no answer in time is killed, and as long as it hangs all the same, its folder is
/// not asked again. Main thread only, never blocks.
class PlaceProbes : public QObject
{
    Q_OBJECT

public:
    static constexpr int parallelProbes = 4;

    /// `program`: litekeeper-cli; empty: the one beside this program.
    explicit PlaceProbes(Path program = {}, QObject *parent = nullptr);
    ~PlaceProbes() override; ///< ends the children without waiting for them

    void setTimeLimit(std::chrono::milliseconds limit);
    [[nodiscard]] std::chrono::milliseconds timeLimit() const;
    /// Whether the folder was asked and its answer is due, also where it hangs beyond the time.
    [[nodiscard]] bool isAsking(const Path &folder) const;
    /// Nothing happens while isAsking(folder). `shareDepth`: see sharesBelow().
    void ask(const Path &folder, int shareDepth = 0);

Q_SIGNALS:
    /// Once for each ask(). ErrorKind::NotAnswering if the time was over.
    void answered(const Path &folder, const litekeeper::Result<litekeeper::PlaceAnswer> &answer);
    /// After its answer, if they were asked for and the child got that far in time.
    void sharesFound(const Path &folder, const QList<litekeeper::Path> &shares);
    /// Once for each ask(): nothing comes any more.
    void done(const Path &folder);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
