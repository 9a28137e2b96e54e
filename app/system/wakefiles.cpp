// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/wakefiles.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace litekeeper {

namespace {

Result<void> checkText(const WakeCommand &command)
{
    Path unwritable;
    if (!isPlainText(pathBytes(command.program))) {
        unwritable = command.program;
    }
    for (const WakeCommand::Variable &variable : command.environment) {
        if (!isPlainText(variable.value)) {
            unwritable = pathFromBytes(variable.value);
        }
    }
    if (unwritable.empty()) {
        return {};
    }
    return Error{.kind = ErrorKind::InvalidArgument,
                 .path = unwritable,
                 .detail = QCoreApplication::translate(
                     "WakeFiles", "the system takes only paths that are text, without control characters"),
                 .advice = QCoreApplication::translate(
                     "WakeFiles", "Move it to a folder with a plain name, then try again.")};
}

Result<void> checkUnixText(const WakeCommand &command)
{
    if (!command.program.is_absolute()) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = command.program,
                     .detail = QCoreApplication::translate("WakeFiles", "its path has to begin at the root")};
    }
    return checkText(command);
}

/// An item in double quotes, as systemd.syntax(7) reads it, with its specifiers (%h) taken as they stand.
QByteArray unitItem(QByteArray item)
{
    item.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
    return '"' + item + '"';
}

/// systemd refuses programs with these in their path, however they are written; a shell does not.
bool isRefusedAsProgram(const QByteArray &path)
{
    return path.contains('"') || path.contains('\'') || path.contains('\\');
}

// The colon keeps $ from being read as a variable.
QByteArray execStart(const QByteArray &program)
{
    if (isRefusedAsProgram(program)) {
        return R"(":/bin/sh" -c "exec \"$0\" \"$@\"" )" + unitItem(program) + " run-due";
    }
    return unitItem(':' + program) + " run-due";
}

QByteArray xmlText(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

} // namespace

bool isPlainText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && std::none_of(text.cbegin(), text.cend(), [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
}

WakeCommand wakeCommand(const char *programName)
{
    WakeCommand command{.program = pathFromQString(QCoreApplication::applicationDirPath()) / programName,
                        .environment = {}};
    for (const char *name : {"LITEKEEPER_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
        if (!qEnvironmentVariableIsEmpty(name)) {
            command.environment.append({name, pathBytes(absolutePath(pathFromBytes(qgetenv(name))))});
        }
    }
    return command;
}

Result<SystemdUnits> systemdUnits(const WakeCommand &command)
{
    if (const Result<void> text = checkUnixText(command); !text) {
        return text.error();
    }
    QByteArray environment;
    for (const WakeCommand::Variable &variable : command.environment) {
        environment += "Environment=" + unitItem(variable.name + '=' + variable.value) + '\n';
    }
    // 3 is done with warnings, 4 is skipped, 130 is cancelled: none of them is a service that broke.
    return SystemdUnits{.service
                        = R"(# Written by Litekeeper, which replaces and removes it from its settings.
[Unit]
Description=Litekeeper: run the backups that are due

[Service]
Type=oneshot
ExecStart=)" + execStart(pathBytes(command.program))
                            + '\n' + environment + R"(SuccessExitStatus=3 4 130
Nice=10
IOSchedulingClass=best-effort
IOSchedulingPriority=7
)",
                        .timer = R"(# Written by Litekeeper, which replaces and removes it from its settings.
[Unit]
Description=Litekeeper: look every minute which backups are due

[Timer]
OnCalendar=*-*-* *:*:00
AccuracySec=10s
Persistent=true
WakeSystem=false

[Install]
WantedBy=timers.target
)"};
}

Result<QByteArray> launchdPlist(const WakeCommand &command)
{
    if (const Result<void> text = checkUnixText(command); !text) {
        return text.error();
    }
    QByteArray environment;
    for (const WakeCommand::Variable &variable : command.environment) {
        environment += "        <key>" + xmlText(variable.name) + "</key>\n        <string>"
            + xmlText(variable.value) + "</string>\n";
    }
    if (!environment.isEmpty()) {
        environment = "    <key>EnvironmentVariables</key>\n    <dict>\n" + environment + "    </dict>\n";
    }
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>Label</key>
    <string>org.litekeeper.run-due</string>
    <key>ProgramArguments</key>
    <array>
        <string>)"
        + xmlText(pathBytes(command.program)) + R"(</string>
        <string>run-due</string>
    </array>
)" + environment
        + R"(    <key>StartInterval</key>
    <integer>60</integer>
    <key>RunAtLoad</key>
    <true/>
    <key>ProcessType</key>
    <string>Background</string>
    <key>LowPriorityIO</key>
    <true/>
</dict>
</plist>
)";
}

Result<QByteArray> taskSchedulerXml(const WakeCommand &command)
{
    if (const Result<void> text = checkText(command); !text) {
        return text.error();
    }
    // Without a duration the repetition never ends; a minute is its smallest interval.
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Litekeeper: run the backups that are due</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT1M</Interval>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>)"
        + xmlText(pathBytes(command.program)) + R"(</Command>
      <Arguments>run-due</Arguments>
    </Exec>
  </Actions>
</Task>
)";
}

} // namespace litekeeper
