// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/timerstate.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <limits>

namespace litekeeper {

namespace {

using Kind = UserTimerState::Kind;

QString translated(const char *text)
{
    return QCoreApplication::translate("UserTimer", text);
}

QString text(const QVariantMap &properties, const char *name)
{
    return properties.value(QString::fromLatin1(name)).toString();
}

/// systemd counts microseconds; 0 and the largest number mean never.
QDateTime instant(const QVariantMap &properties, const char *name)
{
    const quint64 microseconds = properties.value(QString::fromLatin1(name)).toULongLong();
    if (microseconds == 0 || microseconds == std::numeric_limits<quint64>::max()) {
        return {};
    }
    return QDateTime::fromMSecsSinceEpoch(qint64(microseconds / 1000), Qt::UTC);
}

/// systemd.exec(5), "Process Exit Codes": the program was not even started.
bool couldNotStart(const QVariantMap &service)
{
    constexpr int first = 200; // EXIT_CHDIR
    constexpr int last = 245;  // EXIT_CREDENTIALS and what came later
    const int status = service.value(QStringLiteral("ExecMainStatus")).toInt();
    return text(service, "Result") == QLatin1String("exit-code") && status >= first && status <= last;
}

/// The systemd of a user ends with the last session, unless the user lingers (loginctl(1)).
bool lingers()
{
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return !user.isEmpty() && QFileInfo::exists(QStringLiteral("/var/lib/systemd/linger/") + user);
}

QString activeSentence()
{
    return lingers()
        ? translated("Every minute systemd looks which backups are due, whether you are logged in or not.")
        : translated("Every minute systemd looks which backups are due while you are logged in, also when "
                     "the window is closed. \"loginctl enable-linger\" has it look when you are logged out, "
                     "too.");
}

UserTimerState withoutSystemd(const TimerFacts &facts)
{
    const QString sentence = facts.files.isNothing()
        ? translated("No systemd answers for you here (%1), so it cannot wake Litekeeper. Backups run while "
                     "the window is open; use autostart or cron.")
        : translated("The timer is installed, but no systemd answers for you here (%1), so nobody can say "
                     "whether it runs. Backups run while the window is open.");
    return {.kind = Kind::NotAvailable, .sentence = sentence.arg(facts.whyNone)};
}

UserTimerState onDisk(const TimerFacts &facts)
{
    if (facts.files.isNothing()) {
        return {.kind = Kind::NotInstalled,
                .sentence = translated("Backups run only while the window is open.")};
    }
    if (facts.files.isForeign()) {
        return {.kind = Kind::Broken,
                .sentence = translated("A timer called litekeeper is there that Litekeeper did not write, or "
                                       "that was masked. Move its files away, then switch it on.")};
    }
    return {.kind = Kind::Broken,
            .sentence = translated("One of the two files of the timer is missing, so it does not run as it "
                                   "should. Switch it on again.")};
}

UserTimerState bySystemd(const TimerFacts &facts)
{
    const QString load = text(facts.unit, "LoadState");
    const QString active = text(facts.unit, "ActiveState");
    const bool isLoaded = load == QLatin1String("loaded");
    if (active == QLatin1String("failed")
        || (!isLoaded && !load.isEmpty() && load != QLatin1String("not-found"))) {
        return {.kind = Kind::Broken,
                .sentence = translated("systemd cannot run the timer (%1). Switch it off and on again.")
                                .arg(isLoaded ? text(facts.timer, "Result") : load)};
    }
    if (!facts.isUpToDate) {
        return {.kind = Kind::Outdated,
                .sentence = translated("The timer was written by another version of Litekeeper, or by one in "
                                       "another place. Switch it on again to bring it up to date.")};
    }
    if (!isLoaded || active != QLatin1String("active")) {
        return {.kind = Kind::Installed,
                .sentence = translated("The timer is installed, but it does not run. Switch it on again.")};
    }
    if (!text(facts.unit, "UnitFileState").startsWith(QLatin1String("enabled"))) {
        return {.kind = Kind::Installed,
                .sentence = translated("The timer runs now, but it will not after the next login. Switch it "
                                       "on again.")};
    }
    if (couldNotStart(facts.service)) {
        return {.kind = Kind::Broken,
                .sentence
                = translated("The timer runs, but systemd could not start litekeeper-cli (status %1). Switch "
                             "it on again; \"systemctl --user status litekeeper.service\" says more.")
                      .arg(text(facts.service, "ExecMainStatus"))};
    }
    return {.kind = Kind::Active, .sentence = activeSentence()};
}

} // namespace

UserTimerState timerState(const TimerFacts &facts)
{
    if (!facts.hasSystemd) {
        return withoutSystemd(facts);
    }
    if (!facts.files.isWhole() || facts.files.isForeign()) {
        return onDisk(facts);
    }
    UserTimerState state = bySystemd(facts);
    state.nextElapseUtc = instant(facts.timer, "NextElapseUSecRealtime");
    state.lastTriggerUtc = instant(facts.timer, "LastTriggerUSec");
    return state;
}

QString cronAdvice(const WakeCommand &command)
{
    return translated("Let cron wake it, with this line in \"crontab -e\":  * * * * * \"%1\" run-due")
        .arg(displayPath(command.program));
}

} // namespace litekeeper
