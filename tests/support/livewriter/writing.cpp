// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livewriter/writing.h"

#include <cstdio>
#include <thread>

namespace litekeeper::test {

using Clock = std::chrono::steady_clock;

WritingResult writeTransfers(const std::string &file, TransferLog &log, const WritingPlan &plan,
                             const volatile std::sig_atomic_t &stop)
{
    Bank bank(file, plan.synchronous, plan.journalMode, plan.busyTimeout);
    WritingResult result;
    const Clock::time_point end = Clock::now() + plan.duration;
    Clock::time_point next = Clock::now();
    for (std::int64_t number = bank.lastTransfer() + 1; stop == 0 && Clock::now() < end; ++number) {
        const Transfer transfer = bank.transfer(number);
        log.begin(transfer);
        const Clock::time_point began = Clock::now();
        bool committed = false;
        while (!committed && stop == 0) {
            try {
                bank.commit(transfer);
                committed = true;
            } catch (const DatabaseError &error) {
                if (!error.isBusy()) {
                    throw;
                }
                ++result.busy;
            }
        }
        if (!committed) {
            break; // stopped while the database was busy
        }
        const Clock::time_point done = Clock::now();
        log.acknowledge(number);
        result.commits.push_back(
            {.began = began, .took = std::chrono::duration_cast<std::chrono::microseconds>(done - began)});
        if (result.commits.size() == 1) {
            std::puts("ready");
            std::fflush(stdout);
        }
        // Ticks that were missed during a wait are not made up for.
        next = std::max(next + plan.interval, done);
        std::this_thread::sleep_until(next);
    }
    return result;
}

} // namespace litekeeper::test
