// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/manifest.h"
#include "support/samples.h"

#include <QJsonDocument>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheWayThroughAFile_data();
    void survivesTheWayThroughAFile();
    void movesWithItsFolder();
    void passesUnknownFieldsOver();
    void mayNameItsJob();
    void mayTellOfARehearsal();
    void refusesWrongFields_data();
    void refusesWrongFields();
    void refusesMissingFields();
    void refusesNewerVersions();
};

namespace {

const Path folder = "/backups";

QJsonObject throughText(const Backup &backup)
{
    return QJsonDocument::fromJson(QJsonDocument(toManifest(backup)).toJson()).object();
}

} // namespace

void TestManifest::survivesTheWayThroughAFile_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << QByteArray("ghost.db.zst");
    QTest::newRow("odd") << QByteArray("a\nb?c%20d#e\"f\\g");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe.db");
    QTest::newRow("like an escaped one") << QByteArray("bytes:%41");
}

void TestManifest::survivesTheWayThroughAFile()
{
    QFETCH(QByteArray, name);
    const Backup backup = sampleBackup(folder / pathFromBytes(name), Path("/srv") / pathFromBytes(name));
    const Result<Backup> read = fromManifest(throughText(backup), folder);
    QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
    QVERIFY(isSame(*read, backup));

    Backup copied = backup;
    copied.runId = {};
    copied.proof = ProofLevel::Copied;
    copied.proofAt = {};
    copied.sha256.clear();
    copied.tables.clear();
    QVERIFY(isSame(*fromManifest(throughText(copied), folder), copied));
}

void TestManifest::movesWithItsFolder()
{
    const Result<Backup> read = fromManifest(throughText(sampleBackup(folder / "a.db")), "/media/new place");
    QCOMPARE(read->file, Path("/media/new place/a.db"));
}

void TestManifest::passesUnknownFieldsOver()
{
    QJsonObject manifest = throughText(sampleBackup(folder / "a.db"));
    manifest.insert(QStringLiteral("colour"), QStringLiteral("green"));
    QVERIFY(fromManifest(manifest, folder));
}

void TestManifest::mayNameItsJob()
{
    Backup backup = sampleBackup(folder / "a.db");
    QVERIFY(fromManifest(throughText(backup), folder)->jobId.isNull());
    backup.jobId = QUuid::createUuid();
    QJsonObject manifest = throughText(backup);
    QVERIFY(isSame(*fromManifest(manifest, folder), backup));
    manifest.insert(QStringLiteral("jobId"), QStringLiteral("7"));
    QCOMPARE(fromManifest(manifest, folder).error().kind, ErrorKind::Damaged);
}

void TestManifest::mayTellOfARehearsal()
{
    Backup backup = sampleBackup(folder / "a.db");
    QJsonObject manifest = throughText(backup);
    const QString name = QStringLiteral("rehearsal");
    for (const QJsonValue &wrong : {QJsonValue(7), QJsonValue(QJsonObject{{QStringLiteral("at"), 7}})}) {
        manifest.insert(name, wrong);
        QCOMPARE(fromManifest(manifest, folder).error().kind, ErrorKind::Damaged);
    }
    backup.rehearsal = {};
    QVERIFY(!throughText(backup).contains(name));
    QVERIFY(isSame(*fromManifest(throughText(backup), folder), backup));
}

void TestManifest::refusesWrongFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *title, const char *field, const QJsonValue &value) {
        QTest::newRow(title) << QString::fromLatin1(field) << value;
    };
    row("id is no UUID", "id", QStringLiteral("7"));
    row("id is null", "id", QStringLiteral("00000000-0000-0000-0000-000000000000"));
    row("number as text", "pageCount", QStringLiteral("12"));
    row("half a page", "pageCount", 1.5);
    row("less than nothing", "fileBytes", -1);
    row("unknown format", "format", QStringLiteral("rar"));
    row("unknown proof", "proof", QStringLiteral("certain"));
    row("local time", "createdAt", QStringLiteral("2026-03-29T02:04:05.678"));
    row("no time", "createdAt", QString());
    row("short hash", "sha256", QStringLiteral("abcd"));
    row("proof without a hash", "sha256", QString());
    row("hash with other letters", "sha256", QStringLiteral("zz").repeated(32));
    row("tables are no list", "tables", QJsonObject());
    row("file leads up", "file", QStringLiteral("../secret"));
    row("file leads away", "file", QStringLiteral("/etc/passwd"));
    row("file in a folder", "file", QStringLiteral("a/b"));
    row("file is the folder above", "file", QStringLiteral(".."));
    row("file leads up in disguise", "file", QStringLiteral("bytes:%2E%2E%2Fsecret"));
    row("file has no name", "file", QString());
    row("file has a NUL", "file", QStringLiteral("bytes:a%00b"));
}

void TestManifest::refusesWrongFields()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject manifest = throughText(sampleBackup(folder / "a.db"));
    QVERIFY(manifest.contains(field));
    manifest.insert(field, value);
    const Result<Backup> read = fromManifest(manifest, folder);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Damaged);
    QVERIFY(read.error().detail.contains(field));
}

void TestManifest::refusesMissingFields()
{
    Backup plain = sampleBackup(folder / "a.db");
    plain.rehearsal = {};
    const QJsonObject whole = throughText(plain);
    for (const QString &field : whole.keys()) {
        QJsonObject manifest = whole;
        manifest.remove(field);
        const Result<Backup> read = fromManifest(manifest, folder);
        QVERIFY2(!read, qPrintable(field));
        QVERIFY2(read.error().detail.contains(field), qPrintable(field));
    }
}

void TestManifest::refusesNewerVersions()
{
    QJsonObject manifest = throughText(sampleBackup(folder / "a.db"));
    manifest.insert(QStringLiteral("version"), 2);
    QCOMPARE(fromManifest(manifest, folder).error().kind, ErrorKind::Unsupported);
}

QTEST_APPLESS_MAIN(TestManifest)
#include "tst_manifest.moc"
