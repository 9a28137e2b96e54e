// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/files.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// A real tray on an X server of its own, which comes and goes.
class TestTrayHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void showsTheIconWhenATrayComes();

private:
    void start(QProcess &process, const QString &program, const QStringList &arguments);
    [[nodiscard]] bool says(const QByteArray &line)
    {
        return QTest::qWaitFor(
            [this, &line] {
                m_said += m_probe.readAllStandardOutput();
                return m_said.endsWith(line + '\n');
            },
            60'000);
    }

    TemporaryFolder m_folder;
    QProcess m_server;
    QProcess m_tray;
    QProcess m_probe;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QByteArray m_said;
};

void TestTrayHost::initTestCase()
{
    for (const char *program : {"Xvfb", "trayer", "xdotool"}) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty()) {
            QSKIP("Xvfb, trayer and xdotool are needed");
        }
    }
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                    QStringLiteral("0"), QStringLiteral("640x480x24"), QStringLiteral("-nolisten"),
                    QStringLiteral("tcp")});
    QVERIFY(m_server.waitForReadyRead());
    m_environment.insert(QStringLiteral("DISPLAY"),
                         QLatin1Char(':') + QString::fromLatin1(m_server.readLine().trimmed()));
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    // No tray but this one.
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere"));
}

void TestTrayHost::cleanupTestCase()
{
    for (QProcess *process : {&m_probe, &m_tray, &m_server}) {
        process->kill();
        process->waitForFinished();
    }
}

void TestTrayHost::start(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.setProcessEnvironment(m_environment);
    process.start(program, arguments);
    QVERIFY(process.waitForStarted());
}

void TestTrayHost::showsTheIconWhenATrayComes()
{
    start(m_probe, QStringLiteral(TRAY_PROBE), {});
    QVERIFY2(says("no tray"), m_said.constData());
    const QStringList corner{QStringLiteral("--edge"),      QStringLiteral("top"),
                             QStringLiteral("--align"),     QStringLiteral("left"),
                             QStringLiteral("--height"),    QStringLiteral("24"),
                             QStringLiteral("--widthtype"), QStringLiteral("request")};
    start(m_tray, QStringLiteral("trayer"), corner);
    QVERIFY2(says("shown"), m_said.constData());
    // The icon is embedded a moment later.
    QVERIFY(QTest::qWaitFor(
        [this] {
            QProcess click;
            click.setProcessEnvironment(m_environment);
            click.start(QStringLiteral("xdotool"),
                        {QStringLiteral("mousemove"), QStringLiteral("12"), QStringLiteral("12"),
                         QStringLiteral("click"), QStringLiteral("1")});
            click.waitForFinished();
            QTest::qWait(200);
            m_said += m_probe.readAllStandardOutput();
            return m_said.endsWith("toggle\n");
        },
        60'000));
    m_tray.kill();
    m_tray.waitForFinished();
    QVERIFY2(says("gone"), m_said.constData());
}

QTEST_GUILESS_MAIN(TestTrayHost)
#include "tst_trayhost.moc"
