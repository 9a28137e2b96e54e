// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/ping.h"

#include "waiting.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

struct Request
{
    QByteArray line; ///< "GET /ping HTTP/1.1"
    QByteArray headers;
    QByteArray body;
};

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK";
const QByteArray hang = "";

QByteArray status(const QByteArray &line)
{
    return "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

QByteArray redirect(const QByteArray &target)
{
    return "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + target
        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

} // namespace

/// A web server that answers as it is told, one answer after the other, and writes down what it was asked.
class WebServer : public QTcpServer
{
    Q_OBJECT

public:
    QList<Request> requests;
    QList<QByteArray> answers;

    WebServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }
    [[nodiscard]] QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
    }

private:
    void read(QTcpSocket &socket)
    {
        const QByteArray all = socket.peek(socket.bytesAvailable());
        const qsizetype end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        const QByteArray head = all.left(end);
        qsizetype length = 0;
        for (const QByteArray &line : head.toLower().split('\n')) {
            if (line.startsWith("content-length:")) {
                length = line.mid(15).trimmed().toInt();
            }
        }
        if (all.size() < end + 4 + length) {
            return;
        }
        socket.readAll();
        requests.append({head.left(head.indexOf("\r\n")), head, all.mid(end + 4)});
        const QByteArray answer = answers.isEmpty() ? ok : answers.takeFirst();
        if (answer == "close") {
            socket.abort();
        } else if (answer != hang) {
            socket.write(answer);
            socket.disconnectFromHost();
        }
    }
};

class TestPing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatHappened_data();
    void tellsWhatHappened();
    void cutsALongReason();
    void triesAgainWhereThatHelps_data();
    void triesAgainWhereThatHelps();
    void givesUp();
    void doesNotInsist_data();
    void doesNotInsist();
    void saysThatNobodyAnswers();
    void saysThatTheConnectionIsRefused();
    void followsOnTheSameHostOnly();
    void refusesWhatIsNoPingUrl_data();
    void refusesWhatIsNoPingUrl();
    void keepsTheSecret();

private:
    std::unique_ptr<WebServer> m_server;
    Ping m_ping{Ping::Patience{.timeout = 20s, .pause = 1ms, .retries = 2}};
};

namespace {

const QString secret = QStringLiteral("/0b0e5f2c-secret");
/// What the messages of Qt and of ours said while the tests ran.
QString &logged()
{
    static QString text;
    return text;
}

void collect(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged() += message + QLatin1Char('\n');
}

} // namespace

void TestPing::init()
{
    m_server = std::make_unique<WebServer>();
    QVERIFY(m_server->isListening());
}

void TestPing::tellsWhatHappened_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<PingEvent>("event");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("start") << secret << PingEvent::Start << QString()
                           << QByteArray("GET /0b0e5f2c-secret/start HTTP/1.1");
    QTest::newRow("success") << secret << PingEvent::Success << QStringLiteral("proven: 12 tables")
                             << QByteArray("POST /0b0e5f2c-secret HTTP/1.1");
    QTest::newRow("failure") << secret << PingEvent::Failure << QStringLiteral("Kein Platz für “shop.db”")
                             << QByteArray("POST /0b0e5f2c-secret/fail HTTP/1.1");
    QTest::newRow("trailing slash") << secret + QLatin1Char('/') << PingEvent::Failure << QString()
                                    << QByteArray("GET /0b0e5f2c-secret/fail HTTP/1.1");
    QTest::newRow("query") << secret + QStringLiteral("?create=1") << PingEvent::Start << QString()
                           << QByteArray("GET /0b0e5f2c-secret/start?create=1 HTTP/1.1");
    QTest::newRow("encoded") << QStringLiteral("/a%2Fb%20c") << PingEvent::Start << QString()
                             << QByteArray("GET /a%2Fb%20c/start HTTP/1.1");
}

void TestPing::tellsWhatHappened()
{
    QFETCH(const QString, path);
    QFETCH(const PingEvent, event);
    QFETCH(const QString, body);
    QFETCH(const QByteArray, line);
    QVERIFY(awaited(m_ping.send(m_server->url(path), event, body)));
    QCOMPARE(m_server->requests.size(), 1);
    QCOMPARE(m_server->requests[0].line, line);
    QCOMPARE(m_server->requests[0].body, body.toUtf8());
    QVERIFY(m_server->requests[0].headers.contains("Litekeeper/"));
    QCOMPARE(m_server->requests[0].headers.contains("text/plain"), !body.isEmpty());
}

void TestPing::cutsALongReason()
{
    const QString reason = QLatin1Char('x') + QString(9000, QChar(0xfc)); // two bytes each: 18,001 in all
    QVERIFY(awaited(m_ping.send(m_server->url(secret), PingEvent::Failure, reason)));
    const QByteArray body = m_server->requests[0].body;
    QCOMPARE(body.size(), 9999);
    QVERIFY(reason.startsWith(QString::fromUtf8(body)));
}

void TestPing::triesAgainWhereThatHelps_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("broken") << status("500 Internal Server Error");
    QTest::newRow("overloaded") << status("503 Service Unavailable");
    QTest::newRow("too many") << status("429 Too Many Requests");
    QTest::newRow("closed") << QByteArray("close");
}

void TestPing::triesAgainWhereThatHelps()
{
    QFETCH(const QByteArray, answer);
    m_server->answers = {answer, answer, ok};
    QVERIFY(awaited(m_ping.send(m_server->url(secret), PingEvent::Failure, QStringLiteral("why"))));
    // Qt itself asks a second time when a connection is closed before the answer.
    QVERIFY(m_server->requests.size() >= 3 || answer == "close");
    for (const Request &request : m_server->requests) {
        QCOMPARE(request.body, QByteArray("why"));
    }
}

void TestPing::givesUp()
{
    const QByteArray broken = status("500 Internal Server Error");
    m_server->answers = {broken, broken, broken, broken};
    const Result<void> sent = awaited(m_ping.send(m_server->url(secret), PingEvent::Success));
    QVERIFY(!sent);
    QCOMPARE(m_server->requests.size(), 3);
    QCOMPARE(sent.error().kind, ErrorKind::InputOutput);
    QVERIFY(describe(sent.error()).contains(QLatin1String("500")));
}

void TestPing::doesNotInsist_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("not found") << status("404 Not Found");
    QTest::newRow("gone") << status("410 Gone");
    QTest::newRow("not modified") << status("304 Not Modified");
}

void TestPing::doesNotInsist()
{
    QFETCH(const QByteArray, answer);
    m_server->answers = {answer};
    const Result<void> sent = awaited(m_ping.send(m_server->url(secret), PingEvent::Success));
    QVERIFY(!sent);
    QCOMPARE(m_server->requests.size(), 1);
}

void TestPing::saysThatNobodyAnswers()
{
    m_server->answers = {hang, hang, hang};
    Ping impatient(Ping::Patience{.timeout = 200ms, .pause = 1ms, .retries = 1});
    const Result<void> sent = awaited(impatient.send(m_server->url(secret), PingEvent::Success));
    QVERIFY(!sent);
    QCOMPARE(m_server->requests.size(), 2);
    QVERIFY(describe(sent.error()).contains(QLatin1String("in time")));
}

void TestPing::saysThatTheConnectionIsRefused()
{
    const QUrl url = m_server->url(secret);
    m_server->close();
    const Result<void> sent = awaited(m_ping.send(url, PingEvent::Success));
    QVERIFY(!sent);
    QVERIFY(describe(sent.error()).contains(QLatin1String("refused")));
    QVERIFY(describe(sent.error()).contains(QLatin1String("127.0.0.1")));
}

void TestPing::followsOnTheSameHostOnly()
{
    m_server->answers = {redirect("/elsewhere"), ok};
    QVERIFY(awaited(m_ping.send(m_server->url(secret), PingEvent::Success, QStringLiteral("why"))));
    QCOMPARE(m_server->requests.size(), 2);
    QCOMPARE(m_server->requests[1].line, QByteArray("POST /elsewhere HTTP/1.1"));
    QCOMPARE(m_server->requests[1].body, QByteArray("why"));

    // The same machine by another name is another host, which would learn the secret.
    m_server->requests.clear();
    const QUrl other = m_server->url(secret);
    m_server->answers
        = {redirect("http://localhost:" + QByteArray::number(other.port()) + other.path().toUtf8()), ok};
    const Result<void> sent = awaited(m_ping.send(other, PingEvent::Success));
    QVERIFY(!sent);
    QVERIFY(describe(sent.error()).contains(QLatin1String("another computer")));
    QCOMPARE(m_server->requests.size(), 1);
}

void TestPing::refusesWhatIsNoPingUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("nothing") << QString();
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("ftp") << QStringLiteral("ftp://example.org/secret");
    QTest::newRow("no host") << QStringLiteral("https:///secret");
    QTest::newRow("no scheme") << QStringLiteral("hc-ping.com/secret");
    QTest::newRow("broken") << QStringLiteral("https://exa mple.org/secret");
}

void TestPing::refusesWhatIsNoPingUrl()
{
    QFETCH(const QString, url);
    const auto future = m_ping.send(QUrl(url), PingEvent::Success);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, ErrorKind::InvalidArgument);
    QVERIFY(!describe(future.result().error()).contains(QLatin1String("secret")));
    QVERIFY(checkPingUrl(m_server->url(secret)));
}

void TestPing::keepsTheSecret()
{
    logged().clear();
    const QtMessageHandler before = qInstallMessageHandler(collect);
    QString said;
    for (const QByteArray &answer : {status("404 Not Found"), redirect("http://localhost/x"),
                                     redirect("ftp://127.0.0.1/x"), QByteArray("nonsense\r\n\r\n")}) {
        m_server->answers = {answer, answer, answer, answer, answer, answer};
        const Result<void> sent = awaited(m_ping.send(m_server->url(secret), PingEvent::Failure));
        said += sent ? QStringLiteral("sent") : describe(sent.error());
    }
    qInstallMessageHandler(before);
    QVERIFY2(!said.contains(QLatin1String("secret")) && said.contains(QLatin1String("127.0.0.1")),
             qPrintable(said));
    QVERIFY2(!logged().contains(QLatin1String("secret")), qPrintable(logged()));
}

QTEST_GUILESS_MAIN(TestPing)
#include "tst_ping.moc"
