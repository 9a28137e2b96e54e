// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "runner/taskrunner.h"
#include "service/progressslot.h"
#include "service/whendone.h"
#include "system/interrupt.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <memory>

namespace litekeeper {

/// Does `work(const RunControl &)` on a worker while `line` shows how far it is, and a signal to end wishes
/// it to stop. Gives the exit code that `end` makes of its result. Main thread; runs the program's event
/// loop.
template <typename Work, typename End>
int waitFor(Session &session, ProgressLine &line, Work work, End end)
{
    using Value = std::invoke_result_t<Work, const RunControl &>;
    auto slot = std::make_shared<ProgressSlot>();
    auto control = std::make_shared<RunControl>([slot](const Progress &progress) { slot->put(progress); });
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &interrupt, [control] { control->requestStop(); });
    QTimer ticks;
    QObject::connect(&ticks, &QTimer::timeout, &ticks, [&line, slot] {
        if (const std::optional<Progress> progress = slot->take()) {
            line.show(*progress);
        }
    });
    ticks.start(std::chrono::milliseconds(100));
    whenDone(session.runner.startTask(control, std::move(work)), &ticks, [&line, end](const Value &result) {
        line.clear();
        QCoreApplication::exit(end(result));
    });
    return QCoreApplication::exec();
}

} // namespace litekeeper
