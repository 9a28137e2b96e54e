// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/startarguments.h"

#include <QTest>

using namespace litekeeper;

class TestStartArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("XDG_ACTIVATION_TOKEN"); }
    void namesFilesFromTheRootOn();
    void knowsItsOptions();
    void takesAProfile();
    void refusesOthers();
    void survivesTheLine();
    void refusesOtherLines_data();
    void refusesOtherLines();
};

void TestStartArguments::namesFilesFromTheRootOn()
{
    const Result<StartArguments> parsed
        = parseStartArguments({"backup.zip", "/srv/a.db", "--", "--minimized", "-"});
    QVERIFY(parsed);
    const Path here = std::filesystem::current_path();
    QCOMPARE(parsed->files,
             (QList<Path>{here / "backup.zip", "/srv/a.db", here / "--minimized", here / "-"}));
    QVERIFY(!parsed->isMinimized);
}

void TestStartArguments::knowsItsOptions()
{
    qputenv("XDG_ACTIVATION_TOKEN", "token");
    const Result<StartArguments> parsed = parseStartArguments({"--minimized", "a", "--settings"});
    QVERIFY(parsed);
    QVERIFY(parsed->isMinimized);
    QVERIFY(parsed->showsSettings);
    QCOMPARE(parsed->files.size(), 1);
    QCOMPARE(parsed->activationToken, QByteArray("token"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QVERIFY(*parseStartArguments({}) == StartArguments());
}

void TestStartArguments::takesAProfile()
{
    const Path here = std::filesystem::current_path();
    const Result<StartArguments> parsed = parseStartArguments({"--profile", "demo", "a.zip"});
    QVERIFY(parsed);
    QCOMPARE(parsed->profile, here / "demo");
    QCOMPARE(parsed->files, QList<Path>{here / "a.zip"});
    QCOMPARE(parseStartArguments({"--profile=/srv/p"})->profile, Path("/srv/p"));
    QVERIFY(!parseStartArguments({"a.zip", "--profile"}));
    QVERIFY(!parseStartArguments({"--profile", ""})); // would be this folder
    QVERIFY(!parseStartArguments({"--profile="}));
}

void TestStartArguments::refusesOthers()
{
    for (const char *option : {"--minimised", "-m", "--settings=x"}) {
        const Result<StartArguments> parsed = parseStartArguments({"a", option});
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
        QVERIFY(describe(parsed.error()).contains(QLatin1String(option)));
    }
}

void TestStartArguments::survivesTheLine()
{
    const StartArguments arguments{.files = {"/plain", "/new\nline \"q\"", "/not \xff text", "/鍵"},
                                   .isMinimized = true,
                                   .showsSettings = true,
                                   .activationToken = "x_TIME1"};
    const QByteArray line = toLine(arguments);
    QCOMPARE(line.indexOf('\n'), line.size() - 1);
    const Result<StartArguments> read = fromLine(line);
    QVERIFY(read);
    QVERIFY(*read == arguments);
    QVERIFY(*fromLine(toLine({})) == StartArguments());
}

void TestStartArguments::refusesOtherLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\n");
    QTest::newRow("no files") << QByteArray("{}\n");
    QTest::newRow("files of another kind") << QByteArray("{\"files\":\"/a\"}\n");
    QTest::newRow("relative") << QByteArray("{\"files\":[\"a\"]}\n");
    QTest::newRow("no text") << QByteArray("{\"files\":[1]}\n");
}

void TestStartArguments::refusesOtherLines()
{
    QFETCH(const QByteArray, line);
    QCOMPARE(fromLine(line).error().kind, ErrorKind::Damaged);
}

QTEST_GUILESS_MAIN(TestStartArguments)
#include "tst_startarguments.moc"
