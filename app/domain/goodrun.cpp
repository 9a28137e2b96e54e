// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/goodrun.h"

#include "common/error.h"

#include <algorithm>

namespace litekeeper {

namespace {

const Finding *lastRehearsalOf(const Run &run)
{
    const auto isRehearsal = [](const Finding &finding) {
        return finding.code == rehearsedCode || finding.code == rehearsalFailedCode;
    };
    const auto last = std::find_if(run.findings.crbegin(), run.findings.crend(), isRehearsal);
    return last == run.findings.crend() ? nullptr : &*last;
}

} // namespace

const Finding *failedRehearsalOf(const Run &run)
{
    const Finding *last = lastRehearsalOf(run);
    return last != nullptr && last->code == rehearsalFailedCode ? last : nullptr;
}

bool isGoodRun(const Run &run)
{
    if (run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning) {
        return failedRehearsalOf(run) == nullptr;
    }
    const bool failedByRehearsal
        = run.outcome == Outcome::Failed && run.errorCode == errorCode(ErrorKind::RehearsalFailed);
    const Finding *last = failedByRehearsal ? lastRehearsalOf(run) : nullptr;
    return last != nullptr && last->code == rehearsedCode;
}

} // namespace litekeeper
