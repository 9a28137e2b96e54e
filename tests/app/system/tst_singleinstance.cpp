// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/singleinstance.h"

#include "support/program.h"

#include <QTest>

#include <memory>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// Real processes; what they said stands in their output.
class TestSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondStartHandsOverItsArguments();
    void firstMayEndAndAnotherBegin();
    void killedInstanceIsTakenOver();
    void exactlyOneOfManyIsTheFirst();
    void oneForEachDataFolder();
    void oneFolderMayHaveTwoNames();
    void environmentsMayDiffer();
    void onlyTheUserMayOpenTheSocket();
    void nonsenseIsNoStart();
    void saysThatTheFirstDoesNotAnswer();
    void saysWhyItCannotKnow();

private:
    using Start = std::unique_ptr<Program>;

    [[nodiscard]] Start start(const Path &data, const Program::Strings &arguments = {},
                              const std::string &patience = "20000",
                              const Program::Strings &environment = {}) const;
    [[nodiscard]] Path data() const { return m_folder->path() / "data"; }
    [[nodiscard]] Path runtime() const { return m_folder->path() / "run"; }
    [[nodiscard]] Path socketFile() const;

    std::unique_ptr<TemporaryFolder> m_folder;
};

namespace {

bool isFirst(const std::unique_ptr<Program> &program)
{
    return waitUntil([&program] { return program->out().startsWith("first\n"); });
}

bool handsOver(const std::unique_ptr<Program> &program)
{
    return program->wait() == 0 && program->out() == "handed over\n";
}

} // namespace

void TestSingleInstance::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    std::filesystem::create_directory(m_folder->path() / "output");
    std::filesystem::create_directory(runtime());
}

TestSingleInstance::Start TestSingleInstance::start(const Path &data, const Program::Strings &arguments,
                                                    const std::string &patience,
                                                    const Program::Strings &environment) const
{
    Program::Strings all{INSTANCE_PROBE, data.string(), patience};
    all.insert(all.end(), arguments.begin(), arguments.end());
    Program::Strings variables{"XDG_RUNTIME_DIR=" + runtime().string(), "XDG_ACTIVATION_TOKEN="};
    variables.insert(variables.end(), environment.begin(), environment.end());
    return std::make_unique<Program>(all, variables, m_folder->path() / "output");
}

Path TestSingleInstance::socketFile() const
{
    for (const auto &entry : std::filesystem::directory_iterator(runtime())) {
        if (entry.is_socket()) {
            return entry.path();
        }
    }
    return {};
}

void TestSingleInstance::secondStartHandsOverItsArguments()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    const Start second = start(data(), {"--minimized", "/srv/not \xff text.zip", "relative.db"}, "20000",
                               {"XDG_ACTIVATION_TOKEN=token"});
    QVERIFY(handsOver(second));
    const StartArguments expected{
        .files = {"/srv/not \xff text.zip", std::filesystem::current_path() / "relative.db"},
        .isMinimized = true,
        .showsSettings = false,
        .activationToken = "token"};
    QVERIFY(waitUntil([&] { return first->out() == "first\n" + toLine(expected); }));
    QVERIFY(first->isRunning());
}

void TestSingleInstance::firstMayEndAndAnotherBegin()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    QVERIFY(handsOver(start(data(), {"/quit"})));
    QCOMPARE(first->wait(), 0);
    QVERIFY(isFirst(start(data())));
}

void TestSingleInstance::killedInstanceIsTakenOver()
{
    for (int round = 0; round < 5; ++round) {
        const Start killed = start(data());
        QVERIFY(isFirst(killed));
        QVERIFY(!socketFile().empty());
        killed->signal(SIGKILL);
        QCOMPARE(killed->wait(), -SIGKILL);
        QVERIFY(!socketFile().empty()); // its socket is stale now
    }
    const Start next = start(data());
    QVERIFY(isFirst(next));
    QVERIFY(handsOver(start(data())));
}

void TestSingleInstance::exactlyOneOfManyIsTheFirst()
{
    constexpr int starts = 20;
    for (int round = 0; round < 3; ++round) {
        // The socket of a dead one is in the way, except in the first round.
        std::vector<Start> programs;
        for (int i = 0; i < starts; ++i) {
            programs.push_back(start(data(), {"/file" + std::to_string(i)}));
        }
        const auto running = [&programs] {
            return std::count_if(programs.begin(), programs.end(),
                                 [](const Start &program) { return program->isRunning(); });
        };
        QVERIFY(waitUntil([&] { return running() == 1; }, 60));
        QByteArray received;
        for (Start &program : programs) {
            if (program->isRunning()) {
                QVERIFY(isFirst(program));
                // Who handed over is gone once that was taken, which may be before it was printed.
                QVERIFY(waitUntil([&] { return program->out().count('\n') >= starts; }, 30));
                received = program->out();
                program->signal(SIGKILL);
                program->wait();
            } else {
                QVERIFY(handsOver(program));
            }
        }
        QCOMPARE(received.count('\n'), starts); // "first", and the files of the 19 others
        QCOMPARE(received.count("/file"), starts - 1);
    }
}

void TestSingleInstance::oneForEachDataFolder()
{
    const Start first = start(data());
    const Start other = start(m_folder->path() / "other data");
    QVERIFY(isFirst(first));
    QVERIFY(isFirst(other));
}

void TestSingleInstance::oneFolderMayHaveTwoNames()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    std::filesystem::create_symlink(data(), m_folder->path() / "link");
    QVERIFY(handsOver(start(m_folder->path() / "link")));
}

void TestSingleInstance::environmentsMayDiffer()
{
    // Without a folder for the session, and in a data folder whose name is longer than that of a socket may
    // be.
    const Path deep = m_folder->path() / std::string(150, 'd');
    const Start first = start(deep, {}, "20000", {"XDG_RUNTIME_DIR=/nowhere"});
    QVERIFY(isFirst(first));
    QVERIFY(socketFile().empty());
    QVERIFY(handsOver(start(deep)));
    QVERIFY(handsOver(start(deep, {"/quit"}, "20000", {"XDG_RUNTIME_DIR="})));
    QCOMPARE(first->wait(), 0);
}

void TestSingleInstance::onlyTheUserMayOpenTheSocket()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    struct stat status = {};
    QCOMPARE(::stat(socketFile().c_str(), &status), 0);
    QCOMPARE(status.st_mode & (S_IRWXG | S_IRWXO), 0U);
}

void TestSingleInstance::nonsenseIsNoStart()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    const int client = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    const std::string name = socketFile().string();
    QVERIFY(name.size() < sizeof address.sun_path);
    std::copy(name.begin(), name.end(), static_cast<char *>(address.sun_path));
    QCOMPARE(::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    const QByteArray nonsense("GET / HTTP/1.1\n");
    QCOMPARE(::write(client, nonsense.constData(), size_t(nonsense.size())), nonsense.size());
    char answer = 0;
    QCOMPARE(::read(client, &answer, 1), 0); // it hung up
    ::close(client);
    QVERIFY(handsOver(start(data(), {"/a"})));
    QVERIFY(waitUntil([&] { return first->out().count('\n') == 2; }));
    QVERIFY(!first->out().contains("HTTP"));
}

void TestSingleInstance::saysThatTheFirstDoesNotAnswer()
{
    const Start first = start(data());
    QVERIFY(isFirst(first));
    first->signal(SIGSTOP);
    const Start second = start(data(), {}, "300");
    QCOMPARE(second->wait(), 1);
    QVERIFY(second->out().contains("does not answer"));
    first->signal(SIGCONT);
    QVERIFY(handsOver(start(data())));
}

void TestSingleInstance::saysWhyItCannotKnow()
{
    QVERIFY(writeBytes(data(), "a file where the folder should be"));
    const Start program = start(data());
    QCOMPARE(program->wait(), 1);
    QVERIFY(program->out().contains(data().string().c_str()));
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
