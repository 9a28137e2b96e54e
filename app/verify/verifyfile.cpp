// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/verifyfile.h"

#include "common/privatefolder.h"
#include "verify/livefile.h"
#include "verify/verification.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <thread>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("VerifyFile", text);
}

Result<FileVerdict> verifyOnce(const VerifyRequest &request, bool &wasChanged, const RunControl &control)
{
    const Result<PrivateFolder> scratch = PrivateFolder::createIn(request.scratchFolder);
    if (!scratch) {
        return scratch.error();
    }
    Verification verification(request, scratch->path(), control);
    Result<FileVerdict> verdict = verification.run();
    wasChanged = verification.wasChanged();
    return verdict;
}

} // namespace

Result<FileVerdict> verifyFile(const VerifyRequest &request, const RunControl &control)
{
    QElapsedTimer timer;
    timer.start();
    for (int attempt = 1;; ++attempt) {
        bool wasChanged = false;
        Result<FileVerdict> verdict = verifyOnce(request, wasChanged, control);
        if (!verdict) {
            return verdict;
        }
        if (wasChanged && attempt < attemptsAtLiveFile && !control.stopRequested()) {
            std::this_thread::sleep_for(pauseBetweenAttempts);
            continue;
        }
        if (wasChanged) {
            verdict->verdict = Verdict::Unsupported;
            verdict->findings.append(
                {Severity::Problem,
                 QStringLiteral("changed-meanwhile"),
                 tr("It was written to each time it was read, so nothing can be said about it. Back it up "
                    "instead: that takes a consistent copy while others write."),
                 {}});
        }
        verdict->milliseconds = timer.elapsed();
        return verdict;
    }
}

} // namespace litekeeper
