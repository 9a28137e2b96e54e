// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "service/jobservice.h"

#include <QJsonObject>

namespace litekeeper {

/// Opens the catalogue and reads all jobs with their newest runs and how they do, in the order of their
/// names. Blocks.
[[nodiscard]] Result<QList<JobEntry>> openJobs(Session &session);
[[nodiscard]] Result<QList<JobEntry>> readJobs(Session &session); ///< once more

/// By its id, the first eight or more characters of it, or its name. ErrorKind::NotFound, or InvalidArgument
/// if several have that name.
[[nodiscard]] Result<JobEntry> findJob(const QList<JobEntry> &entries, const std::string &text);

/// Opens and finds.
[[nodiscard]] Result<JobEntry> openJob(Session &session, const std::string &text);

[[nodiscard]] QString shortId(const QUuid &id);

/// Prints what went wrong, as a document as well if that was asked for. The exit code: usage for what the
/// person can correct in the call.
[[nodiscard]] int failWith(const Error &error, bool json);

/// A job, how it does and its last run, for programs.
[[nodiscard]] QJsonObject jobDocument(const JobEntry &entry);

} // namespace litekeeper
