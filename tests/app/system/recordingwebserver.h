// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace litekeeper::test {

/// Answers every request with the same status, and writes down what it was asked.
class RecordingWebServer
{
public:
    QStringList lines; ///< "GET /path/start HTTP/1.1"
    QByteArray status = "200 OK";

    RecordingWebServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] {
                if (!socket->peek(65536).contains("\r\n\r\n")) {
                    return;
                }
                lines.append(QString::fromLatin1(socket->readAll().split('\r').first()));
                socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QString url() const
    {
        return QStringLiteral("http://127.0.0.1:%1/secret").arg(m_server.serverPort());
    }

private:
    QTcpServer m_server;
};

} // namespace litekeeper::test
