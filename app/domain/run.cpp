// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/run.h"

#include "domain/codes.h"

namespace litekeeper {

namespace {

constexpr std::array outcomeCodes{
    Code{Outcome::Running, "running"},     Code{Outcome::Succeeded, "succeeded"},
    Code{Outcome::Warning, "warning"},     Code{Outcome::Failed, "failed"},
    Code{Outcome::Cancelled, "cancelled"}, Code{Outcome::Interrupted, "interrupted"},
    Code{Outcome::Skipped, "skipped"},
};
constexpr std::array triggerCodes{
    Code{Trigger::Window, "window"},
    Code{Trigger::CommandLine, "command-line"},
    Code{Trigger::Schedule, "schedule"},
    Code{Trigger::CatchUp, "catch-up"},
};

} // namespace

QString outcomeCode(Outcome outcome)
{
    return codeOf(outcomeCodes, outcome);
}

Outcome outcomeFromCode(const QString &code)
{
    return valueOf(outcomeCodes, code).value_or(Outcome::Failed);
}

QString triggerCode(Trigger trigger)
{
    return codeOf(triggerCodes, trigger);
}

Trigger triggerFromCode(const QString &code)
{
    return valueOf(triggerCodes, code).value_or(Trigger::Window);
}

} // namespace litekeeper
