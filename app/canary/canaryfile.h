// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

namespace litekeeper {

/// The small file that tells whether a folder keeps what is written to it. It goes on by one number and a new
/// nonce with every look that may write, and remembers the last ones, so that a copy which went on by itself
/// is told from the original.
struct Canary
{
    struct Step
    {
        qint64 sequence = 0;
        QString nonce;

        bool operator==(const Step &) const = default;
    };

    static constexpr qsizetype mostSteps = 64;

    QUuid id;
    QList<Step> steps; ///< ascending, never empty in a file; the last one is where it is
    CanaryOrigin planted;
    CanaryOrigin written;
    QStringList databases;      ///< names of the files whose gates have planted it or passed it
    QStringList emptyDatabases; ///< of these, those that had 0 bytes then

    [[nodiscard]] qint64 sequence() const { return steps.isEmpty() ? 0 : steps.last().sequence; }
    [[nodiscard]] QString nonce() const { return steps.isEmpty() ? QString() : steps.last().nonce; }
    /// Whether it has been where `sequence` and `nonce` say; true also if it is too long ago to tell.
    [[nodiscard]] bool hasPassed(qint64 sequence, const QString &nonce) const;
    /// Goes on by one step behind both its own number and `atLeast`.
    void stepOn(qint64 atLeast, const CanaryOrigin &by);
};

/// From the root on, without "." and a slash at its end: what watches are known by. Touches no file.
[[nodiscard]] Path watchedPath(const Path &path);
/// `.litekeeper-canary.json` in the folder.
[[nodiscard]] Path canaryFileIn(const Path &folder);
/// `.litekeeper/canary.json`, beside the identity of a destination.
[[nodiscard]] Path canaryFileInDestination(const Path &folder);

/// A new one, with its first step. `id` null: a new identity.
[[nodiscard]] Canary newCanary(const QUuid &id, const CanaryOrigin &origin);

/// ErrorKind::NotFound if it is missing; Damaged, with what is wrong in `detail`, if it is not as it was
/// written; any other if nobody could look.
[[nodiscard]] Result<Canary> readCanary(const Path &file);
/// Durable; see createDurably() and writeDurably().
[[nodiscard]] Result<void> createCanary(const Path &file, const Canary &canary);
[[nodiscard]] Result<void> replaceCanary(const Path &file, const Canary &canary);

/// Of the document without its own "sha256", as it lies in each file of ours.
[[nodiscard]] QByteArray sealed(QJsonObject document);
/// The document if its seal holds; ErrorKind::Damaged with a clause for people otherwise.
[[nodiscard]] Result<QJsonObject> unsealed(const QByteArray &bytes, const Path &file);
/// Reads a sealed file: a regular one, of at most a megabyte, not through a link.
[[nodiscard]] Result<QJsonObject> readSealed(const Path &file);

} // namespace litekeeper
