// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/usertimer.h"

#include "system/bus.h"
#include "system/smallfile.h"
#include "system/timerstate.h"
#include "system/usersystemd.h"

#include <QTimer>

namespace litekeeper {

namespace {

const QString timerUnit = QStringLiteral("litekeeper.timer");
const QString serviceUnit = QStringLiteral("litekeeper.service");

UserSystemd::Call tolerant(UserSystemd::Call call)
{
    call.mayFail = true;
    return call;
}

UserSystemd::Call reload()
{
    return UserSystemd::manager("Reload");
}

UserSystemd::Call enableUnit()
{
    constexpr bool onlyUntilReboot = false;
    constexpr bool replacesLinks = true;
    return UserSystemd::manager("EnableUnitFiles", {QStringList{timerUnit}, onlyUntilReboot, replacesLinks});
}

} // namespace

UserTimer::UserTimer(QObject *parent)
    : UserTimer({.bus = sessionBus(),
                 .unitFolder = configFolder() / "systemd" / "user",
                 .command = wakeCommand("litekeeper-cli")},
                parent)
{
}

UserTimer::UserTimer(const Place &place, QObject *parent)
    : QObject(parent)
    , m_files(place.unitFolder)
    , m_command(place.command)
    , m_systemd(new UserSystemd(place.bus, this))
{
}

QFuture<UserTimerState> UserTimer::state()
{
    auto promise = std::make_shared<QPromise<UserTimerState>>();
    promise->start();
    readState([promise](const UserTimerState &state) {
        promise->addResult(state);
        promise->finish();
    });
    return promise->future();
}

void UserTimer::readState(const std::function<void(const UserTimerState &)> &whenRead)
{
    const QList<UserSystemd::Call> calls{UserSystemd::hello(),
                                         tolerant(UserSystemd::properties(timerUnit, "Unit")),
                                         tolerant(UserSystemd::properties(timerUnit, "Timer")),
                                         tolerant(UserSystemd::properties(serviceUnit, "Service"))};
    m_systemd->callInTurn(calls, [this, whenRead](const UserSystemd::Answer &answer) {
        const Result<SystemdUnits> wanted = systemdUnits(m_command);
        const TimerFiles::Content files = m_files.read();
        whenRead(timerState({.files = files,
                             .isUpToDate = wanted && files == *wanted,
                             .hasSystemd = !answer.error.isValid(),
                             .whyNone = busErrorText(answer.error),
                             .unit = answer.properties(1),
                             .timer = answer.properties(2),
                             .service = answer.properties(3)}));
    });
}

UserTimer::Promise UserTimer::begin()
{
    auto promise = std::make_shared<QPromise<Result<UserTimerState>>>();
    promise->start();
    if (m_isWorking) {
        promise->addResult(Error{.kind = ErrorKind::Busy,
                                 .path = m_files.timer(),
                                 .detail = tr("it is being switched on or off already"),
                                 .advice = tr("Wait a moment, then look again.")});
        promise->finish();
    } else {
        m_isWorking = true;
    }
    return promise;
}

void UserTimer::finish(const Promise &promise, const Result<UserTimerState> &result)
{
    m_isWorking = false;
    promise->addResult(result);
    promise->finish();
}

QFuture<Result<UserTimerState>> UserTimer::install()
{
    const Promise promise = begin();
    const auto future = promise->future();
    if (future.isFinished()) {
        return future;
    }
    const Result<SystemdUnits> units = systemdUnits(m_command);
    if (!units) {
        finish(promise, units.error());
        return future;
    }
    m_systemd->callInTurn({UserSystemd::hello()}, [this, promise, units](const UserSystemd::Answer &answer) {
        if (answer.error.isValid()) {
            finish(promise, noSystemd(busErrorText(answer.error)));
            return;
        }
        const TimerFiles::Content before = m_files.read();
        if (before.isForeign()) {
            finish(promise,
                   Error{.kind = ErrorKind::AlreadyExists,
                         .path = m_files.timer(),
                         .detail = tr("it or its service was not written by Litekeeper, or is masked"),
                         .advice = tr("Move the file away if you do not need it, then try again.")});
        } else if (const Result<void> written = m_files.write(*units); !written) {
            m_files.restore(before);
            finish(promise, written.error());
        } else {
            enable(promise, before);
        }
    });
    return future;
}

void UserTimer::enable(const Promise &promise, const TimerFiles::Content &before)
{
    const QList<UserSystemd::Call> calls{
        reload(), enableUnit(), reload(),
        // A timer that runs already has to take up its new files.
        UserSystemd::manager("RestartUnit", {timerUnit, QStringLiteral("replace")})};
    m_systemd->callInTurn(calls, [this, promise, before](const UserSystemd::Answer &answer) {
        if (answer.error.isValid()) {
            takeBack(promise, before, refusal(busErrorText(answer.error)));
        } else {
            constexpr int looks = 50;
            awaitActive(promise, before, looks);
        }
    });
}

// RestartUnit answers when the job is queued, not when it is done.
void UserTimer::awaitActive(const Promise &promise, const TimerFiles::Content &before, int looksLeft)
{
    readState([this, promise, before, looksLeft](const UserTimerState &state) {
        if (state.kind == UserTimerState::Kind::Active) {
            finish(promise, state);
        } else if (looksLeft == 0 || state.kind == UserTimerState::Kind::Broken) {
            takeBack(promise, before, refusal(state.sentence));
        } else {
            constexpr int pauseMs = 100;
            QTimer::singleShot(pauseMs, this, [this, promise, before, looksLeft] {
                awaitActive(promise, before, looksLeft - 1);
            });
        }
    });
}

void UserTimer::takeBack(const Promise &promise, const TimerFiles::Content &before, const Error &error)
{
    m_files.restore(before);
    const QVariantList unit{timerUnit, QStringLiteral("replace")};
    QList<UserSystemd::Call> calls;
    if (before.isWhole()) {
        calls = {tolerant(reload()), tolerant(UserSystemd::manager("RestartUnit", unit))};
    } else {
        calls = {tolerant(UserSystemd::manager("StopUnit", unit)), tolerant(reload())};
    }
    m_systemd->callInTurn(calls,
                          [this, promise, error](const UserSystemd::Answer &) { finish(promise, error); });
}

QFuture<Result<UserTimerState>> UserTimer::remove()
{
    const Promise promise = begin();
    const auto future = promise->future();
    if (future.isFinished()) {
        return future;
    }
    m_systemd->callInTurn({UserSystemd::hello()}, [this, promise](const UserSystemd::Answer &answer) {
        if (answer.error.isValid()) {
            removeFiles(promise, false);
        } else {
            disable(promise, m_files.read().isEnabled);
        }
    });
    return future;
}

void UserTimer::disable(const Promise &promise, bool wasEnabled)
{
    const QList<UserSystemd::Call> calls{
        UserSystemd::manager("DisableUnitFiles", {QStringList{timerUnit}, false}),
        UserSystemd::manager("StopUnit", {timerUnit, QStringLiteral("replace")})};
    m_systemd->callInTurn(calls, [this, promise, wasEnabled](const UserSystemd::Answer &answer) {
        const QDBusError refused = answer.error;
        // A unit that systemd does not know does not run.
        if (!refused.isValid() || refused.name() == QLatin1String("org.freedesktop.systemd1.NoSuchUnit")) {
            removeFiles(promise, true);
            return;
        }
        QList<UserSystemd::Call> back;
        if (wasEnabled) {
            back = {tolerant(enableUnit()), tolerant(reload())};
        }
        m_systemd->callInTurn(back, [this, promise, refused](const UserSystemd::Answer &) {
            finish(promise, refusal(busErrorText(refused)));
        });
    });
}

void UserTimer::removeFiles(const Promise &promise, bool hasSystemd)
{
    if (const TimerFiles::Content files = m_files.read(); files.isForeign()) {
        finish(promise,
               Error{.kind = ErrorKind::AlreadyExists,
                     .path = m_files.timer(),
                     .detail = tr("it or its service was not written by Litekeeper, or is masked"),
                     .advice = tr("It was switched off and is left where it is. Remove it by hand.")});
        return;
    }
    if (const Result<void> removed = m_files.remove(); !removed) {
        finish(promise, removed.error());
        return;
    }
    QList<UserSystemd::Call> calls;
    if (hasSystemd) {
        calls = {tolerant(reload())};
    }
    m_systemd->callInTurn(calls, [this, promise](const UserSystemd::Answer &) {
        readState([this, promise](const UserTimerState &state) { finish(promise, state); });
    });
}

Error UserTimer::refusal(const QString &why) const
{
    return {.kind = ErrorKind::PermissionDenied,
            .path = m_files.timer(),
            .detail = tr("systemd did not switch its timer (%1)").arg(why),
            .advice = tr("Everything is as it was before. \"systemctl --user status litekeeper.timer\" says "
                         "more.")};
}

Error UserTimer::noSystemd(const QString &why) const
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = m_files.timer(),
            .detail = tr("no systemd answers for you here (%1)").arg(why),
            .advice = cronAdvice(m_command)};
}

} // namespace litekeeper
