// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/extractchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/extracting.h"
#include "service/lookprotocol.h"

#include <iostream>
#include <new>
#include <string>

namespace litekeeper {

namespace {

QByteArray extract(const lookprotocol::OpenRequest &request)
{
    const RunControl control(
        [](const Progress &progress) { (void)console::writeRaw(lookprotocol::progressLine(progress)); });
    try {
        const Result<void> done = extractAndRecover(request.place, request.scratchFolder, control);
        return done ? extractedLine() : lookprotocol::errorLine(done.error());
    } catch (const std::bad_alloc &) {
        return lookprotocol::errorLine(
            {.kind = ErrorKind::LimitReached,
             .path = request.place.database,
             .detail = QStringLiteral("it needs more memory than is allowed for a file that is unpacked")});
    }
}

} // namespace

ExtractChild::ExtractChild(CLI::App &program)
    : m_app(program.add_subcommand(extractionCommand, ""))
{
    m_app->group(""); // not in the help
}

int ExtractChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const Result<lookprotocol::OpenRequest> request
        = lookprotocol::openRequestFromLine(QByteArray::fromStdString(line));
    if (!request) {
        console::printError(
            QStringLiteral("The window of Litekeeper starts this by itself; use “verify” to check a file."));
        return ExitUsage;
    }
    restrain();
    return console::writeRaw(extract(*request)) ? ExitDone : ExitFailed;
}

} // namespace litekeeper
