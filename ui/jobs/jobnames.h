// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

#include <QSet>

namespace litekeeper {

[[nodiscard]] QSet<QString> takenNames(const QList<JobEntry> &jobs);

/// The name, or with a number behind it: "blog.db (2)".
[[nodiscard]] QString freeName(const QString &wanted, const QSet<QString> &taken);

/// A job for a database as people want it: every night at half past two, proven, kept by the usual rules.
[[nodiscard]] Job nightlyJob(const Path &source, const Path &destination, Format format,
                             const QSet<QString> &taken);

} // namespace litekeeper
