// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

#include <CLI/CLI.hpp>

#include <map>

namespace litekeeper {

/// The options of "jobs add" and "jobs edit": what stands in the call goes into a job, the rest of it stays.
class JobOptions
{
public:
    void registerWith(CLI::App &app);

    /// ErrorKind::InvalidArgument names the option that cannot be used.
    [[nodiscard]] Result<void> applyTo(Job &job) const;

private:
    [[nodiscard]] bool isGiven(const char *option) const;
    [[nodiscard]] Result<void> applyWhen(Job &job) const;
    [[nodiscard]] Result<void> applyReports(Job &job) const;
    void applyRehearsal(Rehearsal &rehearsal) const;
    void applyRetention(Retention &retention) const;

    CLI::App *m_app = nullptr;
    std::string m_name;
    std::string m_format;
    std::string m_proof;
    std::string m_fileName;
    std::string m_schedule;
    std::string m_timeZone;
    std::string m_missed;
    std::string m_deadline;
    int m_patience = 0;
    int m_rehearseEvery = 0;
    std::string m_rehearseQuery;
    std::string m_rehearseExpect;
    std::string m_pingUrlFile;
    std::string m_afterFailure;
    std::map<std::string, int> m_keep; ///< by option
};

} // namespace litekeeper
