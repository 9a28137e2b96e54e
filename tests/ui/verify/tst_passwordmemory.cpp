// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/passwordmemory.h"

#include <QTest>

using namespace litekeeper;

class TestPasswordMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatFits();
    void forgetsWhatDoesNotFit_data();
    void forgetsWhatDoesNotFit();
    void forgetsWithTheVerdict();
};

namespace {

FileVerdict verdictOf(const QUuid &id, const char *code = nullptr)
{
    FileVerdict verdict;
    verdict.id = id;
    verdict.container = QStringLiteral("zip");
    if (code) {
        verdict.findings = {{Severity::Problem, QString::fromLatin1(code), {}, {}}};
    }
    return verdict;
}

} // namespace

void TestPasswordMemory::keepsWhatFits()
{
    PasswordMemory memory;
    const QUuid id = QUuid::createUuid();
    memory.keep(id, "sesame");
    memory.take(verdictOf(id, "checksum"));
    QCOMPARE(memory.passwordOf(id), QByteArray("sesame"));
    QVERIFY(memory.passwordOf(QUuid::createUuid()).isEmpty());
}

void TestPasswordMemory::forgetsWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("wrong") << QByteArray("password");
    QTest::newRow("not tried") << QByteArray("encrypted");
}

void TestPasswordMemory::forgetsWhatDoesNotFit()
{
    QFETCH(QByteArray, code);
    PasswordMemory memory;
    const QUuid id = QUuid::createUuid();
    memory.keep(id, "open");
    memory.take(verdictOf(id, code.constData()));
    QVERIFY(memory.passwordOf(id).isEmpty());
}

void TestPasswordMemory::forgetsWithTheVerdict()
{
    PasswordMemory memory;
    const QUuid stays = QUuid::createUuid();
    const QUuid goes = QUuid::createUuid();
    memory.keep(stays, "one");
    memory.keep(goes, "two");
    memory.forgetAllBut({stays, QUuid::createUuid()});
    QCOMPARE(memory.passwordOf(stays), QByteArray("one"));
    QVERIFY(memory.passwordOf(goes).isEmpty());
}

QTEST_GUILESS_MAIN(TestPasswordMemory)
#include "tst_passwordmemory.moc"
