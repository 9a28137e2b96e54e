// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

class Clock;

/// Looks at watched folders, each in a child process of its own, because a mount that hangs would hang
/// whoever asks; a few at a time. A child that gives no answer in time is an Unreachable result. Main thread
/// only, never blocks.
class WatchLooks : public QObject
{
    Q_OBJECT

public:
    static constexpr int parallelLooks = 4;
    static constexpr std::chrono::seconds timeLimit{20};

    /// `program`: litekeeper-cli; empty: the one beside this program.
    explicit WatchLooks(const Clock &clock, Path program = {}, QObject *parent = nullptr);
    ~WatchLooks() override; ///< what was not answered stays so

    void setTimeLimit(std::chrono::milliseconds limit);
    QFuture<LookResult> look(const LookRequest &request);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The command of the child, which gets a line with toJson(LookRequest) and answers with one of
/// toJson(LookResult).
inline constexpr const char *watchLookCommand = "watch-look-child";

} // namespace litekeeper
