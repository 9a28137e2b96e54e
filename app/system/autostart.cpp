// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/autostart.h"

#include "common/durablefile.h"
#include "system/smallfile.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Autostart", text);
}

/// An argument in the Exec key: quoted as for a shell, then escaped as every string of a desktop entry is.
/// Field codes begin with a per cent sign.
QByteArray execArgument(const QByteArray &argument)
{
    QByteArray quoted;
    for (const char character : argument) {
        if (character == '"' || character == '`' || character == '$' || character == '\\') {
            quoted += '\\';
        } else if (character == '%') {
            quoted += '%';
        }
        quoted += character;
    }
    return '"' + quoted.replace('\\', "\\\\") + '"';
}

Error cannotBeWritten(const Path &program, const QString &why)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = program,
            .detail = why,
            .advice = translated("Move it to a folder with a plain name, then try again.")};
}

/// The value of a key of the entry; empty if it is not there.
QByteArray valueOf(const QByteArray &entry, const QByteArray &key)
{
    for (const QByteArray &line : entry.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0 && line.left(equals).trimmed() == key) {
            return line.mid(equals + 1).trimmed();
        }
    }
    return {};
}

} // namespace

Result<QByteArray> autostartEntry(const WakeCommand &command)
{
    const QByteArray program = pathBytes(command.program);
    if (!isPlainText(program)) {
        return cannotBeWritten(command.program,
                               translated("a desktop entry takes only text, without control characters"));
    }
    if (!command.program.is_absolute() || program.contains('=')) {
        return cannotBeWritten(
            command.program,
            translated("a desktop entry needs a path from the root on, without an equal sign"));
    }
    QByteArray exec = execArgument(program) + " --minimized";
    if (!command.environment.isEmpty()) {
        QByteArray variables;
        for (const WakeCommand::Variable &variable : command.environment) {
            if (!isPlainText(variable.value)) {
                return cannotBeWritten(
                    pathFromBytes(variable.value),
                    translated("a desktop entry takes only text, without control characters"));
            }
            variables += execArgument(variable.name + '=' + variable.value) + ' ';
        }
        exec = "env " + variables + exec;
    }
    return "[Desktop Entry]\nType=Application\nName=Litekeeper\n"
           "Comment=Watches over your SQLite databases\nIcon=org.litekeeper.Litekeeper\nExec="
        + exec + "\nTerminal=false\nStartupNotify=false\nX-GNOME-Autostart-enabled=true\n";
}

Autostart::Autostart()
    : Autostart(configFolder() / "autostart", wakeCommand("litekeeper"))
{
}

Autostart::Autostart(const Path &folder, WakeCommand command)
    : m_file(folder / "litekeeper.desktop")
    , m_command(std::move(command))
{
}

AutostartState Autostart::state() const
{
    using Kind = AutostartState::Kind;
    const std::optional<QByteArray> entry = readSmallFile(m_file);
    if (!entry) {
        return {.kind = Kind::Off, .sentence = translated("Litekeeper starts when you start it.")};
    }
    if (valueOf(*entry, "Hidden") == "true" || valueOf(*entry, "X-GNOME-Autostart-enabled") == "false") {
        return {.kind = Kind::SwitchedOff,
                .sentence = translated("The settings of the desktop keep Litekeeper from starting with the "
                                       "session. Switch it on here to start it again.")};
    }
    const Result<QByteArray> wanted = autostartEntry(m_command);
    if (!wanted || valueOf(*entry, "Exec") != valueOf(*wanted, "Exec")) {
        return {.kind = Kind::Outdated,
                .sentence = translated("The session starts another version of Litekeeper, or one in another "
                                       "place. Switch it on again to have it start this one.")};
    }
    return {.kind = Kind::On,
            .sentence = translated("Litekeeper starts with your session, with its window minimized.")};
}

Result<AutostartState> Autostart::install() const
{
    const Result<QByteArray> entry = autostartEntry(m_command);
    if (!entry) {
        return entry.error();
    }
    if (const Result<void> made = createFolderDurably(folderOf(m_file)); !made) {
        return made.error();
    }
    if (const Result<void> written = writeDurably(m_file, *entry); !written) {
        return written.error();
    }
    return state();
}

Result<AutostartState> Autostart::remove() const
{
    if (const Result<void> removed = removeDurably(m_file);
        !removed && removed.error().kind != ErrorKind::NotFound) {
        return removed.error();
    }
    return state();
}

} // namespace litekeeper
