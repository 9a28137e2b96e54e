// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class BackupCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backsUpAndProves();
    void documentHasEveryKey();
    void formats_data();
    void formats();
    void proofs_data();
    void proofs();
    void reportNamesFileAndProof();
    void quietPrintsNothing();
    void defaultFolderIsMade();
    void fixedNameIsReplaced();
    void failures_data();
    void failures();
    void lockedSourceFailsAfterItsTimeout();
    void oddNames_data();
    void oddNames();
    void liveWriterLosesNothing();
};

namespace {

QByteArray sha256Of(const Path &file)
{
    return QCryptographicHash::hash(readBytes(file), QCryptographicHash::Sha256).toHex();
}

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

Path backupIn(const CliResult &result)
{
    return decodePath(text(result.json(), "backup"));
}

} // namespace

void BackupCommandTest::backsUpAndProves()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source, 1000));
    const CliResult result = home.run({"backup", source.string(), home.backups().string(), "--json"});
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.code, 0);
    const QJsonObject document = result.json();
    QCOMPARE(text(document, "outcome"), QStringLiteral("succeeded"));
    QCOMPARE(text(document, "proof"), QStringLiteral("proven"));
    QCOMPARE(decodePath(text(document, "source")), std::filesystem::canonical(source));
    const Path backup = backupIn(result);
    QCOMPARE(text(document, "sha256").toLatin1(), sha256Of(backup));
    QCOMPARE(document.value(QLatin1String("bytes")).toInteger(), qint64(std::filesystem::file_size(source)));
    QCOMPARE(document.value(QLatin1String("pages")).toInteger()
                 * document.value(QLatin1String("page_size")).toInteger(),
             document.value(QLatin1String("bytes")).toInteger());
    Sqlite copy(backup, SQLITE_OPEN_READONLY);
    QCOMPARE(copy.value("SELECT count(*) FROM items"), std::string("1000"));
    QCOMPARE(copy.value("PRAGMA integrity_check"), std::string("ok"));
    QVERIFY(home.backupsEndingIn(".partial").empty());
}

void BackupCommandTest::documentHasEveryKey()
{
    const CliHome home;
    QVERIFY(makeDatabase(home.sources() / "app.db"));
    const auto keys = {"outcome", "source",  "backup",       "bytes",    "pages",    "page_size", "sha256",
                       "proof",   "seconds", "hold_seconds", "restarts", "strategy", "findings"};
    for (const char *name : {"app.db", "missing.db"}) {
        const CliResult result
            = home.run({"backup", (home.sources() / name).string(), home.backups().string(), "--json"});
        const QJsonObject document = result.json();
        for (const char *key : keys) {
            QVERIFY2(document.contains(QLatin1String(key)), key);
        }
        QVERIFY(document.value(QLatin1String("findings")).isArray());
        // Integers, not 1.2e+04.
        QVERIFY(!result.out.contains("e+"));
        QCOMPARE(document.contains(QLatin1String("error")), result.code != 0);
        QCOMPARE(document.contains(QLatin1String("reason")), result.code != 0);
    }
}

void BackupCommandTest::formats_data()
{
    QTest::addColumn<QByteArray>("ending");
    QTest::addColumn<QByteArray>("magic");
    QTest::newRow("db") << QByteArray(".db") << QByteArray("SQLite format 3");
    QTest::newRow("zip") << QByteArray(".zip") << QByteArray("PK\x03\x04");
    QTest::newRow("zst") << QByteArray(".db.zst") << QByteArray("\x28\xb5\x2f\xfd");
}

void BackupCommandTest::formats()
{
    QFETCH(const QByteArray, ending);
    QFETCH(const QByteArray, magic);
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source, 500));
    const CliResult result = home.run(
        {"backup", source.string(), home.backups().string(), "--json", "--format", QTest::currentDataTag()});
    QCOMPARE(result.code, 0);
    const Path backup = backupIn(result);
    QVERIFY(backup.string().ends_with(ending.toStdString()));
    QVERIFY(readBytes(backup).startsWith(magic));
    QCOMPARE(text(result.json(), "sha256").toLatin1(), sha256Of(backup));
    QCOMPARE(text(result.json(), "proof"), QStringLiteral("proven"));
}

void BackupCommandTest::proofs_data()
{
    QTest::addColumn<bool>("hashed");
    QTest::newRow("copied") << false;
    QTest::newRow("read-back") << true;
    QTest::newRow("checked") << true;
    QTest::newRow("proven") << true;
}

void BackupCommandTest::proofs()
{
    QFETCH(const bool, hashed);
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    const CliResult result = home.run(
        {"backup", source.string(), home.backups().string(), "--json", "--proof", QTest::currentDataTag()});
    QCOMPARE(result.code, 0);
    QCOMPARE(text(result.json(), "proof"), QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(!result.json().value(QLatin1String("sha256")).isNull(), hashed);
}

void BackupCommandTest::reportNamesFileAndProof()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    const CliResult result = home.run({"backup", source.string(), home.backups().string()});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray());
    const QByteArray last = result.out.trimmed().split('\n').last();
    QVERIFY2(last.contains(home.backupsEndingIn(".db").at(0).string().c_str()), last);
    QVERIFY2(last.contains("proven"), last);
    QVERIFY(!result.out.contains('\r'));
    QVERIFY(!result.out.contains('\x1b'));
}

void BackupCommandTest::quietPrintsNothing()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    const CliResult result = home.run({"backup", source.string(), home.backups().string(), "--quiet"});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out + result.err, QByteArray());
    const CliResult failed = home.run({"backup", "/missing.db", home.backups().string(), "--quiet"});
    QCOMPARE(failed.code, 1);
    QVERIFY(failed.err.contains("/missing.db"));
}

void BackupCommandTest::defaultFolderIsMade()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    const CliResult result = home.run({"backup", source.string(), "--json"});
    QCOMPARE(result.code, 0);
    QCOMPARE(backupIn(result).parent_path(), std::filesystem::canonical(home.home() / "backups"));
    struct stat status = {};
    QCOMPARE(::stat((home.home() / "backups").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 077, 0u);
}

void BackupCommandTest::fixedNameIsReplaced()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    const std::string target = (home.backups() / "fixed.db").string();
    QVERIFY(makeDatabase(source));
    QCOMPARE(home.run({"backup", source.string(), target, "--json"}).code, 0);
    QVERIFY(Sqlite(source).execute("INSERT INTO items(content) VALUES('new')"));
    const CliResult second = home.run({"backup", source.string(), target, "--json"});
    QCOMPARE(second.code, 0);
    QCOMPARE(backupIn(second).filename(), Path("fixed.db"));
    QCOMPARE(Sqlite(target, SQLITE_OPEN_READONLY).value("SELECT count(*) FROM items"), std::string("101"));
}

void BackupCommandTest::failures_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("error");
    QTest::newRow("missing") << QByteArray() << QStringLiteral("not-found");
    QTest::newRow("folder") << QByteArray() << QStringLiteral("not-a-file");
    QTest::newRow("fifo") << QByteArray() << QStringLiteral("not-a-file");
    QTest::newRow("empty") << QByteArray("") << QStringLiteral("empty");
    QTest::newRow("text") << QByteArray("hello").repeated(1000) << QStringLiteral("not-a-database");
}

void BackupCommandTest::failures()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, error);
    const CliHome home;
    const Path source = home.sources() / "bad.db";
    if (qstrcmp(QTest::currentDataTag(), "folder") == 0) {
        QVERIFY(std::filesystem::create_directory(source));
    } else if (qstrcmp(QTest::currentDataTag(), "fifo") == 0) {
        QCOMPARE(::mkfifo(source.c_str(), 0600), 0);
    } else if (qstrcmp(QTest::currentDataTag(), "missing") != 0) {
        QVERIFY(writeBytes(source, content));
    }
    const CliResult result = home.run({"backup", source.string(), home.backups().string(), "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(text(result.json(), "outcome"), QStringLiteral("failed"));
    QCOMPARE(text(result.json(), "error"), error);
    QVERIFY(text(result.json(), "reason").contains(QLatin1String("bad.db")));
    QVERIFY(result.json().value(QLatin1String("backup")).isNull());
    QVERIFY(home.backupsEndingIn("").empty());
    // It stands in the history, too.
    const QJsonArray runs = home.run({"history", "--json"}).json().value(QLatin1String("runs")).toArray();
    QCOMPARE(runs.size(), 1);
    QCOMPARE(text(runs.at(0).toObject(), "error"), error);
}

void BackupCommandTest::lockedSourceFailsAfterItsTimeout()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    Sqlite holder(source);
    QVERIFY(holder.execute("BEGIN EXCLUSIVE"));
    const CliResult result
        = home.run({"backup", source.string(), home.backups().string(), "--json", "--busy-timeout", "0.2"});
    QCOMPARE(result.code, 1);
    QCOMPARE(text(result.json(), "error"), QStringLiteral("busy"));
    QVERIFY(home.backupsEndingIn("").empty());
}

void BackupCommandTest::oddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("line feed") << QByteArray("a\nb.db");
    QTest::newRow("uri") << QByteArray("a?mode=rwc&b#c%41.db");
    QTest::newRow("not utf-8") << QByteArray("caf\xe9.db");
    QTest::newRow("escape") << QByteArray("a\x1b[31mred.db");
    QTest::newRow("quotes and blanks") << QByteArray("it's \"a\" b.db");
    QTest::newRow("brackets") << QByteArray("[a,b]");
    QTest::newRow("long") << QByteArray(200, 'x') + ".db";
    QTest::newRow("dash") << QByteArray("-rf.db");
}

void BackupCommandTest::oddNames()
{
    QFETCH(const QByteArray, name);
    const CliHome home;
    const Path source = home.sources() / name.toStdString();
    QVERIFY(makeDatabase(source));
    const CliResult result = home.run({"backup", source.string(), home.backups().string(), "--json"});
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.code, 0);
    QCOMPARE(pathBytes(decodePath(text(result.json(), "source")).filename()), name);
    Sqlite copy(backupIn(result), SQLITE_OPEN_READONLY);
    QCOMPARE(copy.value("SELECT count(*) FROM items"), std::string("100"));
    // For people, nothing of the name reaches the terminal as it is.
    const CliResult human = home.run({"backup", source.string(), home.backups().string()});
    QCOMPARE(human.code, 0);
    QVERIFY(!human.out.contains('\x1b'));
    QVERIFY(!human.out.contains('\xe9'));
}

void BackupCommandTest::liveWriterLosesNothing()
{
    const CliHome home;
    const Path source = home.sources() / "bank.db";
    QCOMPARE(home.run({"sample", source.string()}).code, 0);
    const auto writer
        = home.start({"sample", source.string(), "--seconds", "60", "--commits-per-second", "1000"});
    QVERIFY(waitUntil([&source] { return std::filesystem::exists(withSuffix(source, "-wal")); }));
    for (int i = 0; i < 3; ++i) {
        const CliResult result
            = home.run({"backup", source.string(), (home.backups() / std::to_string(i)).string(), "--json"});
        QCOMPARE(result.code, 0);
        QCOMPARE(result.json().value(QLatin1String("restarts")).toInt(), 0);
        Sqlite copy(backupIn(result), SQLITE_OPEN_READONLY);
        QCOMPARE(copy.value("SELECT sum(balance) FROM accounts"), std::string("100000000"));
    }
    QVERIFY(writer->isRunning());
    writer->signal(SIGTERM);
    QCOMPARE(writer->wait(), 130);
    QVERIFY2(writer->out().startsWith("Committed "), writer->out());
}

QTEST_GUILESS_MAIN(BackupCommandTest)
#include "tst_backupcommand.moc"
