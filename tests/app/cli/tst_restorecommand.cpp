// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "litekeeper-cli restore".
class RestoreCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void restoresAndCanBeUndone_data();
    void restoresAndCanBeUndone();
    void makesANewFile();
    void onlyShowsInADryRun();
    void refusesADamagedBackup();
    void refusesWithoutASafetyCopy();
    void refusesItself();

private:
    [[nodiscard]] Path backUp(const char *format) const;
    [[nodiscard]] Path live() const { return m_home->sources() / "blog.db"; }
    [[nodiscard]] std::string titles() const
    {
        return Sqlite(live()).value("SELECT group_concat(title) FROM posts");
    }

    std::unique_ptr<CliHome> m_home;
};

void RestoreCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    QVERIFY(Sqlite(live()).execute(
        "PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
        "INSERT INTO posts VALUES(1,'one'),(2,'two')"));
}

Path RestoreCommandTest::backUp(const char *format) const
{
    const CliResult result
        = m_home->run({"backup", live().string(), m_home->backups().string(), "--format", format, "--json"});
    return result.code == 0 ? Path(result.json().value(QLatin1String("backup")).toString().toStdString())
                            : Path();
}

void RestoreCommandTest::restoresAndCanBeUndone_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("way");
    for (const char *format : {"db", "zip", "zst"}) {
        for (const char *way : {"auto", "swap"}) {
            QTest::addRow("%s %s", format, way) << QByteArray(format) << QByteArray(way);
        }
    }
}

void RestoreCommandTest::restoresAndCanBeUndone()
{
    QFETCH(const QByteArray, format);
    QFETCH(const QByteArray, way);
    const Path backup = backUp(format.constData());
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts; INSERT INTO posts VALUES(3,'three')"));

    const CliResult result
        = m_home->run({"restore", backup.string(), live().string(), "--way", way.toStdString(), "--json"});
    QVERIFY2(result.code == 0, result.err.constData());
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QLatin1String("restored")).toBool(), true);
    QCOMPARE(document.value(QLatin1String("way")).toString(),
             way == "swap" ? QStringLiteral("swap") : QStringLiteral("live"));
    QCOMPARE(document.value(QLatin1String("proof")).toString(), QStringLiteral("proven"));
    QCOMPARE(titles(), std::string("one,two"));

    // The safety copy is a backup like others, and the way back.
    const QString copy = document.value(QLatin1String("safety_copy")).toString();
    QVERIFY(copy.contains(QLatin1String("blog-before-restore-")));
    QVERIFY(m_home->run({"history"}).out.contains(copy.toUtf8()));
    QCOMPARE(m_home->run({"restore", copy.toStdString(), live().string()}).code, 0);
    QCOMPARE(titles(), std::string("three"));
}

void RestoreCommandTest::makesANewFile()
{
    const Path backup = backUp("zip");
    const Path target = m_home->sources() / "new.db";
    const CliResult result = m_home->run({"restore", backup.string(), target.string()});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!result.out.contains("Safety copy"));
    QCOMPARE(Sqlite(target).value("SELECT count(*) FROM posts"), std::string("2"));
}

void RestoreCommandTest::onlyShowsInADryRun()
{
    const Path backup = backUp("db");
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts WHERE id=1; PRAGMA user_version=4"));
    const CliResult result = m_home->run({"restore", backup.string(), live().string(), "--dry-run"});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.contains("1 row"), result.out.constData());
    QVERIFY(result.out.contains("user_version goes from 4 to 0"));
    QCOMPARE(titles(), std::string("two"));
    QCOMPARE(m_home->backupsEndingIn(".db").size(), size_t(1)); // no safety copy
}

void RestoreCommandTest::refusesADamagedBackup()
{
    const Path backup = backUp("db");
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts WHERE id=1"));
    QFile file(QString::fromStdString(backup.string()));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4096 + 100) && file.write("x") == 1);
    file.close();
    const CliResult result = m_home->run({"restore", backup.string(), live().string(), "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.json().value(QLatin1String("error")).toString(), QStringLiteral("damaged"));
    QCOMPARE(result.json().value(QLatin1String("restored")).toBool(true), false);
    QCOMPARE(titles(), std::string("two"));
}

/// A target that cannot be backed up is replaced only if somebody says so.
void RestoreCommandTest::refusesWithoutASafetyCopy()
{
    const Path backup = backUp("db");
    std::filesystem::remove(live());
    QVERIFY(writeBytes(live(), QByteArray()));
    const CliResult refused = m_home->run({"restore", backup.string(), live().string()});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("--no-safety-copy"), refused.err.constData());
    QCOMPARE(std::filesystem::file_size(live()), std::uintmax_t(0));
    const CliResult result = m_home->run({"restore", backup.string(), live().string(), "--no-safety-copy"});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(titles(), std::string("one,two"));
}

void RestoreCommandTest::refusesItself()
{
    const Path backup = backUp("db");
    QCOMPARE(m_home->run({"restore", backup.string(), backup.string()}).code, 1);
    QCOMPARE(m_home->run({"restore", backup.string()}).code, 2);
    QCOMPARE(m_home->run({"restore", backup.string(), live().string(), "--way", "upwards"}).code, 2);
}

QTEST_GUILESS_MAIN(RestoreCommandTest)
#include "tst_restorecommand.moc"
