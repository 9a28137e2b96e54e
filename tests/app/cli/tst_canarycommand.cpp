// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "canary": what it plants, prints, and ends with.
class CanaryCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void helpHasExamples_data();
    void helpHasExamples();
    void usage_data();
    void usage();
    void theGateOfTheArticle();
    void gateExits_data();
    void gateExits();
    void gateWithoutAFolderOfItsOwn();
    void holdEndsWithTheState();
    void holdDoesNotHoldWhatMayBoot();
    void plantsAndChecks_data();
    void plantsAndChecks();
    void checksOfEveryState_data();
    void checksOfEveryState();
    void checkingWhatIsNotWatched_data();
    void checkingWhatIsNotWatched();
    void checksAll_data();
    void checksAll();
    void listsAndShows_data();
    void listsAndShows();
    void removes_data();
    void removes();
    void switchedOff();
    void registryLiesWhereItIsSaid();
    void registryThatIsDamaged();
    void aFolderThatIsADestinationToo();

private:
    [[nodiscard]] Path data() const { return m_home->sources(); }
    [[nodiscard]] Path wiped() const { return m_home->backups(); }
    [[nodiscard]] Path registry() const { return m_home->home() / "registry"; }
    [[nodiscard]] Path canary() const { return canaryFileIn(data()); }
    /// "canary" with these arguments, and with the registry where a test runs with one.
    [[nodiscard]] CliResult canary(Program::Strings arguments) const
    {
        if (m_withRegistry) {
            arguments.insert(arguments.end(), {"--registry", registry().string()});
        }
        arguments.insert(arguments.begin(), "canary");
        return m_home->run(arguments);
    }
    [[nodiscard]] CliResult plant() const { return canary({"plant", "--data", data().string(), "--json"}); }
    [[nodiscard]] CliResult check() const { return canary({"check", "--data", data().string(), "--json"}); }
    [[nodiscard]] Program::Strings gateArguments(const Program::Strings &more = {}) const
    {
        Program::Strings arguments{"canary", "gate",
                                   "--db",   (data() / "app.db").string(),
                                   "--lock", (wiped() / "tmp" / "p.lock").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    [[nodiscard]] CliResult gate(const Program::Strings &more = {}) const
    {
        return m_home->run(gateArguments(more));
    }
    /// With and without a registry.
    static void bothBooks()
    {
        QTest::addColumn<bool>("withRegistry");
        QTest::newRow("catalogue") << false;
        QTest::newRow("registry") << true;
    }

    std::unique_ptr<CliHome> m_home;
    bool m_withRegistry = false;
};

namespace {

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// The document that scripts rely on, whole, and in agreement with the exit code.
void checkContract(const CliResult &result, const char *state, int exit)
{
    const QJsonObject json = result.json();
    QVERIFY2(result.code == exit, (result.out + result.err).constData());
    QCOMPARE(text(json, "state"), latin(state));
    QCOMPARE(json.value(latin("exit")).toInt(-1), exit);
    QVERIFY(json.value(latin("sequence")).isDouble());
    QVERIFY(json.value(latin("evidence")).isObject());
    QVERIFY(!text(json, "says").isEmpty());
    QVERIFY(json.value(latin("do")).isString());
    QVERIFY(exit == 0 || !text(json, "do").isEmpty());
    QVERIFY2(result.err.isEmpty(), result.err.constData());
}

} // namespace

void CanaryCommandTest::initTestCase()
{
    init();
    const bool isVolatile = plant().out.contains("\"volatile\": \"yes\"");
    cleanup();
    if (isVolatile) {
        QSKIP("the folder for temporary files is in memory or in a container's layer");
    }
}

void CanaryCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    m_withRegistry = false;
    ::unsetenv("LITEKEEPER_CANARY");
}

void CanaryCommandTest::cleanup()
{
    m_home.reset();
    ::unsetenv("LITEKEEPER_CANARY");
}

void CanaryCommandTest::helpHasExamples_data()
{
    QTest::addColumn<QByteArrayList>("command");
    QTest::newRow("canary") << QByteArrayList{"canary"};
    for (const char *name : {"gate", "plant", "check"}) {
        QTest::newRow(name) << QByteArrayList{"canary", name};
    }
}

void CanaryCommandTest::helpHasExamples()
{
    QFETCH(QByteArrayList, command);
    Program::Strings arguments;
    for (const QByteArray &word : command) {
        arguments.push_back(word.toStdString());
    }
    arguments.push_back("--help");
    const CliResult help = m_home->run(arguments);
    QCOMPARE(help.code, 0);
    QVERIFY2(help.out.contains("litekeeper-cli " + command.join(' ')), help.out.constData());
    QVERIFY(help.out.count('(') == help.out.count(')'));
    for (const QByteArray &line : help.out.split('\n')) {
        QVERIFY2(line.size() <= 110, line.constData());
    }
}

void CanaryCommandTest::usage_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::newRow("nothing") << QByteArrayList{};
    QTest::newRow("unknown") << QByteArrayList{"sing"};
    QTest::newRow("plant what") << QByteArrayList{"plant"};
    QTest::newRow("show what") << QByteArrayList{"show"};
    QTest::newRow("remove what") << QByteArrayList{"remove"};
    QTest::newRow("gate without a lock") << QByteArrayList{"gate", "--db", "/data/app.db"};
    QTest::newRow("gate without a database") << QByteArrayList{"gate", "--lock", "/tmp/lock"};
}

void CanaryCommandTest::usage()
{
    QFETCH(QByteArrayList, arguments);
    Program::Strings strings{"canary"};
    for (const QByteArray &argument : arguments) {
        strings.push_back(argument.toStdString());
    }
    const CliResult result = m_home->run(strings);
    QCOMPARE(result.code, 2);
    QVERIFY(!result.err.isEmpty());
}

void CanaryCommandTest::theGateOfTheArticle()
{
    checkContract(gate({"--json"}), "planted", 10);
    QVERIFY(std::filesystem::exists(data() / "app.db"));
    QCOMPARE(Sqlite(data() / "app.db").value("PRAGMA integrity_check"), std::string("ok"));
    const CliResult refused = gate();
    QCOMPARE(refused.code, 11);
    QVERIFY(refused.out.startsWith("unproven: "));
    QVERIFY(refused.out.contains(pathBytes(wiped() / "tmp" / "p.lock")));
    QVERIFY(refused.err.isEmpty());
    std::filesystem::remove_all(wiped() / "tmp");
    checkContract(gate({"--json"}), "asserted", 0);
    checkContract(gate({"--json"}), "asserted", 0);
    std::filesystem::remove(data() / "app.db");
    checkContract(gate({"--json"}), "lost", 12);
    // It has needed nothing but these folders.
    QVERIFY(!std::filesystem::exists(m_home->home() / "data" / "catalogue.db"));
}

void CanaryCommandTest::gateExits_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("exit");
    const auto row = [](const char *what, const char *state, int exit) {
        QTest::newRow(what) << latin(what) << latin(state) << exit;
    };
    row("override", "asserted", 0);
    row("zeroed database", "corrupt", 15);
    row("zeroed canary", "corrupt", 15);
    row("folder gone", "unreachable", 17);
    row("data wiped, lock kept", "lost", 12);
    row("another canary under the lock", "foreign", 14);
    row("lock in a file", "read-only", 16);
}

void CanaryCommandTest::gateExits()
{
    QFETCH(QString, what);
    QFETCH(QString, state);
    QFETCH(int, exit);
    QCOMPARE(gate().code, 10);
    Program::Strings more{"--json"};
    if (what == latin("override")) {
        more.push_back("--override");
    } else if (what == latin("zeroed database")) {
        QVERIFY(writeBytes(data() / "app.db", QByteArray(4096, '\0')));
    } else if (what == latin("zeroed canary")) {
        QVERIFY(writeBytes(canary(), QByteArray(100, '\0')));
    } else if (what == latin("folder gone")) {
        std::filesystem::remove_all(data());
    } else if (what == latin("data wiped, lock kept")) {
        std::filesystem::remove(data() / "app.db");
        std::filesystem::remove(canary());
    } else if (what == latin("another canary under the lock")) {
        Canary other = newCanary({}, {});
        other.databases = {latin("app.db")};
        QVERIFY(replaceCanary(canary(), other));
    } else {
        std::filesystem::remove_all(wiped() / "tmp");
        std::filesystem::remove(canary());
        QVERIFY(writeBytes(wiped() / "tmp", "x"));
    }
    checkContract(gate(more), qPrintable(state), exit);
}

void CanaryCommandTest::gateWithoutAFolderOfItsOwn()
{
    // An entrypoint may run without any home.
    const Program::Strings arguments = gateArguments({"--json"});
    Program::Strings whole{"/usr/bin/env", "-i", LITEKEEPER_CLI};
    whole.insert(whole.end(), arguments.begin(), arguments.end());
    std::filesystem::create_directory(m_home->home());
    Program program(whole, {}, m_home->home());
    const int code = program.wait();
    checkContract({.code = code, .out = program.out(), .err = program.err()}, "planted", 10);
}

void CanaryCommandTest::holdEndsWithTheState()
{
    for (const int signal : {SIGTERM, SIGINT}) {
        const std::unique_ptr<Program> held = m_home->start(gateArguments({"--hold", "--json"}));
        QVERIFY(waitUntil([&held] { return held->out().endsWith("}\n"); }));
        QVERIFY(held->isRunning());
        held->signal(signal);
        QCOMPARE(held->wait(), signal == SIGTERM ? 10 : 11);
    }
}

void CanaryCommandTest::holdDoesNotHoldWhatMayBoot()
{
    gate();
    std::filesystem::remove_all(wiped() / "tmp");
    checkContract(gate({"--hold", "--json"}), "asserted", 0);
}

void CanaryCommandTest::plantsAndChecks_data()
{
    bothBooks();
}

void CanaryCommandTest::plantsAndChecks()
{
    QFETCH(bool, withRegistry);
    m_withRegistry = withRegistry;
    const CliResult planted = plant();
    checkContract(planted, "planted", 10);
    QCOMPARE(text(planted.json().value(latin("evidence")).toObject(), "folder"), encodePath(data()));
    checkContract(check(), "unproven", 11);
    checkContract(plant(), "unproven", 11);
    QCOMPARE(check().json().value(latin("sequence")).toInt(), 4);
    const CliResult words = canary({"check", "--data", data().string()});
    QVERIFY(words.out.startsWith("unproven: "));
    // The same folder by another name.
    const CliResult same = canary({"check", "--data", (data() / ".." / "sources").string() + "/", "--json"});
    checkContract(same, "unproven", 11);
    // Planted anew, with a lock.
    const CliResult anew
        = canary({"plant", "--data", data().string(), "--tmp", wiped().string(), "--anew", "--json"});
    checkContract(anew, "planted", 10);
    QVERIFY(!std::filesystem::is_empty(wiped()));
    std::filesystem::remove_all(wiped());
    checkContract(check(), "asserted", 0);
}

void CanaryCommandTest::checksOfEveryState_data()
{
    QTest::addColumn<bool>("withRegistry");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("exit");
    for (const bool withRegistry : {false, true}) {
        const auto row = [withRegistry](const char *what, const char *state, int exit) {
            QTest::newRow(qPrintable(latin(what) + latin(withRegistry ? ", registry" : ", catalogue")))
                << withRegistry << latin(what) << latin(state) << exit;
        };
        row("gone", "lost", 12);
        row("older", "rolled-back", 13);
        row("another", "foreign", 14);
        row("copy", "cloned", 14);
        row("zeros", "corrupt", 15);
        row("no folder", "unreachable", 17);
    }
}

void CanaryCommandTest::checksOfEveryState()
{
    QFETCH(bool, withRegistry);
    QFETCH(QString, what);
    QFETCH(QString, state);
    QFETCH(int, exit);
    m_withRegistry = withRegistry;
    QCOMPARE(plant().code, 10);
    const QByteArray older = readBytes(canary());
    QCOMPARE(check().code, 11);
    if (what == latin("gone")) {
        std::filesystem::remove(canary());
    } else if (what == latin("older")) {
        QVERIFY(writeBytes(canary(), older));
    } else if (what == latin("another")) {
        QVERIFY(replaceCanary(canary(), newCanary({}, {})));
    } else if (what == latin("copy")) {
        QVERIFY(writeBytes(canary(), older));
        Canary copy = *readCanary(canary());
        copy.stepOn(0, {});
        QVERIFY(replaceCanary(canary(), copy));
    } else if (what == latin("zeros")) {
        QVERIFY(writeBytes(canary(), QByteArray(200, '\0')));
    } else {
        std::filesystem::remove_all(data());
    }
    checkContract(check(), qPrintable(state), exit);
    checkContract(plant(), qPrintable(state), exit); // and it stays
    checkContract(check(), qPrintable(state), exit);
}

void CanaryCommandTest::checkingWhatIsNotWatched_data()
{
    bothBooks();
}

void CanaryCommandTest::checkingWhatIsNotWatched()
{
    QFETCH(bool, withRegistry);
    m_withRegistry = withRegistry;
    for (const char *command : {"check", "show", "remove"}) {
        const CliResult result = canary({command, "--data", data().string(), "--json"});
        QCOMPARE(result.code, 1);
        QCOMPARE(text(result.json(), "error"), latin("not-watched"));
        QVERIFY2(!result.err.contains("does not exist") && result.err.contains("canary plant"),
                 result.err.constData());
        QVERIFY(std::filesystem::is_empty(data()));
    }
}

void CanaryCommandTest::checksAll_data()
{
    bothBooks();
}

void CanaryCommandTest::checksAll()
{
    QFETCH(bool, withRegistry);
    m_withRegistry = withRegistry;
    const CliResult none = canary({"check", "--json"});
    QCOMPARE(none.code, 0);
    QVERIFY(none.json().value(latin("watches")).toArray().isEmpty());
    QVERIFY(canary({"check"}).out.contains("canary plant"));
    QCOMPARE(plant().code, 10);
    QCOMPARE(canary({"plant", "--data", wiped().string()}).code, 10);
    std::filesystem::remove(canaryFileIn(wiped()));
    const CliResult all = canary({"check", "--json"});
    QCOMPARE(all.code, 12); // the worst of them
    QCOMPARE(all.json().value(latin("exit")).toInt(), 12);
    const QJsonArray watches = all.json().value(latin("watches")).toArray();
    QCOMPARE(watches.size(), 2);
    QCOMPARE(text(watches.at(0).toObject(), "folder"), encodePath(wiped()));
    QCOMPARE(text(watches.at(0).toObject(), "state"), latin("lost"));
    QCOMPARE(text(watches.at(1).toObject(), "state"), latin("unproven"));
    // What was seen is kept.
    const CliResult list = canary({"list", "--json"});
    QCOMPARE(text(list.json().value(latin("watches")).toArray().at(0).toObject(), "state"), latin("lost"));
}

void CanaryCommandTest::listsAndShows_data()
{
    bothBooks();
}

void CanaryCommandTest::listsAndShows()
{
    QFETCH(bool, withRegistry);
    m_withRegistry = withRegistry;
    QCOMPARE(canary({"list"}).code, 0);
    plant();
    check();
    check();
    const CliResult list = canary({"list"});
    QCOMPARE(list.code, 0);
    QVERIFY(list.out.contains("unproven") && list.out.contains(pathBytes(data())));
    const CliResult show = canary({"show", "--data", data().string(), "--json"});
    QCOMPARE(show.code, 0);
    const QJsonObject json = show.json();
    QCOMPARE(text(json, "state"), latin("unproven"));
    QCOMPARE(text(json, "folder"), encodePath(data()));
    QCOMPARE(json.value(latin("memory")).toObject().value(latin("sequence")).toInt(), 3);
    const QJsonArray history = json.value(latin("history")).toArray();
    QCOMPARE(history.size(), 2);
    QCOMPARE(text(history.at(0).toObject(), "state"), latin("planted"));
    QCOMPARE(history.at(1).toObject().value(latin("looks")).toInt(), 2);
    QVERIFY(canary({"show", "--data", data().string()}).out.contains("planted"));
}

void CanaryCommandTest::removes_data()
{
    bothBooks();
}

void CanaryCommandTest::removes()
{
    QFETCH(bool, withRegistry);
    m_withRegistry = withRegistry;
    plant();
    const CliResult removed = canary({"remove", "--data", data().string(), "--json"});
    QCOMPARE(removed.code, 0);
    QCOMPARE(removed.json().value(latin("removed")).toBool(), true);
    QVERIFY(std::filesystem::is_empty(data()));
    QCOMPARE(canary({"remove", "--data", data().string()}).code, 1);
    // Also where it cannot be reached.
    plant();
    std::filesystem::remove_all(data());
    const CliResult gone = canary({"remove", "--data", data().string(), "--json"});
    QCOMPARE(gone.code, 0);
    QCOMPARE(gone.json().value(latin("removed")).toBool(true), false);
    QVERIFY(canary({"list", "--json"}).json().value(latin("watches")).toArray().isEmpty());
}

void CanaryCommandTest::switchedOff()
{
    plant();
    const QByteArray before = readBytes(canary());
    std::filesystem::remove(data() / "app.db");
    for (const char *value : {"off", "OFF"}) {
        ::setenv("LITEKEEPER_CANARY", value, 1);
        checkContract(gate({"--json"}), "disabled", 0);
        checkContract(check(), "disabled", 0);
        checkContract(plant(), "disabled", 0);
        const CliResult all = canary({"check", "--json"});
        checkContract(all, "disabled", 0);
        QVERIFY(!text(all.json(), "says").contains(latin("“”")));
    }
    QCOMPARE(readBytes(canary()), before);
    QVERIFY(!std::filesystem::exists(data() / "app.db"));
    QVERIFY(std::filesystem::is_empty(wiped()));
    for (const char *value : {"", "on", "0"}) {
        ::setenv("LITEKEEPER_CANARY", value, 1);
        QCOMPARE(check().code, 11);
    }
}

void CanaryCommandTest::registryLiesWhereItIsSaid()
{
    m_withRegistry = true;
    plant();
    QVERIFY(!std::filesystem::is_empty(registry()));
    // The catalogue knows nothing of it, and it knows nothing of another registry.
    m_withRegistry = false;
    QVERIFY(canary({"list", "--json"}).json().value(latin("watches")).toArray().isEmpty());
    const CliResult other
        = m_home->run({"canary", "list", "--json", "--registry", (m_home->home() / "other").string()});
    QVERIFY(other.json().value(latin("watches")).toArray().isEmpty());
}

void CanaryCommandTest::registryThatIsDamaged()
{
    m_withRegistry = true;
    plant();
    for (const auto &entry : std::filesystem::directory_iterator(registry())) {
        QVERIFY(writeBytes(entry.path(), QByteArray(50, '\0')));
    }
    const CliResult result = check();
    QCOMPARE(result.code, 1);
    QVERIFY2(!result.err.contains("The database") && result.err.contains("watch-"), result.err.constData());
}

void CanaryCommandTest::aFolderThatIsADestinationToo()
{
    const Path database = data() / "app.db";
    QVERIFY(makeDatabase(database));
    QCOMPARE(m_home->run({"backup", database.string(), wiped().string(), "--proof", "copied"}).code, 0);
    const auto watches = [this] {
        return canary({"check", "--json"}).json().value(latin("watches")).toArray();
    };
    QCOMPARE(watches().size(), 1);
    QCOMPARE(text(watches().at(0).toObject(), "kind"), latin("destination"));
    QCOMPARE(text(watches().at(0).toObject(), "state"), latin("unproven"));
    const Path lockFolder = m_home->home() / "tmp";
    QCOMPARE(canary({"plant", "--data", wiped().string(), "--tmp", lockFolder.string()}).code, 10);
    QStringList states;
    for (const QJsonValue &watch : watches()) {
        states.append(text(watch.toObject(), "kind") + u' ' + text(watch.toObject(), "sequence"));
    }
    QCOMPARE(states.size(), 2);
    QVERIFY(states.at(0).startsWith(latin("destination")) && states.at(1).startsWith(latin("folder")));
    // Each of them was looked at, and the one that somebody asked for is the one that is shown and removed.
    QCOMPARE(watches().at(1).toObject().value(latin("sequence")).toInt(), 3);
    const CliResult shown = canary({"show", "--data", wiped().string(), "--json"});
    QCOMPARE(text(shown.json(), "kind"), latin("folder"));
    QCOMPARE(canary({"remove", "--data", wiped().string()}).code, 0);
    QCOMPARE(watches().size(), 1);
}

QTEST_APPLESS_MAIN(CanaryCommandTest)
#include "tst_canarycommand.moc"
