// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/timerfiles.h"

#include <QDBusConnection>
#include <QDateTime>
#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace litekeeper {

class UserSystemd;

struct UserTimerState
{
    enum class Kind {
        NotAvailable, ///< no systemd answers for this user
        NotInstalled,
        Installed, ///< the files are there, but nothing wakes us, or not after the next login
        Active,
        Outdated, ///< files of another version or place of the program
        Broken,
    };

    Kind kind = Kind::NotAvailable;
    QString sentence;              ///< what is seen, what it means and what to do
    QDateTime nextElapseUtc = {};  ///< invalid where systemd does not tell
    QDateTime lastTriggerUtc = {}; ///< invalid if it never woke us
};

/// A systemd timer of the user that wakes "litekeeper-cli run-due" every minute. Main thread; speaks with
/// systemd without blocking. After an error everything is as it was before, so that a switch can go back.
class UserTimer : public QObject
{
    Q_OBJECT

public:
    /// What it works on, for tests; the first constructor takes those of this system.
    struct Place
    {
        QDBusConnection bus;
        Path unitFolder;
        WakeCommand command;
    };

    explicit UserTimer(QObject *parent = nullptr);
    explicit UserTimer(const Place &place, QObject *parent = nullptr);

    [[nodiscard]] QFuture<UserTimerState> state();
    /// Also brings the files up to date. ErrorKind::InvalidArgument: no systemd here, or a path it does not
    /// take; AlreadyExists: files of somebody else; PermissionDenied: systemd refused; Busy: the last wish is
    /// still being worked on.
    [[nodiscard]] QFuture<Result<UserTimerState>> install();
    /// Where no systemd answers it removes the files alone.
    [[nodiscard]] QFuture<Result<UserTimerState>> remove();

private:
    using Promise = std::shared_ptr<QPromise<Result<UserTimerState>>>;

    void readState(const std::function<void(const UserTimerState &)> &whenRead);
    void enable(const Promise &promise, const TimerFiles::Content &before);
    void awaitActive(const Promise &promise, const TimerFiles::Content &before, int looksLeft);
    void takeBack(const Promise &promise, const TimerFiles::Content &before, const Error &error);
    void disable(const Promise &promise, bool wasEnabled);
    void removeFiles(const Promise &promise, bool hasSystemd);
    void finish(const Promise &promise, const Result<UserTimerState> &result);
    [[nodiscard]] Promise begin();
    [[nodiscard]] Error refusal(const QString &why) const;
    [[nodiscard]] Error noSystemd(const QString &why) const;

    TimerFiles m_files;
    WakeCommand m_command;
    UserSystemd *m_systemd;
    bool m_isWorking = false;
};

} // namespace litekeeper
