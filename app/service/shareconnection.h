// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

namespace litekeeper {

/// Hands the address of a share to what mounts shares on this desktop: "gio mount", "open" on macOS, the
/// Explorer on Windows. It stores no password and asks for none. Main thread only, never blocks.
class ShareConnection : public QObject
{
    Q_OBJECT

public:
    /// `mounter`: in place of the one of the desktop.
    explicit ShareConnection(Path mounter = {}, QObject *parent = nullptr);
    ~ShareConnection() override; ///< what goes on is ended

    void setTimeLimit(std::chrono::milliseconds limit);
    /// Once more ends what goes on. `address`: of serverAddress().
    void start(const QUrl &address);
    void cancel(); ///< neither signal comes
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /// The mounter is content; the share appears among the mounts, where the desktop shows it as a folder.
    void connected(const QUrl &address);
    /// What the mounter said, and what to do. The file manager may know more, as it can ask for a password.
    void failed(const QUrl &address, const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
