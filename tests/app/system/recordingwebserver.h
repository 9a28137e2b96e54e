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
    QStringList lines;  ///< "GET /path/start HTTP/1.1"
    QStringList bodies; ///< of the same requests; empty where there was none
    QByteArray status = "200 OK";

    RecordingWebServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] {
                const QByteArray request = socket->peek(65536);
                const qsizetype head = request.indexOf("\r\n\r\n");
                if (head < 0 || request.size() < head + 4 + lengthIn(request.left(head))) {
                    return;
                }
                socket->readAll();
                lines.append(QString::fromLatin1(request.split('\r').first()));
                bodies.append(QString::fromUtf8(request.mid(head + 4)));
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
    static qsizetype lengthIn(const QByteArray &head)
    {
        const QByteArray name = "\r\ncontent-length:";
        const qsizetype found = head.toLower().indexOf(name);
        return found < 0 ? 0 : head.mid(found + name.size()).split('\r').first().trimmed().toInt();
    }

    QTcpServer m_server;
};

} // namespace litekeeper::test
