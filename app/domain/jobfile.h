// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

namespace litekeeper {

/// Jobs as a JSON document, to be carried to another computer:
/// {"kind": "litekeeper-jobs", "version": 1, "jobs": [...]}.
[[nodiscard]] QByteArray jobsToJson(const QList<Job> &jobs, Secrets secrets);

/// Also what `litekeeper-cli jobs export` prints. All of them or none: ErrorKind::InvalidArgument with a
/// sentence that says which one cannot be read and why. The jobs have new ids and are switched off: what they
/// run was written by somebody else.
[[nodiscard]] Result<QList<Job>> jobsFromJson(const QByteArray &document);

} // namespace litekeeper
