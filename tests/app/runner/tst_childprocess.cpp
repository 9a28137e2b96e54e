// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

class TestChildProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneInputEnds();
    void aConversationGoesOn();
    void writingToAnEndedOneIsNothing();
    void saysWhyItDidNotStart();
};

void TestChildProcess::oneInputEnds()
{
    ChildProcess child;
    const QSignalSpy lines(&child, &ChildProcess::lineReceived);
    QSignalSpy ended(&child, &ChildProcess::ended);
    child.start("/bin/cat", {}, "one\ntwo\n");
    QVERIFY(ended.wait());
    QCOMPARE(ended.front().front().value<ChildEnd>().kind, ChildEnd::Kind::Exited);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1][0].toByteArray(), QByteArray("two"));
}

void TestChildProcess::aConversationGoesOn()
{
    ChildProcess child;
    QSignalSpy lines(&child, &ChildProcess::lineReceived);
    QSignalSpy ended(&child, &ChildProcess::ended);
    child.startConversation("/bin/cat", {}, "hello\n");
    child.write("early\n"); // before it runs
    QTRY_COMPARE(lines.size(), 2);
    QCOMPARE(lines[0][0].toByteArray(), QByteArray("hello"));
    QCOMPARE(lines[1][0].toByteArray(), QByteArray("early"));
    child.write("again\n");
    QTRY_COMPARE(lines.size(), 3);
    QVERIFY(ended.isEmpty());
    child.kill();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.front().front().value<ChildEnd>().kind, ChildEnd::Kind::Died);
}

void TestChildProcess::writingToAnEndedOneIsNothing()
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::ended);
    child.startConversation("/bin/true", {}, {});
    QTRY_COMPARE(ended.size(), 1);
    child.write("too late\n");
    QTest::qWait(20);
    QCOMPARE(ended.size(), 1);
}

void TestChildProcess::saysWhyItDidNotStart()
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::ended);
    child.startConversation("/nowhere/at-all", {}, "hello\n");
    QTRY_COMPARE(ended.size(), 1);
    const auto end = ended.front().front().value<ChildEnd>();
    QCOMPARE(end.kind, ChildEnd::Kind::NotStarted);
    QVERIFY(!end.text.isEmpty());
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_childprocess.moc"
