// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/shareconnection.h"

#include "places/serveraddress.h"
#include "runner/childprocess.h"

#include <QStandardPaths>
#include <QTimer>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

struct Command
{
    Path program;
    QStringList arguments;
};

#if defined(Q_OS_MACOS)
const char *const mounterName = "open";

QStringList argumentsFor(const QUrl &address)
{
    return {address.toString(QUrl::FullyEncoded)};
}
#elif defined(Q_OS_WIN)
const char *const mounterName = "explorer";

QStringList argumentsFor(const QUrl &address)
{
    return {QStringLiteral("//") + address.host() + address.path()};
}
#else
const char *const mounterName = "gio";

QStringList argumentsFor(const QUrl &address)
{
    return {QStringLiteral("mount"), address.toString(QUrl::FullyEncoded)};
}
#endif

/// In English, whatever the desktop speaks, because what it says is looked at.
Command commandFor(const Path &mounter, const QUrl &address)
{
    return {"/usr/bin/env",
            QStringList{QStringLiteral("LC_ALL=C.UTF-8"), QString::fromLocal8Bit(pathBytes(mounter))}
                + argumentsFor(address)};
}

/// "gio: smb://nas/photos: Connection refused" without what everybody knows.
QString messageIn(const QString &said, const QUrl &address)
{
    QString message = said.section(u'\n', -1).trimmed();
    for (const QString &known :
         {QStringLiteral("gio: "), address.toString(QUrl::FullyEncoded) + QStringLiteral(": "),
          addressText(address) + QStringLiteral(": ")}) {
        if (message.startsWith(known)) {
            message.remove(0, known.size());
        }
    }
    while (message.endsWith(u'.')) {
        message.chop(1);
    }
    return message;
}

bool holdsOneOf(const QString &message, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&message](const char *word) {
        return message.contains(QLatin1String(word), Qt::CaseInsensitive);
    });
}

} // namespace

class ShareConnection::Private
{
public:
    explicit Private(ShareConnection *connection)
        : q(connection)
    {
        timer.setSingleShot(true);
    }

    void end(const ChildEnd &end);
    void fail(const QString &sentence);
    void drop();
    [[nodiscard]] static QString adviceFor(const QString &message);

    ShareConnection *q;
    Path mounter;
    std::chrono::milliseconds limit = 60s;
    QTimer timer;
    QUrl address;
    std::unique_ptr<ChildProcess> child; ///< null while nothing goes on
};

void ShareConnection::Private::drop()
{
    timer.stop();
    if (child) {
        child->disconnect(q);
        ChildProcess::abandon(std::move(child));
        child.reset();
    }
}

void ShareConnection::Private::fail(const QString &sentence)
{
    drop();
    Q_EMIT q->failed(address, sentence);
}

QString ShareConnection::Private::adviceFor(const QString &message)
{
    if (holdsOneOf(message, {"implement mount", "not supported", "not mountable"})) {
        return tr("The desktop lacks the part that connects to this kind of server: install the backends of "
                  "GVfs (packages gvfs-backends and gvfs-fuse), or mount the share yourself.");
    }
    if (holdsOneOf(message, {"password", "permission", "access", "login", "authent", "denied", "logon"})) {
        return tr(
            "The server wants a user and a password, which Litekeeper neither asks for nor keeps: open the "
            "address in the file manager, which does.");
    }
    return tr(
        "Check the address and that the server runs, or open the address in the file manager, which can "
        "ask for a user and a password.");
}

void ShareConnection::Private::end(const ChildEnd &end)
{
    const QString message = messageIn(end.text, address);
    if ((end.kind == ChildEnd::Kind::Exited && end.code == 0) || holdsOneOf(message, {"already mounted"})) {
        drop();
        Q_EMIT q->connected(address);
        return;
    }
    fail(message.isEmpty() ? tr("%1 is not connected: the desktop's mounter ended without a word. %2")
                                 .arg(addressText(address), adviceFor(message))
                           : tr("%1 is not connected: the desktop's mounter says “%2”. %3")
                                 .arg(addressText(address), message, adviceFor(message)));
}

ShareConnection::ShareConnection(Path mounter, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->mounter = std::move(mounter);
    connect(&d->timer, &QTimer::timeout, this, [this] {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(d->limit).count();
        d->fail(
            tr("%1 is not connected: the desktop's mounter gave no answer within %2 seconds. Check that the "
               "server runs, or open the address in the file manager.")
                .arg(addressText(d->address))
                .arg(seconds));
    });
}

ShareConnection::~ShareConnection()
{
    d->drop();
}

void ShareConnection::setTimeLimit(std::chrono::milliseconds limit)
{
    d->limit = limit;
}

void ShareConnection::start(const QUrl &address)
{
    d->drop();
    d->address = address;
    const Path mounter = d->mounter.empty()
        ? pathFromQString(QStandardPaths::findExecutable(QString::fromLatin1(mounterName)))
        : d->mounter;
    if (mounter.empty()) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                d->fail(
                    tr("%1 is not connected: “%2”, which connects to servers on this desktop, is not "
                       "installed. Install it (package libglib2.0-bin, with gvfs-backends and gvfs-fuse), or "
                       "mount the share yourself.")
                        .arg(addressText(d->address), QString::fromLatin1(mounterName)));
            },
            Qt::QueuedConnection);
        return;
    }
    d->child = std::make_unique<ChildProcess>();
    connect(
        d->child.get(), &ChildProcess::ended, this, [this](const ChildEnd &end) { d->end(end); },
        Qt::QueuedConnection);
    d->timer.start(d->limit);
    // Without input: there is no terminal on which it could ask for a password.
    const Command command = commandFor(mounter, address);
    d->child->start(command.program, command.arguments, {});
}

void ShareConnection::cancel()
{
    d->drop();
}

bool ShareConnection::isRunning() const
{
    return d->child != nullptr;
}

} // namespace litekeeper
