// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/placeprobechild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/probeprotocol.h"

#include <iostream>
#include <string>

namespace litekeeper {

PlaceProbeChild::PlaceProbeChild(CLI::App &program)
    : m_app(program.add_subcommand(probeprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int PlaceProbeChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const Result<probeprotocol::Request> request
        = probeprotocol::requestFromLine(QByteArray::fromStdString(line));
    if (!request) {
        console::printError(QStringLiteral("Litekeeper starts this by itself; use “places” to see them."));
        return ExitUsage;
    }
    restrain();
    const Result<PlaceAnswer> answer = probePlace(request->folder);
    // Told before the shares are looked for: one of their servers may hang while this place answers.
    bool told = console::writeRaw(answer ? probeprotocol::answerLine(*answer)
                                         : probeprotocol::errorLine(answer.error()));
    if (answer && request->shareDepth > 0) {
        told
            = console::writeRaw(probeprotocol::sharesLine(sharesBelow(request->folder, request->shareDepth)));
    }
    return told ? ExitDone : ExitFailed;
}

} // namespace litekeeper
