// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/wakefiles.h"

#include "support/files.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QXmlStreamReader>

using namespace litekeeper;
using namespace litekeeper::test;

class TestWakeFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemdAcceptsTheUnits_data();
    void systemdAcceptsTheUnits();
    void systemdReadsEveryPathAsItIs_data() { systemdAcceptsTheUnits_data(); }
    void systemdReadsEveryPathAsItIs();
    void passesTheEnvironmentOn();
    void refusesWhatCannotBeWrittenDown();
    void launchdListsTheArguments();
    void taskSchedulerRunsEveryMinute();
    void namesTheProgramBesideThisOne();
};

namespace {

struct Verified
{
    int code = -1;
    QString output;
};

/// systemd's own judgement about unit files of a user. Without a folder for the session it does not begin.
Verified verify(const Path &home, const Path &unit, bool isTalkative = false)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), displayPath(home));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), displayPath(home / "config"));
    environment.insert(QStringLiteral("SYSTEMD_LOG_LEVEL"),
                       isTalkative ? QStringLiteral("debug") : QStringLiteral("info"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("systemd-analyze"),
                  {QStringLiteral("--user"), QStringLiteral("verify"), displayPath(unit)});
    if (!process.waitForFinished()) {
        return {};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

/// The line of systemd's dump that begins so, without what it begins with.
QString dumpLine(const QString &dump, const QString &begin)
{
    for (const QString &line : dump.split(QLatin1Char('\n'))) {
        if (line.trimmed().startsWith(begin)) {
            return line.trimmed().mid(begin.size()).trimmed();
        }
    }
    return {};
}

/// systemd shows a command line as a shell would take it, so a shell takes it apart.
QList<QByteArray> shellWords(const QString &line)
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("printf '%s\\0' ") + line});
    shell.waitForFinished();
    QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
    words.removeLast();
    return words;
}

/// The two units and a program at that place.
bool install(const TemporaryFolder &folder, const WakeCommand &command)
{
    std::filesystem::create_directories(folder.path() / "config/systemd/user");
    std::filesystem::create_directories(command.program.parent_path());
    std::filesystem::copy_file("/bin/true", command.program);
    const Result<SystemdUnits> units = systemdUnits(command);
    return units && writeBytes(folder.path() / "config/systemd/user/litekeeper.service", units->service)
        && writeBytes(folder.path() / "config/systemd/user/litekeeper.timer", units->timer);
}

bool hasSystemd()
{
    QProcess process;
    process.start(QStringLiteral("systemd-analyze"), {QStringLiteral("--version")});
    return process.waitForStarted() && process.waitForFinished();
}

/// The text of every element, by its name, in order.
QMultiMap<QString, QString> elements(const QByteArray &xml, QString *error)
{
    QMultiMap<QString, QString> texts;
    QXmlStreamReader reader(xml);
    QString name;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            name = reader.name().toString();
        } else if (reader.isCharacters() && !reader.isWhitespace()) {
            texts.insert(name, reader.text().toString());
        }
    }
    *error = reader.hasError() ? reader.errorString() : QString();
    return texts;
}

} // namespace

void TestWakeFiles::systemdAcceptsTheUnits_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QStringLiteral("plain");
    QTest::newRow("spaces") << QStringLiteral("two  spaces");
    QTest::newRow("specifiers") << QStringLiteral("100%home%h%%");
    QTest::newRow("variables") << QStringLiteral("$HOME ${HOME} $$");
    QTest::newRow("letters") << QStringLiteral("Schlüssel 鍵");
    QTest::newRow("prefixes") << QStringLiteral("@-:+!=;#");
    QTest::newRow("quotes") << QStringLiteral("a \"b\" 'c'");
    QTest::newRow("backslashes") << QStringLiteral("a\\nb\\\\x41");
}

void TestWakeFiles::systemdAcceptsTheUnits()
{
    if (!hasSystemd()) {
        QSKIP("systemd-analyze is not installed here");
    }
    QFETCH(const QString, name);
    const TemporaryFolder folder;
    const WakeCommand command{.program = folder.path() / name.toStdString() / "litekeeper-cli",
                              .environment = {}};
    QVERIFY(install(folder, command));
    for (const char *unit : {"litekeeper.timer", "litekeeper.service"}) {
        const Verified verified = verify(folder.path(), folder.path() / "config/systemd/user" / unit);
        QVERIFY2(verified.code == 0 && verified.output.isEmpty(), qPrintable(verified.output));
    }
}

void TestWakeFiles::systemdReadsEveryPathAsItIs()
{
    if (!hasSystemd()) {
        QSKIP("systemd-analyze is not installed here");
    }
    QFETCH(const QString, name);
    const TemporaryFolder folder;
    const WakeCommand command{.program = folder.path() / name.toStdString() / "litekeeper-cli",
                              .environment = {{"LITEKEEPER_HOME", "/srv/" + name.toUtf8()}}};
    QVERIFY(install(folder, command));
    const QString dump
        = verify(folder.path(), folder.path() / "config/systemd/user/litekeeper.service", true).output;
    const QList<QByteArray> words = shellWords(dumpLine(dump, QStringLiteral("Command Line:")));
    const QByteArray program = pathBytes(command.program);
    if (words.value(0) == "/bin/sh") {
        // What the shell makes of it, with a program that shows its arguments.
        QCOMPARE(words, (QList<QByteArray>{"/bin/sh", "-c", R"(exec "$0" "$@")", program, "run-due"}));
    } else {
        QCOMPARE(words, (QList<QByteArray>{program, "run-due"}));
    }
    QCOMPARE(dumpLine(dump, QStringLiteral("Environment:")), QStringLiteral("LITEKEEPER_HOME=/srv/") + name);
    // A path that is read otherwise is noticed.
    std::filesystem::remove(command.program);
    if (words.value(0) != "/bin/sh") {
        QVERIFY(verify(folder.path(), folder.path() / "config/systemd/user/litekeeper.service").code != 0);
    }
}

void TestWakeFiles::passesTheEnvironmentOn()
{
    const Result<SystemdUnits> units = systemdUnits(
        {.program = "/usr/bin/litekeeper-cli", .environment = {{"LITEKEEPER_HOME", "/a b\"%"}}});
    QVERIFY(units);
    QVERIFY(units->service.contains(R"(Environment="LITEKEEPER_HOME=/a b\"%%")"));
    QVERIFY(units->service.contains(R"(ExecStart=":/usr/bin/litekeeper-cli" run-due)"));
    QVERIFY(units->timer.contains("\nPersistent=true\n"));
}

void TestWakeFiles::refusesWhatCannotBeWrittenDown()
{
    for (const char *path : {"relative/cli", "/a\nb", "/a\xff", "/a\x7f"}) {
        const Result<SystemdUnits> units = systemdUnits({.program = path, .environment = {}});
        QVERIFY2(!units, path);
        QCOMPARE(units.error().kind, ErrorKind::InvalidArgument);
        QVERIFY(!launchdPlist({.program = path, .environment = {}}));
    }
    const Result<SystemdUnits> units
        = systemdUnits({.program = "/cli", .environment = {{"LITEKEEPER_HOME", "/a\nExecStart=/evil"}}});
    QVERIFY(!units);
    QVERIFY(describe(units.error()).contains(QLatin1String("evil")));
}

void TestWakeFiles::launchdListsTheArguments()
{
    const Result<QByteArray> plist = launchdPlist({.program = "/Applications/A & <B>/litekeeper-cli",
                                                   .environment = {{"LITEKEEPER_HOME", "/Users/me/\"x\""}}});
    QVERIFY(plist);
    QString error;
    const QMultiMap<QString, QString> texts = elements(*plist, &error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QStringList strings = texts.values(QStringLiteral("string"));
    std::reverse(strings.begin(), strings.end());
    // The reader gives an entity as a piece of its own or not.
    QVERIFY(strings.join(QString()).contains(
        QLatin1String("/Applications/A & <B>/litekeeper-clirun-due/Users/me/\"x\"")));
    QCOMPARE(texts.value(QStringLiteral("integer")), QStringLiteral("60"));
}

void TestWakeFiles::taskSchedulerRunsEveryMinute()
{
    const Result<QByteArray> task
        = taskSchedulerXml({.program = "C:/Program Files/Litekeeper & Co/litekeeper-cli.exe"});
    QVERIFY(task);
    QString error;
    const QMultiMap<QString, QString> texts = elements(*task, &error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QCOMPARE(texts.value(QStringLiteral("Interval")), QStringLiteral("PT1M"));
    QCOMPARE(texts.value(QStringLiteral("Arguments")), QStringLiteral("run-due"));
    QCOMPARE(texts.value(QStringLiteral("Command")),
             QStringLiteral("C:/Program Files/Litekeeper & Co/litekeeper-cli.exe"));
}

void TestWakeFiles::namesTheProgramBesideThisOne()
{
    qputenv("LITEKEEPER_HOME", "relative home");
    qunsetenv("XDG_DATA_HOME");
    qputenv("XDG_CACHE_HOME", "");
    const WakeCommand command = wakeCommand("litekeeper-cli");
    QCOMPARE(displayPath(command.program),
             QCoreApplication::applicationDirPath() + QStringLiteral("/litekeeper-cli"));
    QCOMPARE(command.environment.size(), 1);
    QCOMPARE(command.environment.at(0).name, QByteArray("LITEKEEPER_HOME"));
    QCOMPARE(command.environment.at(0).value, pathBytes(std::filesystem::current_path() / "relative home"));
}

QTEST_GUILESS_MAIN(TestWakeFiles)
#include "tst_wakefiles.moc"
