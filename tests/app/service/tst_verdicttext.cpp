// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verdicttext.h"

#include <QTest>

using namespace litekeeper;

namespace {

constexpr qint64 someBytes = 4096;

DatabaseVerdict database(const char *path, Verdict verdict, qint64 bytes = someBytes)
{
    DatabaseVerdict judged;
    judged.path = path;
    judged.verdict = verdict;
    judged.bytes = bytes;
    judged.proof = verdict == Verdict::Sound ? ProofLevel::Proven : ProofLevel::None;
    return judged;
}

FileVerdict archive(Verdict verdict, const QList<DatabaseVerdict> &databases)
{
    FileVerdict file;
    file.file = "/downloads/site.zip";
    file.container = QStringLiteral("zip");
    file.sha256 = QByteArray(32, 'x');
    file.bytes = someBytes;
    file.entryCount = 10;
    file.verdict = verdict;
    file.databases = databases;
    return file;
}

} // namespace

class TestVerdictText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEmptyDatabaseBesideASoundOneIsInTheHeadline();
    void countsTheWorstFirst();
    void onlySoundFilesWouldRestore();
    void aQuickCheckPromisesNoMore();
    void saysWhyNothingIsThere();
    void damageOutsideOfTheDatabasesIsToldApart();
    void knowsWhenAPasswordHelps();
    void hostileNamesBecomeHarmless();
};

void TestVerdictText::theEmptyDatabaseBesideASoundOneIsInTheHeadline()
{
    const FileVerdict file = archive(
        Verdict::Empty, {database("analytics.db", Verdict::Sound), database("ghost.db", Verdict::Empty, 0)});
    QCOMPARE(headline(file), QStringLiteral("Would not restore: 1 of 2 databases is empty."));
    QCOMPARE(headline(file.databases.at(1)), QStringLiteral("Would not restore: the file has 0 bytes."));
}

void TestVerdictText::countsTheWorstFirst()
{
    const FileVerdict file = archive(Verdict::Damaged,
                                     {database("a", Verdict::Empty), database("b", Verdict::Damaged),
                                      database("c", Verdict::Damaged), database("d", Verdict::Sound)});
    QCOMPARE(troubledDatabases(file), QStringLiteral("2 of 4 databases are damaged, 1 is empty"));
    QCOMPARE(troubledDatabases(
                 archive(Verdict::Empty, {database("a", Verdict::Empty), database("b", Verdict::Empty)})),
             QStringLiteral("all 2 databases are empty"));
    QCOMPARE(troubledDatabases(archive(Verdict::Damaged, {database("a", Verdict::Damaged)})),
             QStringLiteral("the database is damaged"));
    QVERIFY(troubledDatabases(archive(Verdict::Sound, {database("a", Verdict::Sound)})).isEmpty());
}

void TestVerdictText::onlySoundFilesWouldRestore()
{
    for (const Verdict verdict :
         {Verdict::Sound, Verdict::Empty, Verdict::Unsupported, Verdict::Damaged, Verdict::Dangerous}) {
        for (const QList<DatabaseVerdict> &databases :
             {QList<DatabaseVerdict>(), QList<DatabaseVerdict>{database("a", verdict)},
              QList<DatabaseVerdict>{database("a", Verdict::Sound)}}) {
            const QString sentence = headline(archive(verdict, databases));
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            const bool promises = sentence.startsWith(QStringLiteral("Would restore"));
            QCOMPARE(promises, verdict == Verdict::Sound && !databases.isEmpty());
        }
    }
}

void TestVerdictText::aQuickCheckPromisesNoMore()
{
    FileVerdict file = archive(Verdict::Sound, {database("a", Verdict::Sound)});
    file.level = VerifyLevel::Quick;
    QVERIFY(headline(file).contains(QStringLiteral("quick check")));
    file.databases[0].proof = ProofLevel::Checked;
    QVERIFY(headline(file.databases[0]).contains(QStringLiteral("quick check")));
}

void TestVerdictText::saysWhyNothingIsThere()
{
    FileVerdict file = archive(Verdict::Empty, {});
    QCOMPARE(headline(file), QStringLiteral("Would not restore: there is no database in it."));
    file.entryCount = 0;
    QCOMPARE(headline(file), QStringLiteral("Would not restore: there is nothing in it."));
    file.bytes = 0;
    QCOMPARE(headline(file), QStringLiteral("Would not restore: the file has 0 bytes."));
}

void TestVerdictText::damageOutsideOfTheDatabasesIsToldApart()
{
    const QString sentence = headline(archive(Verdict::Damaged, {database("a", Verdict::Sound)}));
    QVERIFY2(sentence.contains(QStringLiteral("no database in it")), qPrintable(sentence));
}

void TestVerdictText::knowsWhenAPasswordHelps()
{
    FileVerdict file = archive(Verdict::Unsupported, {});
    QCOMPARE(passwordState(file), PasswordState::NotNeeded);
    file.findings = {{Severity::Problem, QStringLiteral("encrypted"), {}, {}}};
    QCOMPARE(passwordState(file), PasswordState::Needed);
    QVERIFY(headline(file).contains(QStringLiteral("password is needed")));
    file.findings.append({Severity::Problem, QStringLiteral("password"), {}, {}});
    QCOMPARE(passwordState(file), PasswordState::Wrong);
    QVERIFY(headline(file).contains(QStringLiteral("does not fit")));
    file.container = QStringLiteral("database");
    QCOMPARE(passwordState(file), PasswordState::NotNeeded);
}

void TestVerdictText::hostileNamesBecomeHarmless()
{
    QCOMPARE(harmlessText(QStringLiteral("a\nb\t\u202Egpj.exe")),
             QStringLiteral("a\\u000ab\\u0009\\u202egpj.exe"));
    QCOMPARE(harmlessText(QStringLiteral("größe 大きさ")), QStringLiteral("größe 大きさ"));
}

QTEST_GUILESS_MAIN(TestVerdictText)
#include "tst_verdicttext.moc"
