// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QString>

namespace litekeeper {

/// What went wrong, for code to branch on. The sentence for people comes from describe().
enum class ErrorKind {
    Unknown,
    Cancelled,
    NotFound,
    NotAFile,
    PermissionDenied,
    ReadOnly,
    NoSpace,
    InputOutput,
    Busy,
    AlreadyRunning,
    Empty,
    NotADatabase,
    Encrypted,
    PasswordNeeded,
    PasswordWrong,
    HotJournal,
    Damaged,
    Unsupported,
    NetworkMount,
    SameFile,
    AlreadyExists,
    SourceChanged,
    LimitReached,
    InvalidArgument,
    ReadBackMismatch,
    WrongDestination,
    Protected,
    CatalogueDamaged,
    NotWatched,
    NotAnswering, ///< a network place gave no answer in time
    RehearsalFailed,
};

/// An expected failure. `detail` is a clause that adds what only the place of the failure knows ("3.2 GiB are
/// needed, 1.1 GiB are free"); `advice` replaces the general advice of the kind; `code` is an errno or SQLite
/// result code.
struct Error
{
    ErrorKind kind = ErrorKind::Unknown;
    Path path = {};
    QString detail = {};
    QString advice = {};
    int code = 0;
};

/// The whole sentence for window, log and command line: what happened, to which file, and what to do next.
[[nodiscard]] QString describe(const Error &error);

/// A stable word for JSON output and the catalogue, for example "no-space".
[[nodiscard]] QString errorCode(ErrorKind kind);
[[nodiscard]] ErrorKind errorKindFromCode(const QString &code);

/// From errno after a failed system call on `path`. Codes it does not know become ErrorKind::InputOutput with
/// strerror().
[[nodiscard]] Error systemError(int errnoValue, const Path &path);

} // namespace litekeeper
