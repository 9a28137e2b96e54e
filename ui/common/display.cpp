// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/display.h"

#include <QString>
#include <QtGlobal>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace litekeeper {

namespace {

QtMessageHandler usualHandler = nullptr;

void handleWhileConnecting(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtFatalMsg) {
        std::fputs(noDisplaySentence, stderr);
        std::_Exit(1);
    }
    // Qt explains at length which plugins it could not load; the sentence above says what matters.
    if (type == QtDebugMsg && usualHandler) {
        usualHandler(type, context, text);
    }
}

} // namespace

bool hasDisplay(int argc, char *argv[])
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return true;
#else
    for (int index = 1; index < argc; ++index) {
        if (std::strcmp(argv[index], "-platform") == 0 || std::strcmp(argv[index], "--platform") == 0) {
            return true;
        }
    }
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#endif
}

void refuseBrokenDisplay()
{
    usualHandler = qInstallMessageHandler(handleWhileConnecting);
}

void acceptDisplay()
{
    qInstallMessageHandler(usualHandler);
}

} // namespace litekeeper
