// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/verifychild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/verifyprotocol.h"

#include <iostream>
#include <mutex>
#include <new>
#include <string>

namespace litekeeper {

namespace {

QByteArray verify(const VerifyRequest &request)
{
    const RunControl control([](const Progress &progress) {
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        (void)console::writeRaw(verifyprotocol::progressLine(progress));
    });
    try {
        const Result<FileVerdict> verdict = verifyFile(request, control);
        return verdict ? verifyprotocol::verdictLine(*verdict) : verifyprotocol::errorLine(verdict.error());
    } catch (const std::bad_alloc &) {
        return verifyprotocol::errorLine(
            {.kind = ErrorKind::LimitReached,
             .path = request.file,
             .detail = QStringLiteral("it needs more memory than is allowed for a file that is verified")});
    }
}

} // namespace

VerifyChild::VerifyChild(CLI::App &program)
    : m_app(program.add_subcommand(verifyprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int VerifyChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const Result<VerifyRequest> request = verifyprotocol::requestFromLine(QByteArray::fromStdString(line));
    if (!request) {
        console::printError(QStringLiteral("litekeeper-cli starts this by itself; use “verify”."));
        return ExitUsage;
    }
    restrain();
    return console::writeRaw(verify(*request)) ? ExitDone : ExitFailed;
}

} // namespace litekeeper
