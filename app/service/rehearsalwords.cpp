// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/rehearsalwords.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RehearsalWords", text);
}

} // namespace

QString rehearsedText(const RehearsalRecord &record, const QString &when)
{
    if (record.isFailed()) {
        return tr("rehearsal failed %1").arg(when);
    }
    return record.isPassed() ? tr("rehearsed %1").arg(when) : QString();
}

QString proofWithRehearsal(const QString &proof, const RehearsalRecord &record, const QString &when)
{
    const QString rehearsed = rehearsedText(record, when);
    return rehearsed.isEmpty() ? proof : tr("%1, %2").arg(proof, rehearsed);
}

QString rehearsalSentence(const RehearsalRecord &record)
{
    if (!record.at.isValid()) {
        return {};
    }
    if (record.isFailed()) {
        return record.failure;
    }
    return record.query.isEmpty()
        ? tr("It was restored to a scratch place, checked and opened; nothing was asked.")
        : tr("It was restored to a scratch place, checked and opened; “%1” gave %2, expected was %3.")
              .arg(record.query.simplified(), record.answer, record.expected);
}

QString rehearsalInWords(const Rehearsal &rehearsal)
{
    if (!rehearsal.isWanted()) {
        return tr("never");
    }
    const QString often
        = rehearsal.everyRuns == 1 ? tr("with every run") : tr("every %1 runs").arg(rehearsal.everyRuns);
    return rehearsal.query.trimmed().isEmpty()
        ? often
        : tr("%1; “%2” has to give %3")
              .arg(often, rehearsal.query.simplified(), expectationText(rehearsal.expected));
}

} // namespace litekeeper
