// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/ping.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QTimer>

namespace litekeeper {

namespace {

constexpr qsizetype longestBody = 10'000;

QString translated(const char *text)
{
    return QCoreApplication::translate("Ping", text);
}

QUrl eventUrl(QUrl url, PingEvent event)
{
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/'))) {
        path.chop(1);
    }
    if (event != PingEvent::Success) {
        path += event == PingEvent::Start ? QStringLiteral("/start") : QStringLiteral("/fail");
    }
    url.setPath(path, QUrl::StrictMode);
    url.setFragment({});
    return url;
}

QByteArray bodyBytes(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.size() > longestBody) {
        qsizetype end = longestBody;
        while ((static_cast<unsigned char>(bytes.at(end)) & 0xc0U) == 0x80U) {
            --end; // not in the middle of a character
        }
        bytes.truncate(end);
    }
    return bytes;
}

Error notTaken(const QUrl &url, const QString &why)
{
    return {.kind = ErrorKind::InputOutput,
            .path = pathFromQString(url.host()),
            .detail = why,
            .advice = translated("The backup itself is not affected. Check the ping URL of the job and the "
                                 "network.")};
}

/// Without Qt's own text, which holds the URL.
QString whyNot(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return translated("the connection was refused");
    case QNetworkReply::HostNotFoundError:
        return translated("there is no computer of that name");
    case QNetworkReply::RemoteHostClosedError:
        return translated("it closed the connection before it answered");
    case QNetworkReply::SslHandshakeFailedError:
        return translated("its certificate could not be trusted");
    case QNetworkReply::InsecureRedirectError:
        return translated("it led to a connection that is not encrypted");
    case QNetworkReply::TooManyRedirectsError:
        return translated("it led in circles");
    case QNetworkReply::OperationCanceledError:
        return translated("it did not answer in time");
    default:
        return translated("the network failed (error %1)").arg(int(error));
    }
}

bool mayPassByItself(int status, QNetworkReply::NetworkError error)
{
    constexpr int tooManyRequests = 429;
    constexpr int serverErrors = 500;
    return status != 0 ? status == tooManyRequests || status >= serverErrors
                       : error != QNetworkReply::SslHandshakeFailedError
            && error != QNetworkReply::TooManyRedirectsError && error != QNetworkReply::InsecureRedirectError;
}

} // namespace

struct Ping::Attempt
{
    QUrl url;
    QByteArray body;
    int retriesLeft = 0;
    std::chrono::milliseconds pause{};
    bool ledElsewhere = false;
    QPromise<Result<void>> promise;

    void finish(const Result<void> &result)
    {
        promise.addResult(result);
        promise.finish();
    }
};

Result<void> checkPingUrl(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    QString wrong;
    if (!url.isValid() || url.host().isEmpty()) {
        wrong = translated("a ping URL needs the name of a computer");
    } else if (scheme != QLatin1String("http") && scheme != QLatin1String("https")) {
        wrong = translated("a ping URL begins with https:// or http://");
    } else {
        return {};
    }
    return Error{.kind = ErrorKind::InvalidArgument,
                 .path = url.host().isEmpty() ? Path("URL") : pathFromQString(url.host()),
                 .detail = wrong,
                 .advice = translated("Copy it again from the service that watches, for example "
                                      "healthchecks.io.")};
}

Ping::Ping(QObject *parent)
    : Ping(Patience(), parent)
{
}

Ping::Ping(const Patience &patience, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
{
}

Ping::~Ping() = default;

QFuture<Result<void>> Ping::send(const QUrl &url, PingEvent event, const QString &body)
{
    auto ping = std::make_shared<Attempt>();
    ping->promise.start();
    if (const Result<void> usable = checkPingUrl(url); !usable) {
        ping->finish(usable);
        return ping->promise.future();
    }
    ping->url = eventUrl(url, event);
    ping->body = bodyBytes(body);
    ping->retriesLeft = m_patience.retries;
    ping->pause = m_patience.pause;
    attempt(ping);
    return ping->promise.future();
}

void Ping::attempt(const std::shared_ptr<Attempt> &ping)
{
    if (m_network == nullptr) {
        m_network = new QNetworkAccessManager(this); // only those who ping pay for it
    }
    QNetworkRequest request(ping->url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::UserVerifiedRedirectPolicy);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Litekeeper/" LITEKEEPER_VERSION));
    if (!ping->body.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain; charset=utf-8"));
    }
    QNetworkReply *reply
        = ping->body.isEmpty() ? m_network->get(request) : m_network->post(request, ping->body);
    // Qt's own timeout begins anew with every byte.
    QTimer::singleShot(m_patience.timeout, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::redirected, reply, [ping, reply](const QUrl &target) {
        const bool isLessSafe
            = ping->url.scheme() == QLatin1String("https") && target.scheme() != QLatin1String("https");
        if (target.host() == ping->url.host() && !isLessSafe) {
            Q_EMIT reply->redirectAllowed();
        } else {
            ping->ledElsewhere = true;
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, ping, reply] {
        reply->deleteLater();
        judge(ping, *reply);
    });
}

void Ping::judge(const std::shared_ptr<Attempt> &ping, QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (ping->ledElsewhere) {
        ping->finish(notTaken(ping->url, translated("it led to another computer, which was not followed")));
        return;
    }
    if (reply.error() == QNetworkReply::NoError && status >= 200 && status < 300) {
        ping->finish({});
        return;
    }
    const bool isAborted = reply.error() == QNetworkReply::OperationCanceledError;
    if (ping->retriesLeft > 0 && (isAborted || mayPassByItself(status, reply.error()))) {
        --ping->retriesLeft;
        QTimer::singleShot(ping->pause, this, [this, ping] { attempt(ping); });
        ping->pause *= 4;
        return;
    }
    ping->finish(notTaken(ping->url,
                          status != 0 && !isAborted ? translated("it answered with the status %1").arg(status)
                                                    : whyNot(reply.error())));
}

} // namespace litekeeper
