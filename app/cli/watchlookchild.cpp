// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/watchlookchild.h"

#include "canary/hostfacts.h"
#include "canary/look.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "service/watchlooks.h"

#include <QJsonDocument>

#include <iostream>
#include <string>

namespace litekeeper {

WatchLookChild::WatchLookChild(CLI::App &program)
    : m_app(program.add_subcommand(watchLookCommand, ""))
{
    m_app->group(""); // not in the help
}

int WatchLookChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const Result<LookRequest> request
        = lookRequestFromJson(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
    if (!request) {
        console::printError(
            QStringLiteral("Litekeeper starts this by itself; use “canary check” to look at a watch."));
        return ExitUsage;
    }
    const LookResult result = lookAt(*request, readHostFacts(), QDateTime::currentDateTimeUtc());
    const QByteArray answer = QJsonDocument(toJson(result)).toJson(QJsonDocument::Compact) + '\n';
    return console::writeRaw(answer) ? ExitDone : ExitFailed;
}

} // namespace litekeeper
