// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/verifychild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "common/threadpriority.h"
#include "service/verifyprotocol.h"

#include <csignal>
#include <iostream>
#include <mutex>
#include <new>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace litekeeper {

namespace {

// What a sound file needs stays far below: pages of a cache, blocks of a decompressor (the largest window of
// zstd that is read has 128 MiB, xz's largest dictionary 1.5 GiB).
constexpr rlim_t memoryLimit = rlim_t(4) << 30;
constexpr rlim_t processorSeconds = 6 * 60 * 60;

void limit(int resource, rlim_t value)
{
    const rlimit wanted{.rlim_cur = value, .rlim_max = value};
    (void)::setrlimit(resource, &wanted);
}

// Best effort: where the system refuses one of them, the others hold.
void restrain()
{
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, processorSeconds);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // The sanitizers map more than that at their start.
    limit(RLIMIT_AS, memoryLimit);
#endif
    standBack();
}

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
