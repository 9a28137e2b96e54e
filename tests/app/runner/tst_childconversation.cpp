// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childconversation.h"
#include "support/files.h"
#include "support/program.h"

#include <QTest>

#include <set>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;
using Heard = ChildConversation::Heard;

namespace {

ChildConversation shell(const char *script)
{
    Result<ChildConversation> child
        = ChildConversation::start("/bin/sh", {QStringLiteral("-c"), QString::fromUtf8(script)});
    return std::move(child).value();
}

/// The next line or the end; the test's own limit is what ends a wait that should not be.
Heard hearNext(ChildConversation &child)
{
    return child.hear(60s);
}

/// What our descriptors stand for, as "pipe:[123]".
std::set<std::string> ownDescriptors()
{
    std::set<std::string> found;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        found.insert(std::filesystem::read_symlink(entry.path(), ignored).string());
    }
    return found;
}

/// As ps(1) shows it; '-' if there is none.
char stateOf(pid_t pid)
{
    const QByteArray status = readBytes("/proc/" + std::to_string(pid) + "/stat");
    const qsizetype name = status.lastIndexOf(')');
    return name < 0 ? '-' : status.at(name + 2);
}

} // namespace

class TestChildConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers();
    void saysWhyItDidNotStart();
    void endsWithACode();
    void diesByASignal();
    void saysNothing();
    void saysALineInParts();
    void saysTheRestAfterItsEnd();
    void floodsWithoutALine();
    void floodsWithLines();
    void closesItsOutput();
    void itsChildHoldsTheOutput();
    void doesNotListen();
    void takesMoreThanAPipeHolds();
    void isKilledWithWhatItStarted();
    void leavesNoZombies();
    void hasNoDescriptorOfOurs();
    void isInAGroupOfItsOwn();
};

void TestChildConversation::answers()
{
    ChildConversation child = shell("while read line; do echo \"heard $line\"; done");
    child.write("one\n");
    QCOMPARE(hearNext(child).line, QByteArray("heard one"));
    child.write("two\nthree\n");
    QCOMPARE(hearNext(child).line, QByteArray("heard two"));
    QCOMPARE(hearNext(child).line, QByteArray("heard three"));
}

void TestChildConversation::saysWhyItDidNotStart()
{
    const Result<ChildConversation> child = ChildConversation::start("/nowhere/at-all", {});
    QVERIFY(!child);
    QCOMPARE(child.error().kind, ErrorKind::NotFound);
    QCOMPARE(child.error().path, Path("/nowhere/at-all"));
}

void TestChildConversation::endsWithACode()
{
    ChildConversation child = shell("echo last; echo 'what went wrong' >&2; exit 3");
    QCOMPARE(hearNext(child).line, QByteArray("last"));
    for (int i = 0; i < 2; ++i) {
        const Heard heard = hearNext(child);
        QCOMPARE(heard.kind, Heard::Kind::Ended);
        QCOMPARE(heard.end.kind, ChildEnd::Kind::Exited);
        QCOMPARE(heard.end.code, 3);
        QCOMPARE(heard.end.text, QStringLiteral("what went wrong"));
    }
    QCOMPARE(child.pid(), -1);
    child.write("to nobody\n");
}

void TestChildConversation::diesByASignal()
{
    ChildConversation child = shell("kill -SEGV $$");
    const Heard heard = hearNext(child);
    QCOMPARE(heard.kind, Heard::Kind::Ended);
    QCOMPARE(heard.end.kind, ChildEnd::Kind::Died);
    QCOMPARE(heard.end.code, SIGSEGV);
}

void TestChildConversation::saysNothing()
{
    ChildConversation child = shell("read line; echo \"$line\"");
    QCOMPARE(child.hear(30ms).kind, Heard::Kind::Nothing);
    QCOMPARE(child.hear(0ms).kind, Heard::Kind::Nothing);
    child.write("now\n");
    QCOMPARE(hearNext(child).line, QByteArray("now"));
}

void TestChildConversation::saysALineInParts()
{
    ChildConversation child = shell("printf 'one '; read x; printf 'line\\nand'; read x; echo ' another'");
    QCOMPARE(child.hear(30ms).kind, Heard::Kind::Nothing);
    child.write("\n");
    QCOMPARE(hearNext(child).line, QByteArray("one line"));
    child.write("\n");
    QCOMPARE(hearNext(child).line, QByteArray("and another"));
}

void TestChildConversation::saysTheRestAfterItsEnd()
{
    ChildConversation child = shell("i=0; while [ $i -lt 5000 ]; do echo \"line $i\"; i=$((i+1)); done");
    for (int i = 0; i < 5000; ++i) {
        QCOMPARE(hearNext(child).line, "line " + QByteArray::number(i));
    }
    QCOMPARE(hearNext(child).kind, Heard::Kind::Ended);
}

void TestChildConversation::floodsWithoutALine()
{
    ChildConversation child = shell("exec tr '\\0' x < /dev/zero");
    const Heard heard = hearNext(child);
    QCOMPARE(heard.kind, Heard::Kind::Ended);
    QCOMPARE(heard.end.kind, ChildEnd::Kind::Died);
    QVERIFY(!heard.end.text.isEmpty());
}

void TestChildConversation::floodsWithLines()
{
    ChildConversation child = shell("exec yes flood");
    for (int i = 0; i < 10'000; ++i) {
        QCOMPARE(hearNext(child).line, QByteArray("flood"));
    }
    child.abandon();
    // What it had said before is still heard, and then its end.
    Heard heard = hearNext(child);
    while (heard.kind == Heard::Kind::Line) {
        heard = hearNext(child);
    }
    QCOMPARE(heard.kind, Heard::Kind::Ended);
    QCOMPARE(heard.end.kind, ChildEnd::Kind::Died);
}

void TestChildConversation::closesItsOutput()
{
    ChildConversation child = shell("exec >&- 2>&-; read line; exit 5");
    QCOMPARE(child.hear(50ms).kind, Heard::Kind::Nothing);
    child.write("end\n");
    const Heard heard = hearNext(child);
    QCOMPARE(heard.kind, Heard::Kind::Ended);
    QCOMPARE(heard.end.code, 5);
}

void TestChildConversation::itsChildHoldsTheOutput()
{
    ChildConversation child = shell("sleep 600 & echo $!; exit 0");
    const pid_t grandchild = pid_t(hearNext(child).line.toInt());
    const Heard heard = hearNext(child);
    QCOMPARE(heard.kind, Heard::Kind::Ended);
    QCOMPARE(heard.end.kind, ChildEnd::Kind::Exited);
    ::kill(grandchild, SIGKILL);
}

void TestChildConversation::doesNotListen()
{
    ChildConversation child = shell("exec <&-; echo deaf; exec sleep 600");
    QCOMPARE(hearNext(child).line, QByteArray("deaf"));
    child.write("hello\n"); // and no signal ends us
    QCOMPARE(child.hear(30ms).kind, Heard::Kind::Nothing);
}

void TestChildConversation::takesMoreThanAPipeHolds()
{
    ChildConversation child = shell("read line; head -c 5000000 | wc -c");
    child.write("begin\n" + QByteArray(5'000'000, 'x')); // returns although nobody can have taken it yet
    QCOMPARE(hearNext(child).line.trimmed(), QByteArray("5000000"));
}

void TestChildConversation::isKilledWithWhatItStarted()
{
    pid_t grandchild = -1;
    pid_t own = -1;
    {
        ChildConversation child = shell("trap '' TERM INT HUP; sleep 600 & echo $!; wait");
        own = child.pid();
        grandchild = pid_t(hearNext(child).line.toInt());
        QVERIFY(grandchild > 0);
    }
    QVERIFY(waitUntil([&] { return stateOf(own) == '-'; }));
    QVERIFY(waitUntil([&] { return stateOf(grandchild) == '-' || stateOf(grandchild) == 'Z'; }));
}

void TestChildConversation::leavesNoZombies()
{
    std::vector<pid_t> ended;
    for (int i = 0; i < 20; ++i) {
        ChildConversation child = shell("exec sleep 600");
        ended.push_back(child.pid());
        if (i % 2 == 0) {
            ::kill(child.pid(), SIGSTOP); // a stopped one ends as well
        }
    }
    for (const pid_t pid : ended) {
        QVERIFY(waitUntil([pid] { return stateOf(pid) == '-'; }));
    }
}

void TestChildConversation::hasNoDescriptorOfOurs()
{
    const std::set<std::string> before = ownDescriptors();
    ChildConversation first = shell("exec sleep 600");
    std::set<std::string> ours = ownDescriptors();
    std::erase_if(ours, [&before](const std::string &each) { return before.contains(each); });
    QCOMPARE(ours.size(), std::size_t(3));
    ChildConversation second = shell("exec ls -l /proc/self/fd");
    for (Heard heard = hearNext(second); heard.kind == Heard::Kind::Line; heard = hearNext(second)) {
        for (const std::string &each : ours) {
            QVERIFY2(!heard.line.contains(each.c_str()), heard.line);
        }
    }
}

void TestChildConversation::isInAGroupOfItsOwn()
{
    ChildConversation child = shell("read line");
    QCOMPARE(::getpgid(child.pid()), child.pid());
    QVERIFY(::getpgid(child.pid()) != ::getpgrp());
}

QTEST_GUILESS_MAIN(TestChildConversation)
#include "tst_childconversation.moc"
