// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/backups.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// A backup that was changed after it was made is never called sound again.
class TestVerifyAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesASoundBackup_data();
    void provesASoundBackup();
    void findsDamage_data();
    void findsDamage();
};

void TestVerifyAgain::provesASoundBackup_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<ProofLevel>("made");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const ProofLevel made : {ProofLevel::Copied, ProofLevel::Proven}) {
            QTest::addRow("%s %s", qPrintable(formatCode(format)), qPrintable(proofCode(made)))
                << format << made;
        }
    }
}

void TestVerifyAgain::provesASoundBackup()
{
    QFETCH(Format, format);
    QFETCH(ProofLevel, made);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 5000, 500));
    BackupRequest request = bench.request(file);
    request.format = format;
    request.proof = made;
    const BackupReport report = bench.backUp(request);
    QVERIFY(report.backup);
    for (const ProofLevel level : {ProofLevel::ReadBack, ProofLevel::Checked, ProofLevel::Proven}) {
        const Result<Backup> again = verifyAgain(*report.backup, level, RunControl());
        QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
        QCOMPARE(again->proof, level);
        QVERIFY(again->proofAt >= report.backup->proofAt);
        QCOMPARE(again->sha256.size(), 32);
        if (made == ProofLevel::Proven) {
            QCOMPARE(again->databaseSha256, report.backup->databaseSha256);
        }
    }
}

void TestVerifyAgain::findsDamage_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QString>("damage");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const char *damage : {"bit", "cut", "grown", "emptied", "gone", "folder"}) {
            QTest::addRow("%s %s", qPrintable(formatCode(format)), damage)
                << format << QString::fromLatin1(damage);
        }
    }
}

void TestVerifyAgain::findsDamage()
{
    QFETCH(Format, format);
    QFETCH(QString, damage);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 5000, 500));
    BackupRequest request = bench.request(file);
    request.format = format;
    const BackupReport report = bench.backUp(request);
    QVERIFY(report.backup);
    const Path copy = report.backup->file;
    QByteArray bytes = readBytes(copy);
    if (damage == QLatin1String("bit")) {
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    } else if (damage == QLatin1String("cut")) {
        bytes.chop(1);
    } else if (damage == QLatin1String("grown")) {
        bytes.append('\0');
    } else {
        bytes.clear();
    }
    std::filesystem::remove(copy);
    if (damage == QLatin1String("folder")) {
        std::filesystem::create_directory(copy);
    } else if (damage != QLatin1String("gone")) {
        QVERIFY(writeBytes(copy, bytes));
    }
    for (const ProofLevel level : {ProofLevel::ReadBack, ProofLevel::Proven}) {
        const Result<Backup> again = verifyAgain(*report.backup, level, RunControl());
        QVERIFY(!again);
        QVERIFY(describe(again.error()).contains(displayName(copy)));
    }
}

QTEST_GUILESS_MAIN(TestVerifyAgain)
#include "tst_verifyagain.moc"
