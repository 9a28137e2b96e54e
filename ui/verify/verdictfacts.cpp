// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictfacts.h"

#include "service/verdicttext.h"
#include "ui/common/format.h"
#include "ui/common/status.h"
#include "ui/verify/verdictcell.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostFindings = 50;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::VerdictDetails)
};

FactsGrid::Fact sizeFact(qint64 bytes)
{
    return {Words::tr("Size"), bytesText(bytes), Words::tr("%1 bytes").arg(countText(bytes))};
}

FactsGrid::Fact hashFact(const QByteArray &sha256)
{
    return {Words::tr("SHA-256"), QString::fromLatin1(sha256.toHex())};
}

QString versionText(quint32 version)
{
    return QStringLiteral("%1.%2.%3").arg(version / 1'000'000).arg(version / 1000 % 1000).arg(version % 1000);
}

QString journalText(const DatabaseVerdict &database)
{
    if (database.facts.journalMode == JournalMode::Rollback) {
        return Words::tr("Rollback journal");
    }
    return database.walFrames > 0
        ? Words::tr("Write-ahead log, %1 frames taken in").arg(countText(database.walFrames))
        : Words::tr("Write-ahead log");
}

} // namespace

QList<FactsGrid::Fact> factsOf(const FileVerdict &file)
{
    QList<FactsGrid::Fact> facts{{Words::tr("Kind"), containerText(file.container)}, sizeFact(file.bytes)};
    if (file.entryCount > 0) {
        facts.append({Words::tr("Entries"), countText(file.entryCount)});
    }
    facts.append({Words::tr("Databases"), countText(file.databases.size())});
    if (const auto proof = proofOf(file); proof && proof != ProofLevel::None) {
        facts.append({Words::tr("Proof"), statusOf(*proof).word, checkedMeaning(*proof)});
    }
    facts.append({Words::tr("Verified"),
                  Words::tr("%1, %2 in %3")
                      .arg(dateTimeText(file.verifiedAt), levelText(file.level).toLower(),
                           durationText(file.milliseconds)),
                  utcText(file.verifiedAt)});
    if (!file.sha256.isEmpty()) {
        facts.append(hashFact(file.sha256));
    }
    return facts;
}

QList<FactsGrid::Fact> factsOf(const DatabaseVerdict &database)
{
    QList<FactsGrid::Fact> facts{sizeFact(database.bytes)};
    const DatabaseFacts &found = database.facts;
    if (!found.application.isEmpty()) {
        facts.append({Words::tr("Application"), harmlessText(found.application)});
    }
    if (found.pageSize > 0) {
        facts.append({Words::tr("Pages"),
                      Words::tr("%1 of %2").arg(countText(found.pageCount), bytesText(found.pageSize))});
        facts.append({Words::tr("Journal"), journalText(database)});
        facts.append({Words::tr("User version"), QString::number(found.userVersion)});
        facts.append({Words::tr("Application ID"),
                      QStringLiteral("0x%1").arg(found.applicationId, 8, 16, QLatin1Char('0'))});
    }
    if (found.sqliteVersion > 0) {
        facts.append({Words::tr("Written by"), Words::tr("SQLite %1").arg(versionText(found.sqliteVersion))});
    }
    if (database.proof != ProofLevel::None) {
        facts.append({Words::tr("Proof"), statusOf(database.proof).word, checkedMeaning(database.proof)});
    }
    if (!database.sha256.isEmpty()) {
        facts.append(hashFact(database.sha256));
    }
    return facts;
}

QList<FactsGrid::Fact> factsOf(const EntryVerdict &entry)
{
    QList<FactsGrid::Fact> facts{sizeFact(entry.bytes)};
    if (entry.packedBytes >= 0) {
        facts.append({Words::tr("Packed"), bytesText(entry.packedBytes),
                      Words::tr("%1 bytes").arg(countText(entry.packedBytes))});
    }
    if (!entry.method.isEmpty()) {
        facts.append({Words::tr("Method"), harmlessText(entry.method)});
    }
    return facts;
}

QList<Finding> allFindings(const FileVerdict &file)
{
    QList<Finding> findings = file.findings;
    const bool nameThem = file.databases.size() > 1 || file.databases.value(0).path != file.file;
    for (const DatabaseVerdict &database : file.databases) {
        for (Finding finding : database.findings) {
            if (nameThem) {
                finding.where = finding.where.isEmpty()
                    ? displayPath(database.path)
                    : QStringLiteral("%1: %2").arg(displayPath(database.path), finding.where);
            }
            findings.append(finding);
        }
    }
    return findings;
}

QList<Finding> shownFindings(const QList<Finding> &findings)
{
    QList<Finding> shown = findings;
    std::stable_sort(shown.begin(), shown.end(), [](const Finding &left, const Finding &right) {
        return left.severity > right.severity;
    });
    const qsizetype more = shown.size() - mostFindings;
    shown = shown.mid(0, mostFindings);
    for (Finding &finding : shown) {
        finding.where = harmlessText(finding.where);
        finding.text = harmlessText(finding.text);
    }
    if (more > 0) {
        shown.append({Severity::Note,
                      QStringLiteral("more"),
                      Words::tr("%1 more findings are in the report.").arg(countText(more)),
                      {}});
    }
    return shown;
}

QList<Finding> findingsAbout(const FileVerdict &file, const EntryVerdict &entry)
{
    QList<Finding> findings;
    std::copy_if(file.findings.begin(), file.findings.end(), std::back_inserter(findings),
                 [name = displayPath(entry.path)](const Finding &finding) { return finding.where == name; });
    return findings;
}

} // namespace litekeeper
