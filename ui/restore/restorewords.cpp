// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restorewords.h"

#include "ui/common/format.h"
#include "ui/common/status.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

/// The context of the translations.
struct RestoreWords
{
    Q_DECLARE_TR_FUNCTIONS(RestoreWords)
};

QString rowsBack(qint64 rows)
{
    return rows == 1 ? RestoreWords::tr("1 row comes back")
                     : RestoreWords::tr("%1 rows come back").arg(countText(rows));
}

QString rowsGone(qint64 rows)
{
    return rows == 1 ? RestoreWords::tr("1 row goes") : RestoreWords::tr("%1 rows go").arg(countText(rows));
}

QString rowsChanged(qint64 rows)
{
    return rows == 1 ? RestoreWords::tr("1 row becomes what it was")
                     : RestoreWords::tr("%1 rows become what they were").arg(countText(rows));
}

QString sameTables(qsizetype tables)
{
    return tables == 1 ? RestoreWords::tr("1 table is the same already.")
                       : RestoreWords::tr("%1 tables are the same already.").arg(countText(tables));
}

QString stateText(const DatabaseFacts &facts)
{
    return facts.journalMode == JournalMode::Wal ? RestoreWords::tr("WAL mode")
                                                 : RestoreWords::tr("rollback journal mode");
}

QString rowsText(const Comparison &difference)
{
    const RestoreSum sum = sumOf(difference);
    QStringList sentences;
    if (sum.back + sum.gone + sum.changed > 0) {
        sentences.append(RestoreWords::tr("%1, %2 and %3.")
                             .arg(rowsBack(sum.back), rowsGone(sum.gone), rowsChanged(sum.changed)));
    } else {
        sentences.append(RestoreWords::tr("No row of the tables that could be compared differs."));
    }
    if (sum.sameTables > 0) {
        sentences.append(sameTables(sum.sameTables));
    }
    return sentences.join(u' ');
}

/// "“a”, “b”"
QString tableNames(const QList<RestoredTable> &tables)
{
    QStringList names;
    for (const RestoredTable &table : tables) {
        names.append(QStringLiteral("“%1”").arg(table.name));
    }
    return names.join(QStringLiteral(", "));
}

QString whatIsBack(const RestoreReport &report, const QString &target, bool wasUndo)
{
    if (report.tables.isEmpty()) {
        return wasUndo ? RestoreWords::tr("What was there before the restore is back in %1.").arg(target)
                       : RestoreWords::tr("The backup is in %1 now.").arg(target);
    }
    const qsizetype count = report.tables.size();
    const QString tables
        = count == 1 ? RestoreWords::tr("1 table") : RestoreWords::tr("%1 tables").arg(countText(count));
    return (wasUndo ? RestoreWords::tr("%1 of %2 as before the restore: %3.")
                    : RestoreWords::tr("%1 of %2 as in the backup: %3."))
        .arg(tables, target, tableNames(report.tables));
}

QString rowsText(const RestoredTable &table)
{
    const QString rows = table.rowsAfter == 1 ? RestoreWords::tr("1 row")
                                              : RestoreWords::tr("%1 rows").arg(countText(table.rowsAfter));
    return table.created ? RestoreWords::tr("%1; the table was made, with its indexes and triggers").arg(rows)
                         : RestoreWords::tr("%1 in place of %2").arg(rows, countText(table.rowsBefore));
}

} // namespace

QString differenceText(const RestorePlan &plan)
{
    const RestoreTarget &target = plan.target;
    if (!target.exists) {
        return RestoreWords::tr("There is no such file yet: a new one is made.");
    }
    if (target.unreadable) {
        return describe(*target.unreadable);
    }
    if (!plan.difference) {
        return target.isOnNetwork
            ? RestoreWords::tr("It is on a network drive, where it cannot be compared with the backup.")
            : RestoreWords::tr("It could not be read, so it cannot be compared with the backup.");
    }
    if (plan.difference->isSame()) {
        return RestoreWords::tr("It has the same content as the backup already.");
    }
    return rowsText(*plan.difference);
}

Comparison onlyTables(const Comparison &difference, const QStringList &tables)
{
    Comparison only;
    for (const TableComparison &table : difference.tables) {
        if (tables.contains(table.name)) {
            only.tables.append(table);
        }
    }
    return only;
}

QString tablesText(const Comparison &difference)
{
    return difference.isSame() ? RestoreWords::tr("Their rows are the same as in the backup already.")
                               : rowsText(difference);
}

QList<FactsGrid::Fact> targetFacts(const RestorePlan &plan, const std::optional<Backup> &newest,
                                   const QDateTime &now)
{
    const RestoreTarget &target = plan.target;
    QList<FactsGrid::Fact> facts{{RestoreWords::tr("File"), displayPath(target.file)}};
    if (!target.exists) {
        return facts;
    }
    if (target.facts) {
        facts.append({RestoreWords::tr("Now"),
                      RestoreWords::tr("%1, %2, changed %3")
                          .arg(bytesText(target.facts->bytes + target.facts->walBytes),
                               stateText(*target.facts), ageText(target.facts->modified, now)),
                      utcText(target.facts->modified)});
    }
    facts.append({RestoreWords::tr("Opened by"),
                  !target.openedBy.isEmpty() ? target.openedBy.join(QStringLiteral(", "))
                      : target.isOnNetwork
                      ? RestoreWords::tr("Nobody here can see who on the server has it open.")
                      : RestoreWords::tr("No program, as far as this user may see")});
    facts.append(
        {RestoreWords::tr("Newest backup"),
         newest ? RestoreWords::tr("%1, %2").arg(ageText(newest->createdAt, now), statusOf(*newest).word)
                : RestoreWords::tr("None is known"),
         newest ? displayPath(newest->file) : QString()});
    return facts;
}

QList<Finding> findingsOf(const RestorePlan &plan)
{
    QList<Finding> findings = plan.findings;
    if (plan.difference && plan.difference->userVersionLeft != plan.difference->userVersionRight) {
        findings.append(
            {.severity = Severity::Warning,
             .code = QStringLiteral("user-version"),
             .text = RestoreWords::tr("The schema version (user_version) goes from %1 to %2: the "
                                      "application may have to migrate. Have the version of it at "
                                      "hand that fits, or let it migrate at its next start.")
                         .arg(plan.difference->userVersionLeft)
                         .arg(plan.difference->userVersionRight)});
    }
    if (plan.difference && plan.difference->applicationIdLeft != plan.difference->applicationIdRight) {
        findings.append({.severity = Severity::Warning,
                         .code = QStringLiteral("application-id"),
                         .text = RestoreWords::tr("The backup and the database name different applications "
                                                  "(application_id). Is it the right backup?")});
    }
    return findings;
}

QString endText(const RestoreReport &report, const RestoreTarget &target, bool wasUndo)
{
    const QString what = whatIsBack(report, displayName(target.file), wasUndo);
    return report.way == RestoreWay::IntoLive
        ? RestoreWords::tr("%1 Programs that have it open stayed connected and see it.").arg(what)
        : RestoreWords::tr("%1 Its program can be started.").arg(what);
}

QList<FactsGrid::Fact> endFacts(const RestoreReport &report, const Path &target,
                                const std::optional<Backup> &safetyCopy)
{
    QList<FactsGrid::Fact> facts{
        {RestoreWords::tr("File"), displayPath(target)},
        {RestoreWords::tr("Took"),
         RestoreWords::tr("%1 for %2").arg(durationText(report.milliseconds), bytesText(report.bytes))},
        {RestoreWords::tr("Afterwards"), statusOf(report.proof).word, proofMeaning(report.proof)}};
    for (const RestoredTable &table : report.tables) {
        facts.append({table.name, rowsText(table)});
    }
    if (safetyCopy) {
        facts.append({RestoreWords::tr("Safety copy"), displayPath(safetyCopy->file)});
    }
    for (const Path &file : report.setAside) {
        facts.append({RestoreWords::tr("Set aside"), displayPath(file),
                      RestoreWords::tr("Of the old database. Remove it once nobody needs it any more.")});
    }
    return facts;
}

} // namespace litekeeper
