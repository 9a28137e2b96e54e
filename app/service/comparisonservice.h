// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "service/networkaccess.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace litekeeper {

class ProgressSlot;
class TaskRunner;
struct Paths;

/// Compares two files for a window: see compareFiles(). Main thread only, never blocks. One piece of work at
/// a time: another wish stops the one that goes on, and nothing is heard of that any more.
class ComparisonService : public QObject
{
    Q_OBJECT

public:
    static constexpr int samples = 100; ///< rows of each table that are kept to be shown

    /// `runner` outlives it.
    ComparisonService(TaskRunner &runner, const Paths &paths, const NetworkAccess &network,
                      QObject *parent = nullptr);
    ~ComparisonService() override; ///< stops what goes on

    /// Answered by compared() or failed().
    void compare(const Path &left, const Path &right);
    /// Writes SQL that turns `left` into `right` to `file`, which is on this computer and appears when it is
    /// whole. Compares anew. Answered by scriptWritten() or failed().
    void writeScript(const Path &left, const Path &right, const Path &file);
    /// failed() with ErrorKind::Cancelled comes at once, or within 100 ms where a script is written: that may
    /// have been finished meanwhile.
    void cancel();
    void drop(); ///< stops what goes on, and nothing is heard of it any more

    [[nodiscard]] bool isRunning() const { return m_control != nullptr; }

Q_SIGNALS:
    void progressed(const litekeeper::Progress &progress); ///< at most 10 a second
    void compared(const litekeeper::Comparison &comparison);
    void scriptWritten(const litekeeper::Path &file, qint64 bytes);
    void failed(const litekeeper::Error &error);

private:
    [[nodiscard]] std::shared_ptr<RunControl> begin(bool writes);
    [[nodiscard]] bool end(const std::shared_ptr<RunControl> &control);

    TaskRunner &m_runner;
    Path m_scratch;
    NetworkAccess m_network;
    std::shared_ptr<ProgressSlot> m_slot;
    std::shared_ptr<RunControl> m_control; ///< of the work that goes on; null: none does
    bool m_writes = false;                 ///< what goes on
    QTimer m_ticks;
};

} // namespace litekeeper
