// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/autostart.h"

#include "support/files.h"

#include <QProcess>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using Kind = AutostartState::Kind;

class TestAutostart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPathIsReadAsItIs_data();
    void everyPathIsReadAsItIs();
    void validatorAcceptsTheEntry_data() { everyPathIsReadAsItIs_data(); }
    void validatorAcceptsTheEntry();
    void refusesWhatCannotBeWrittenDown();
    void installsAndRemoves();
    void noticesAnotherPlace();
    void noticesTheDesktopsOwnSwitch_data();
    void noticesTheDesktopsOwnSwitch();
    void saysWhyItCannotBeInstalled();
};

namespace {

QByteArray execOf(const QByteArray &entry)
{
    const qsizetype begin = entry.indexOf("\nExec=") + 6;
    return entry.mid(begin, entry.indexOf('\n', begin) - begin);
}

/// Takes an Exec value apart by the text of the specification: first the escapes of a string, then the quotes
/// and their escapes, then the field codes.
QList<QByteArray> parseExec(const QByteArray &value)
{
    QByteArray text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value.at(i) == '\\' && i + 1 < value.size()) {
            ++i; // we write no other escape than that of the backslash
        }
        text += value.at(i);
    }
    QList<QByteArray> arguments;
    bool isQuoted = false;
    bool isOpen = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char character = text.at(i);
        if (!isQuoted && character == ' ') {
            isOpen = false;
            continue;
        }
        if (!isOpen) {
            arguments.append(QByteArray());
            isOpen = true;
        }
        if (character == '"') {
            isQuoted = !isQuoted;
            continue;
        }
        if (isQuoted && character == '\\') {
            character = text.at(++i);
        } else if (character == '%') {
            if (text.at(++i) != '%') {
                return {"a field code"};
            }
        }
        arguments.last() += character;
    }
    return arguments;
}

} // namespace

void TestAutostart::everyPathIsReadAsItIs_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("plain") << QByteArray("/usr/bin/litekeeper");
    QTest::newRow("spaces") << QByteArray("/opt/two  spaces/litekeeper");
    QTest::newRow("field codes") << QByteArray("/opt/100%f %%/litekeeper");
    QTest::newRow("shell") << QByteArray("/opt/$HOME `id` \"q\" 'r' ;&|<>()*?#~/litekeeper");
    QTest::newRow("backslashes") << QByteArray("/opt/a\\nb \\\\ \\s\\/litekeeper");
    QTest::newRow("letters") << QByteArray("/opt/Schlüssel 鍵/litekeeper");
}

void TestAutostart::everyPathIsReadAsItIs()
{
    QFETCH(const QByteArray, path);
    const Result<QByteArray> entry = autostartEntry({.program = pathFromBytes(path), .environment = {}});
    QVERIFY(entry);
    QCOMPARE(parseExec(execOf(*entry)), (QList<QByteArray>{path, "--minimized"}));
    const Result<QByteArray> withHome
        = autostartEntry({.program = pathFromBytes(path), .environment = {{"LITEKEEPER_HOME", path}}});
    QVERIFY(withHome);
    QCOMPARE(parseExec(execOf(*withHome)),
             (QList<QByteArray>{"env", "LITEKEEPER_HOME=" + path, path, "--minimized"}));
}

void TestAutostart::validatorAcceptsTheEntry()
{
    QFETCH(const QByteArray, path);
    const TemporaryFolder folder;
    const Result<QByteArray> entry = autostartEntry({.program = pathFromBytes(path), .environment = {}});
    QVERIFY(entry && writeBytes(folder.path() / "litekeeper.desktop", *entry));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("desktop-file-validate"),
                  {displayPath(folder.path() / "litekeeper.desktop")});
    if (!process.waitForStarted()) {
        QSKIP("desktop-file-validate is not installed here");
    }
    QVERIFY(process.waitForFinished());
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitCode() == 0, output.constData());
}

void TestAutostart::refusesWhatCannotBeWrittenDown()
{
    for (const char *path : {"relative", "/a=b/litekeeper", "/a\nExec=evil", "/a\xff"}) {
        const Result<QByteArray> entry = autostartEntry({.program = path, .environment = {}});
        QVERIFY2(!entry, path);
        QCOMPARE(entry.error().kind, ErrorKind::InvalidArgument);
    }
    QVERIFY(!autostartEntry({.program = "/bin/x", .environment = {{"LITEKEEPER_HOME", "/a\nb"}}}));
}

void TestAutostart::installsAndRemoves()
{
    const TemporaryFolder folder;
    const Path entries = folder.path() / "config" / "autostart";
    const Autostart autostart(entries, {.program = "/usr/bin/litekeeper", .environment = {}});
    QCOMPARE(autostart.state().kind, Kind::Off);
    const Result<AutostartState> installed = autostart.install();
    QVERIFY(installed);
    QCOMPARE(installed->kind, Kind::On);
    QVERIFY(!installed->sentence.isEmpty());
    QVERIFY(readBytes(entries / "litekeeper.desktop").startsWith("[Desktop Entry]\n"));
    QCOMPARE(autostart.install()->kind, Kind::On);
    QCOMPARE(autostart.remove()->kind, Kind::Off);
    QVERIFY(!std::filesystem::exists(entries / "litekeeper.desktop"));
    QCOMPARE(autostart.remove()->kind, Kind::Off);
}

void TestAutostart::noticesAnotherPlace()
{
    const TemporaryFolder folder;
    QVERIFY(Autostart(folder.path(), {.program = "/old/litekeeper", .environment = {}}).install());
    const Autostart here(folder.path(), {.program = "/new/litekeeper", .environment = {}});
    QCOMPARE(here.state().kind, Kind::Outdated);
    QCOMPARE(here.install()->kind, Kind::On);
}

void TestAutostart::noticesTheDesktopsOwnSwitch_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("the specification's") << QByteArray("Hidden=true\n");
    QTest::newRow("GNOME's") << QByteArray("X-GNOME-Autostart-enabled = false\n");
}

void TestAutostart::noticesTheDesktopsOwnSwitch()
{
    QFETCH(const QByteArray, line);
    const TemporaryFolder folder;
    const Autostart autostart(folder.path(), {.program = "/usr/bin/litekeeper", .environment = {}});
    QVERIFY(autostart.install());
    QByteArray entry = readBytes(folder.path() / "litekeeper.desktop");
    entry.replace("X-GNOME-Autostart-enabled=true\n", line);
    QVERIFY(writeBytes(folder.path() / "litekeeper.desktop", entry));
    QCOMPARE(autostart.state().kind, Kind::SwitchedOff);
    QCOMPARE(autostart.install()->kind, Kind::On);
}

void TestAutostart::saysWhyItCannotBeInstalled()
{
    const TemporaryFolder folder;
    QVERIFY(writeBytes(folder.path() / "autostart", "a file where the folder should be"));
    const Autostart autostart(folder.path() / "autostart", {.program = "/bin/x", .environment = {}});
    const Result<AutostartState> installed = autostart.install();
    QVERIFY(!installed);
    QVERIFY(describe(installed.error()).contains(QLatin1String("autostart")));
    QCOMPARE(autostart.state().kind, Kind::Off);
}

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
