// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// usage: instanceprobe DATA_FOLDER PATIENCE_MS [ARGUMENT...]
// Starts as the window's program does and says what it became. As the first one it prints what later starts
// hand over, until one of them names the file /quit.

#include "system/singleinstance.h"

#include <QCoreApplication>

#include <cstdio>

using namespace litekeeper;

namespace {

void say(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    SingleInstance instance{Path(argv[1])};
    QObject::connect(&instance, &SingleInstance::startedAgain, [](const StartArguments &arguments) {
        say(toLine(arguments));
        if (arguments.files.contains(Path("/quit"))) {
            QCoreApplication::quit();
        }
    });
    QList<QByteArray> given;
    for (int i = 3; i < argc; ++i) {
        given.append(argv[i]);
    }
    const Result<StartArguments> arguments = parseStartArguments(given);
    const std::chrono::milliseconds patience(QByteArray(argv[2]).toInt());
    const Result<SingleInstance::Role> role = instance.start(*arguments, patience);
    if (!role) {
        say(describe(role.error()).toUtf8() + '\n');
        return 1;
    }
    if (*role == SingleInstance::Role::HandedOver) {
        say("handed over\n");
        return 0;
    }
    say("first\n");
    return QCoreApplication::exec();
}
