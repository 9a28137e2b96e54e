// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "verify/collector.h"
#include "verify/recovery.h"
#include "verify/verifyfile.h"

namespace litekeeper {

/// One file from its opening to its verdict.
class Verification
{
public:
    Verification(const VerifyRequest &request, const Path &scratch, const RunControl &control)
        : m_request(request)
        , m_scratch(scratch)
        , m_control(control)
        , m_meter(control)
        , m_collector(scratch, m_meter, control)
    {
    }

    [[nodiscard]] Result<FileVerdict> run();
    /// Somebody wrote to the database while it was read, so that trying again may help.
    [[nodiscard]] bool wasChanged() const { return m_wasChanged; }

private:
    [[nodiscard]] Result<void> readFolder();
    [[nodiscard]] Result<void> readFile();
    [[nodiscard]] Result<void> readPlainFile(const ReadOnlyFile &file);
    [[nodiscard]] Result<void> readContainer(Archive &archive, const Path &prefix);
    [[nodiscard]] Result<void> readContainersInside(int levels);
    [[nodiscard]] Result<void> inspectAll();
    [[nodiscard]] Result<void> inspect(const TakenFile &database);
    [[nodiscard]] Result<void> inspectAnew(const TakenFile &database);
    [[nodiscard]] Result<void> inspectCopy(const TakenFile &database, const DatabaseCopy &copy);
    [[nodiscard]] Result<void> inspectLoneWals();
    [[nodiscard]] std::optional<TakenFile> takeCompanion(const Path &name);
    void take(const Judgement &judgement, const Path &prefix);
    void readRecordsBeside();
    void judgeWhole();

    const VerifyRequest &m_request;
    const Path &m_scratch;
    const RunControl &m_control;
    ProgressMeter m_meter;
    Collector m_collector;
    FileVerdict m_verdict;
    QList<Path> m_changed; ///< in the folder, while it was read
    bool m_wasChanged = false;
    bool m_isPlain = false; ///< no container
};

} // namespace litekeeper
