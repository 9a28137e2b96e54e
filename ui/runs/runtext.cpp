// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runtext.h"

#include "service/rehearsalwords.h"
#include "ui/common/format.h"
#include "ui/common/status.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::RunText)
};

bool isNetworkCopy(const Run &run)
{
    return run.strategy == QLatin1String("network copy");
}

/// What was compared with a source that nobody could hold: every byte that was fetched.
QString proofSentence(const RunRow &row)
{
    return isNetworkCopy(row.run) && row.backup->proof == ProofLevel::Proven
        ? Words::tr(
            "The database was copied over the network in one consistent state. The copy passed SQLite's "
            "integrity check, and every table in it was read: this backup would restore.")
        : proofMeaning(row.backup->proof);
}

QString sentenceWithoutReason(const RunRow &row)
{
    switch (row.run.outcome) {
    case Outcome::Running:
        return Words::tr("This backup is running. Its figures follow when it ends.");
    case Outcome::Succeeded:
    case Outcome::Warning:
        if (row.backup) {
            return proofSentence(row);
        }
        return row.backupDeleted() ? Words::tr("The backup that this run left has been deleted since.")
                                   : Words::tr("The catalogue knows no backup of this run.");
    case Outcome::Failed:
        return Words::tr("The run failed and did not say why. Its log may tell; no backup was left behind.");
    case Outcome::Cancelled:
        return Words::tr("The run was cancelled. Nothing of it was left in the destination.");
    case Outcome::Interrupted:
        return Words::tr(
            "Litekeeper or the computer stopped during this run. Nothing of it counts as a backup; back "
            "the database up again.");
    case Outcome::Skipped:
        return Words::tr("The run was not started.");
    }
    return {};
}

QString proofFact(const Run &run, const Backup &backup)
{
    const QString level = statusOf(backup.proof).word;
    const QString word = isNetworkCopy(run) ? Words::tr("Network copy, %1").arg(level.toLower()) : level;
    return backup.proofAt.isValid() ? Words::tr("%1, on %2").arg(word, dateTimeText(backup.proofAt)) : word;
}

QString logLine(const QString &line)
{
    const qsizetype tab = line.indexOf(u'\t');
    const QDateTime instant = QDateTime::fromString(line.left(tab), Qt::ISODateWithMs);
    if (tab < 0 || !instant.isValid()) {
        return line;
    }
    return instant.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz")) + QStringLiteral("   ")
        + line.mid(tab + 1);
}

} // namespace

QString runSentence(const RunRow &row)
{
    return row.run.reason.isEmpty() ? sentenceWithoutReason(row) : row.run.reason;
}

QList<FactsGrid::Fact> runFacts(const RunRow &row)
{
    const Run &run = row.run;
    QList<FactsGrid::Fact> facts;
    facts.append({Words::tr("Started"), dateTimeText(run.startedAt), utcText(run.startedAt)});
    if (run.milliseconds > 0) {
        facts.append({Words::tr("Duration"), durationText(run.milliseconds)});
    }
    if (run.bytes > 0) {
        facts.append({Words::tr("Database size"),
                      Words::tr("%1 in %2 pages").arg(bytesText(run.bytes), countText(run.pages)),
                      Words::tr("%1 bytes").arg(countText(run.bytes))});
    }
    if (row.backup) {
        facts.append({Words::tr("Backup"), displayPath(row.backup->file)});
        facts.append({Words::tr("Backup size"), bytesText(row.backup->fileBytes),
                      Words::tr("%1 bytes").arg(countText(row.backup->fileBytes))});
        facts.append({Words::tr("Proof"), proofFact(run, *row.backup), utcText(row.backup->proofAt)});
        if (const RehearsalRecord &rehearsal = row.backup->rehearsal; rehearsal.at.isValid()) {
            facts.append({Words::tr("Rehearsed"),
                          Words::tr("%1. %2").arg(dateTimeText(rehearsal.at), rehearsalSentence(rehearsal)),
                          utcText(rehearsal.at)});
        }
    } else {
        facts.append({Words::tr("Destination"), displayPath(run.destination)});
        facts.append({Words::tr("Wanted proof"), statusOf(run.wantedProof).word});
    }
    facts.append({Words::tr("Format"), formatText(run.format)});
    facts.append({Words::tr("Asked for by"), triggerText(run.trigger)});
    if (!run.strategy.isEmpty()) {
        facts.append({Words::tr("Method"), run.strategy});
        if (!isNetworkCopy(run)) { // which holds nothing
            facts.append({Words::tr("Snapshot held"), durationText(run.holdMilliseconds)});
            facts.append({Words::tr("WAL growth"), bytesText(run.walGrowthBytes)});
        }
        facts.append({Words::tr("Restarts"), countText(run.restarts)});
    }
    return facts;
}

QString runLog(const Run &run)
{
    QStringList lines = run.log.split(u'\n', Qt::SkipEmptyParts);
    std::transform(lines.begin(), lines.end(), lines.begin(), logLine);
    return lines.join(u'\n');
}

QString runReport(const RunRow &row)
{
    const Run &run = row.run;
    QStringList lines{Words::tr("Litekeeper, run %1").arg(run.id.toString(QUuid::WithoutBraces)),
                      Words::tr("Database: %1").arg(displayPath(run.source)),
                      Words::tr("Outcome: %1").arg(statusOf(run.outcome).word), runSentence(row)};
    if (run.dueAt.isValid()) {
        lines.append(Words::tr("Due: %1").arg(run.dueAt.toUTC().toString(Qt::ISODate)));
    }
    lines.append(Words::tr("Started: %1").arg(run.startedAt.toUTC().toString(Qt::ISODateWithMs)));
    if (run.finishedAt.isValid()) {
        lines.append(Words::tr("Finished: %1").arg(run.finishedAt.toUTC().toString(Qt::ISODateWithMs)));
    }
    const QList<FactsGrid::Fact> facts = runFacts(row);
    for (qsizetype i = 1; i < facts.size(); ++i) { // the first one is the start, in local time
        lines.append(QStringLiteral("%1: %2").arg(facts.at(i).name, facts.at(i).value));
    }
    for (const Finding &finding : run.findings) {
        lines.append(QStringLiteral("%1: %2").arg(statusOf(finding.severity).word, finding.text));
    }
    lines.append({QString(), run.log, QString()});
    return lines.join(u'\n');
}

} // namespace litekeeper
