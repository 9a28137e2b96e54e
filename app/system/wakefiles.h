// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>
#include <QList>

namespace litekeeper {

/// A program of ours that the system is to start, and what of our environment it needs in order to work on
/// the same catalogue.
struct WakeCommand
{
    struct Variable
    {
        QByteArray name;
        QByteArray value;
    };

    Path program; ///< absolute
    QList<Variable> environment = {};
};

/// The program of that name beside this one, with LITEKEEPER_HOME, XDG_DATA_HOME and XDG_CACHE_HOME where
/// they are set: the system starts programs without what a shell sets.
[[nodiscard]] WakeCommand wakeCommand(const char *programName);

/// Whether it is UTF-8 without control characters, which is all that the files below can hold.
[[nodiscard]] bool isPlainText(const QByteArray &bytes);

struct SystemdUnits
{
    QByteArray service;
    QByteArray timer;
};

// Texts that have "PROGRAM run-due" started every minute; the program decides what is due. Where a path
// cannot be written down (a relative one, text that is not UTF-8, control characters) the result is
// ErrorKind::InvalidArgument.

/// systemd.service(5), systemd.timer(5), systemd.syntax(7).
[[nodiscard]] Result<SystemdUnits> systemdUnits(const WakeCommand &command);

/// launchd.plist(5), for ~/Library/LaunchAgents.
[[nodiscard]] Result<QByteArray> launchdPlist(const WakeCommand &command);

/// Task Scheduler schema 1.2, in UTF-8, for "schtasks /create /xml". It sets no environment.
[[nodiscard]] Result<QByteArray> taskSchedulerXml(const WakeCommand &command);

} // namespace litekeeper
