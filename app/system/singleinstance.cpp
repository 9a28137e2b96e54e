// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/singleinstance.h"

#include "common/durablefile.h"
#include "common/hash.h"
#include "system/smallfile.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 longestLine = 16 * 1024 * 1024;
const QByteArray taken = "taken\n";

/// The folder for sockets: that of the session, which only its user can enter, or one that we make like it.
Result<Path> socketFolder()
{
    if (const char *runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime == '/') {
        std::error_code missing;
        if (std::filesystem::is_directory(runtime, missing)) {
            return Path(runtime);
        }
    }
    // Anybody can make folders in there, so it has to be ours and closed to others.
    const Path folder = "/tmp/litekeeper-" + std::to_string(::getuid());
    struct stat status = {};
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return systemError(errno, folder);
    }
    if (::lstat(folder.c_str(), &status) != 0) {
        return systemError(errno, folder);
    }
    if (!S_ISDIR(status.st_mode) || status.st_uid != ::getuid()
        || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return Error{.kind = ErrorKind::PermissionDenied,
                     .path = folder,
                     .detail = QCoreApplication::translate("SingleInstance", "others could look into it"),
                     .advice = QCoreApplication::translate("SingleInstance", "Remove it, then start again.")};
    }
    return folder;
}

Result<QString> socketName(const Path &dataFolder)
{
    const Result<Path> folder = socketFolder();
    if (!folder) {
        return folder.error();
    }
    // A socket's path has room for some 100 bytes only, so the data folder is named by a hash of it.
    const std::string bytes = dataFolder.string();
    const Xxh128 hash = xxh128(bytes.data(), bytes.size());
    const QByteArray name
        = QByteArray(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())).toHex();
    return QString::fromUtf8(pathBytes(*folder / pathFromBytes("litekeeper-" + name.left(16) + ".sock")));
}

void pause()
{
    const timespec nap{.tv_sec = 0, .tv_nsec = 20'000'000};
    ::nanosleep(&nap, nullptr);
}

} // namespace

SingleInstance::SingleInstance(Path dataFolder, QObject *parent)
    : QObject(parent)
    , m_dataFolder(std::move(dataFolder))
{
}

SingleInstance::~SingleInstance() = default;

Path SingleInstance::lockFile() const
{
    return m_dataFolder / "window.lock";
}

Result<SingleInstance::Role> SingleInstance::start(const StartArguments &arguments,
                                                   std::chrono::milliseconds patience)
{
    if (const Result<void> made = createFolderDurably(m_dataFolder); !made) {
        return made.error();
    }
    std::error_code unresolved;
    if (const Path resolved = std::filesystem::canonical(m_dataFolder, unresolved); !unresolved) {
        m_dataFolder = resolved;
    }
    QElapsedTimer since;
    since.start();
    // The first one may be about to listen, or about to end: both pass.
    do {
        const Result<bool> locked = lock();
        if (!locked) {
            return locked.error();
        }
        if (*locked) {
            const Result<void> listening = listen();
            return listening ? Result<Role>(Role::First) : listening.error();
        }
        const qint64 patienceLeft = std::max<qint64>(1, patience.count() - since.elapsed());
        if (handOver(arguments, int(patienceLeft))) {
            return Role::HandedOver;
        }
        pause();
    } while (since.elapsed() < patience.count());
    return Error{.kind = ErrorKind::Busy,
                 .path = m_dataFolder,
                 .detail = tr("the window that watches over it is open, but it does not answer"),
                 .advice
                 = tr("Wait until it does, or end the process of that name; no backup is lost by that.")};
}

Result<bool> SingleInstance::lock()
{
    FileDescriptor file(::open(lockFile().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.isValid()) {
        return systemError(errno, lockFile());
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? Result<bool>(false) : systemError(errno, lockFile());
    }
    m_lock = std::move(file);
    return true;
}

// Who holds the lock owns the socket: what lies there was left by one that is dead.
Result<void> SingleInstance::listen()
{
    const Result<QString> name = socketName(m_dataFolder);
    if (!name) {
        return name.error();
    }
    QLocalServer::removeServer(*name);
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
    if (!m_server->listen(*name)) {
        return Error{.kind = ErrorKind::InputOutput,
                     .path = pathFromQString(*name),
                     .detail = m_server->errorString(),
                     .advice = tr("A second start of Litekeeper will open a second window.")};
    }
    // Later starts may have another environment, so they are told where it is.
    const QByteArray told = name->toUtf8() + '\n';
    if (::ftruncate(m_lock.get(), 0) != 0
        || ::pwrite(m_lock.get(), told.constData(), size_t(told.size()), 0) != told.size()) {
        return systemError(errno, lockFile());
    }
    return {};
}

bool SingleInstance::handOver(const StartArguments &arguments, int patienceMs) const
{
    const QByteArray name = readSmallFile(lockFile()).value_or(QByteArray());
    if (!name.endsWith('\n')) {
        return false; // it is about to listen
    }
    QLocalSocket socket;
    socket.connectToServer(QString::fromUtf8(name.trimmed()));
    if (!socket.waitForConnected(patienceMs)) {
        return false;
    }
    socket.write(toLine(arguments));
    QElapsedTimer since;
    since.start();
    while (socket.state() == QLocalSocket::ConnectedState && !socket.canReadLine()) {
        const int left = patienceMs - int(since.elapsed());
        if (left <= 0 || (!socket.waitForReadyRead(left) && !socket.canReadLine())) {
            break;
        }
    }
    return socket.readLine() == taken;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onLine(*socket); });
        onLine(*socket);
    }
}

void SingleInstance::onLine(QLocalSocket &socket)
{
    if (!socket.canReadLine()) {
        if (socket.bytesAvailable() > longestLine) {
            socket.abort();
        }
        return;
    }
    const Result<StartArguments> arguments = fromLine(socket.readLine(longestLine));
    if (arguments) {
        socket.write(taken);
        socket.flush();
        Q_EMIT startedAgain(*arguments);
    }
    socket.disconnectFromServer();
}

} // namespace litekeeper
