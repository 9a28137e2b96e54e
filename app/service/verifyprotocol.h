// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "verify/verifyfile.h"

namespace litekeeper::verifyprotocol {

/// What is said between the program and the child process that verifies: one line of JSON in, lines of JSON
/// out. The password goes through the pipe, because arguments can be read by everybody.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "verify-child";

[[nodiscard]] QByteArray requestLine(const VerifyRequest &request);
[[nodiscard]] Result<VerifyRequest> requestFromLine(const QByteArray &line);

[[nodiscard]] QByteArray progressLine(const Progress &progress);
[[nodiscard]] QByteArray verdictLine(const FileVerdict &verdict);
[[nodiscard]] QByteArray errorLine(const Error &error);

/// One line of the child. A line that means nothing is an answer with nothing in it.
struct Answer
{
    std::optional<Progress> progress;
    std::optional<FileVerdict> verdict;
    std::optional<Error> error;
};
[[nodiscard]] Answer answerFromLine(const QByteArray &line);

} // namespace litekeeper::verifyprotocol
