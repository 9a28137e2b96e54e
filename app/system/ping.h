// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace litekeeper {

enum class PingEvent {
    Start,   ///< URL/start
    Success, ///< URL
    Failure, ///< URL/fail
};

/// Whether a URL can be pinged: http or https, with a host. ErrorKind::InvalidArgument says what is wrong and
/// does not repeat the URL.
[[nodiscard]] Result<void> checkPingUrl(const QUrl &url);

/// Tells a watching service that a job started or ended, as https://healthchecks.io/docs/http_api/ takes it.
/// Whoever knows the URL can send pings, so it is a secret: errors name the host alone, and nothing is
/// logged. Main thread, never blocks.
class Ping : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds timeout = std::chrono::seconds(10); ///< of one try
        std::chrono::milliseconds pause = std::chrono::seconds(2); ///< before the second; then four times it
        int retries = 2;
    };

    explicit Ping(QObject *parent = nullptr);
    explicit Ping(const Patience &patience, QObject *parent = nullptr);
    ~Ping() override;

    /// `body`: the reason, sent as UTF-8 text (the first 10 kB); without one the ping is a GET. Tries again
    /// where that may help: no connection, no answer in time, a server that is overloaded or broken.
    /// ErrorKind::InvalidArgument: see checkPingUrl(); InputOutput: it was not taken.
    [[nodiscard]] QFuture<Result<void>> send(const QUrl &url, PingEvent event, const QString &body = {});

private:
    struct Attempt;

    void attempt(const std::shared_ptr<Attempt> &ping);
    void judge(const std::shared_ptr<Attempt> &ping, QNetworkReply &reply);

    Patience m_patience;
    QNetworkAccessManager *m_network = nullptr;
};

} // namespace litekeeper
