// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

namespace litekeeper {

/// A verdict that grows worse with each thing found, and the sentences that led to it.
class Judgement
{
public:
    /// What makes the file less than sound: a finding of Severity::Problem.
    void find(Verdict verdict, const QString &code, const QString &text, const QString &where = {});
    /// What somebody should know although it changes no verdict.
    void remark(Severity severity, const QString &code, const QString &text, const QString &where = {});

    [[nodiscard]] Verdict verdict() const { return m_verdict; }
    [[nodiscard]] const QList<Finding> &findings() const { return m_findings; }

    /// More findings than these are counted and summed up by one, so that a hostile file cannot fill memory.
    static constexpr qsizetype limit = 1'000;

private:
    void add(const Finding &finding);

    Verdict m_verdict = Verdict::Sound;
    QList<Finding> m_findings;
    qint64 m_more = 0;
};

} // namespace litekeeper
