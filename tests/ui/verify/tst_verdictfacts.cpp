// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictfacts.h"

#include "ui/support/verdicts.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVerdictFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileTellsWhatWasFoundInItsDatabases();
    void thousandsOfFindingsAreSummedUp();
    void theWorstComesFirst();
    void factsHaveTheWholeHash();
    void anEntryHasItsFindings();
};

void TestVerdictFacts::aFileTellsWhatWasFoundInItsDatabases()
{
    const QList<Finding> findings = allFindings(siteZip("/downloads"));
    QCOMPARE(findings.size(), 2);
    QCOMPARE(findings.at(1).code, QStringLiteral("zero-bytes"));
    QCOMPARE(findings.at(1).where, QStringLiteral("site/wwwroot/content/data/ghost.db"));
}

void TestVerdictFacts::thousandsOfFindingsAreSummedUp()
{
    QList<Finding> findings(1000, {Severity::Problem, QStringLiteral("crc"), QStringLiteral("x\ny"), {}});
    const QList<Finding> shown = shownFindings(findings);
    QCOMPARE(shown.size(), 51);
    QVERIFY(shown.constLast().text.contains(QStringLiteral("950")));
    QVERIFY(!shown.constFirst().text.contains(u'\n'));
    QCOMPARE(shownFindings(findings.mid(0, 50)).size(), 50);
}

void TestVerdictFacts::theWorstComesFirst()
{
    QList<Finding> findings(60, {Severity::Note, QStringLiteral("note"), QStringLiteral("A note."), {}});
    findings.append({Severity::Problem, QStringLiteral("crc"), QStringLiteral("A problem."), {}});
    QCOMPARE(shownFindings(findings).constFirst().severity, Severity::Problem);
}

void TestVerdictFacts::factsHaveTheWholeHash()
{
    const FileVerdict file = siteZip("/downloads");
    const auto hasHash = [](const QList<FactsGrid::Fact> &facts, const QByteArray &hash) {
        return std::any_of(facts.begin(), facts.end(), [&hash](const FactsGrid::Fact &fact) {
            return fact.value == QString::fromLatin1(hash.toHex());
        });
    };
    QVERIFY(hasHash(factsOf(file), file.sha256));
    QVERIFY(hasHash(factsOf(file.databases.constFirst()), file.databases.constFirst().sha256));
}

void TestVerdictFacts::anEntryHasItsFindings()
{
    FileVerdict file = siteZip("/downloads");
    file.findings.append({Severity::Problem, QStringLiteral("crc"), QStringLiteral("Wrong sum."),
                          QStringLiteral("site/wwwroot/server.js")});
    EntryVerdict entry;
    entry.path = "site/wwwroot/server.js";
    QCOMPARE(findingsAbout(file, entry).size(), 1);
    QCOMPARE(findingsAbout(file, entry).constFirst().code, QStringLiteral("crc"));
}

QTEST_GUILESS_MAIN(TestVerdictFacts)
#include "tst_verdictfacts.moc"
