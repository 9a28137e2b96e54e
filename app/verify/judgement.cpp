// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/judgement.h"

#include <QCoreApplication>

namespace litekeeper {

void Judgement::find(Verdict verdict, const QString &code, const QString &text, const QString &where)
{
    m_verdict = worse(m_verdict, verdict);
    add({Severity::Problem, code, text, where});
}

void Judgement::remark(Severity severity, const QString &code, const QString &text, const QString &where)
{
    add({severity, code, text, where});
}

void Judgement::add(const Finding &finding)
{
    if (m_findings.size() < limit) {
        m_findings.append(finding);
        return;
    }
    ++m_more;
    const Finding sum{
        Severity::Note, QStringLiteral("more-findings"),
        QCoreApplication::translate("Judgement", "And %n more finding(s).", nullptr, int(m_more))};
    if (m_more == 1) {
        m_findings.append(sum);
    } else {
        m_findings.last() = sum;
    }
}

} // namespace litekeeper
