// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "system/startarguments.h"

#include <QObject>

#include <chrono>

class QLocalServer;
class QLocalSocket;

namespace litekeeper {

/// One window for each data folder of a user. The first start holds a lock of the system on a file in that
/// folder, which is gone with its process however it ends, and listens on a local socket that only its user
/// can open; later starts hand it their arguments. Main thread.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First,      ///< go on and show the window
        HandedOver, ///< the first one has taken the arguments: end
    };

    /// `dataFolder` is made if it is missing.
    explicit SingleInstance(Path dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Blocks until it is known, usually some milliseconds. ErrorKind::Busy: there is a first one,
    /// but it does not answer within `patience`. Any other error: it cannot be known here, so go on as if
    /// first.
    [[nodiscard]] Result<Role> start(const StartArguments &arguments,
                                     std::chrono::milliseconds patience = std::chrono::seconds(10));

Q_SIGNALS:
    void startedAgain(const StartArguments &arguments); ///< in the first one: raise the window

private:
    [[nodiscard]] Result<bool> lock();
    [[nodiscard]] Result<void> listen();
    [[nodiscard]] bool handOver(const StartArguments &arguments, int patienceMs) const;
    void onConnection();
    void onLine(QLocalSocket &socket);
    [[nodiscard]] Path lockFile() const;

    Path m_dataFolder;
    FileDescriptor m_lock;
    QLocalServer *m_server = nullptr;
};

} // namespace litekeeper
