// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/error.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <cstring>

namespace litekeeper {

namespace {

struct KindText
{
    ErrorKind kind;
    const char *code;
    const char *happened; ///< %1 is the path
    const char *advice;
};

// Every kind has a row; the order is that of the enumeration.
constexpr std::array kindTexts{
    KindText{ErrorKind::Unknown, "unknown",
             QT_TRANSLATE_NOOP("Error", "Something unexpected went wrong with %1"),
             QT_TRANSLATE_NOOP("Error", "Nothing is proven. Try again, and look at the log of the run.")},
    KindText{ErrorKind::Cancelled, "cancelled", QT_TRANSLATE_NOOP("Error", "The work on %1 was cancelled"),
             QT_TRANSLATE_NOOP("Error", "Nothing was left behind; start it again when you like.")},
    KindText{ErrorKind::NotFound, "not-found", QT_TRANSLATE_NOOP("Error", "%1 does not exist"),
             QT_TRANSLATE_NOOP("Error", "Check the path, and that its disk is connected and mounted.")},
    KindText{ErrorKind::NotAFile, "not-a-file", QT_TRANSLATE_NOOP("Error", "%1 is not a regular file"),
             QT_TRANSLATE_NOOP("Error", "Choose the database file itself.")},
    KindText{ErrorKind::PermissionDenied, "permission-denied",
             QT_TRANSLATE_NOOP("Error", "You are not allowed to use %1"),
             QT_TRANSLATE_NOOP("Error", "Ask its owner for permission, or run as a user who has it.")},
    KindText{ErrorKind::ReadOnly, "read-only", QT_TRANSLATE_NOOP("Error", "%1 is on a read-only file system"),
             QT_TRANSLATE_NOOP("Error", "Choose another folder, or have it mounted for writing.")},
    KindText{ErrorKind::NoSpace, "no-space", QT_TRANSLATE_NOOP("Error", "There is no room left for %1"),
             QT_TRANSLATE_NOOP("Error", "Free some space there or choose another destination.")},
    KindText{ErrorKind::InputOutput, "io", QT_TRANSLATE_NOOP("Error", "Reading or writing %1 failed"),
             QT_TRANSLATE_NOOP("Error", "Check the disk and its cable or connection, then try again.")},
    KindText{ErrorKind::Busy, "busy", QT_TRANSLATE_NOOP("Error", "%1 stayed locked by another program"),
             QT_TRANSLATE_NOOP("Error", "Try again when that program is done, or end its transaction.")},
    KindText{ErrorKind::AlreadyRunning, "already-running",
             QT_TRANSLATE_NOOP("Error", "A backup of %1 is already running"),
             QT_TRANSLATE_NOOP("Error", "Wait until it ends; its result stands in the history.")},
    KindText{ErrorKind::Empty, "empty",
             QT_TRANSLATE_NOOP("Error", "%1 has 0 bytes: there is no database in it"),
             QT_TRANSLATE_NOOP("Error", "Find out what emptied it; if you expected data, restore a backup.")},
    KindText{ErrorKind::NotADatabase, "not-a-database",
             QT_TRANSLATE_NOOP("Error", "%1 is not an SQLite database"),
             QT_TRANSLATE_NOOP("Error", "Choose a file that begins with the SQLite header.")},
    KindText{ErrorKind::Encrypted, "encrypted", QT_TRANSLATE_NOOP("Error", "%1 looks encrypted"),
             QT_TRANSLATE_NOOP("Error", "Back it up with the program that has its key.")},
    KindText{ErrorKind::PasswordNeeded, "password-needed",
             QT_TRANSLATE_NOOP("Error", "%1 is in an encrypted archive"),
             QT_TRANSLATE_NOOP("Error", "Give the password of the archive and try again.")},
    KindText{ErrorKind::PasswordWrong, "password-wrong",
             QT_TRANSLATE_NOOP("Error", "The password does not fit %1, or the archive is damaged there"),
             QT_TRANSLATE_NOOP("Error", "Check the password and try again.")},
    KindText{ErrorKind::HotJournal, "hot-journal",
             QT_TRANSLATE_NOOP("Error", "%1 was left in the middle of a transaction and needs a rollback"),
             QT_TRANSLATE_NOOP("Error",
                               "Start the program that owns it once, so that it rolls the unfinished "
                               "transaction back, then back up again.")},
    KindText{ErrorKind::Damaged, "damaged", QT_TRANSLATE_NOOP("Error", "The database %1 is damaged"),
             QT_TRANSLATE_NOOP("Error", "Earlier backups are untouched: restore the newest proven one.")},
    KindText{ErrorKind::Unsupported, "unsupported",
             QT_TRANSLATE_NOOP("Error", "%1 uses something we cannot read"),
             QT_TRANSLATE_NOOP("Error", "Update Litekeeper, or check it with the program that wrote it.")},
    KindText{ErrorKind::NetworkMount, "network-mount", QT_TRANSLATE_NOOP("Error", "%1 is on a network mount"),
             QT_TRANSLATE_NOOP("Error",
                               "Run Litekeeper on the machine that holds the disk, and use a local folder.")},
    KindText{ErrorKind::SameFile, "same-file", QT_TRANSLATE_NOOP("Error", "%1 is the source itself"),
             QT_TRANSLATE_NOOP("Error", "Choose another file or folder as the destination.")},
    KindText{ErrorKind::AlreadyExists, "already-exists", QT_TRANSLATE_NOOP("Error", "%1 exists already"),
             QT_TRANSLATE_NOOP("Error", "Choose another name, or move the existing file away.")},
    KindText{ErrorKind::SourceChanged, "source-changed",
             QT_TRANSLATE_NOOP("Error", "%1 was changed under our hands"),
             QT_TRANSLATE_NOOP("Error", "Try again; if it happens again, find out what replaces the file.")},
    KindText{ErrorKind::LimitReached, "limit-reached",
             QT_TRANSLATE_NOOP("Error", "The work on %1 was ended because it reached a limit"),
             QT_TRANSLATE_NOOP("Error", "Try again at a quieter time.")},
    KindText{ErrorKind::InvalidArgument, "invalid-argument", QT_TRANSLATE_NOOP("Error", "%1 cannot be used"),
             QT_TRANSLATE_NOOP("Error", "Correct it and try again.")},
    KindText{ErrorKind::ReadBackMismatch, "read-back-mismatch",
             QT_TRANSLATE_NOOP("Error", "%1 reads back differently than it was written"),
             QT_TRANSLATE_NOOP("Error", "Do not trust this disk: check it, and back up to another one.")},
    KindText{
        ErrorKind::WrongDestination, "wrong-destination",
        QT_TRANSLATE_NOOP("Error", "%1 is not the backup folder it was"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Mount its disk and try again. If this is a new disk on purpose, say so: “This is a new disk” "
            "at its job, or litekeeper-cli jobs edit JOB --new-disk.")},
    KindText{
        ErrorKind::Protected, "protected", QT_TRANSLATE_NOOP("Error", "%1 was left as it is"),
        QT_TRANSLATE_NOOP("Error", "Make a newer proven backup first, or confirm that this one shall go.")},
    KindText{ErrorKind::CatalogueDamaged, "catalogue-damaged",
             QT_TRANSLATE_NOOP("Error", "Litekeeper's own catalogue %1 cannot be used"),
             QT_TRANSLATE_NOOP("Error", "Run \"litekeeper-cli doctor\"; your backups are not affected.")},
    KindText{
        ErrorKind::NotWatched, "not-watched", QT_TRANSLATE_NOOP("Error", "%1 is not watched"),
        QT_TRANSLATE_NOOP("Error", "Plant a canary there first: litekeeper-cli canary plant --data DIR.")},
    KindText{ErrorKind::NotAnswering, "not-answering",
             QT_TRANSLATE_NOOP("Error", "The network place of %1 does not answer"),
             QT_TRANSLATE_NOOP("Error",
                               "Check that the server runs and that its share is mounted, then try again.")},
    KindText{ErrorKind::RehearsalFailed, "rehearsal-failed",
             QT_TRANSLATE_NOOP("Error", "The backup %1 did not pass its rehearsal"),
             QT_TRANSLATE_NOOP("Error",
                               "Look into the backup and its source. No older backup is deleted until a "
                               "rehearsal goes well.")},
};

const KindText &textOf(ErrorKind kind)
{
    for (const KindText &row : kindTexts) {
        if (row.kind == kind) {
            return row;
        }
    }
    return kindTexts.front();
}

} // namespace

QString describe(const Error &error)
{
    const KindText &row = textOf(error.kind);
    const QString subject = error.path.empty() ? QCoreApplication::translate("Error", "a file")
                                               : QStringLiteral("“%1”").arg(displayPath(error.path));
    QString sentence = QCoreApplication::translate("Error", row.happened).arg(subject);
    if (!error.detail.isEmpty()) {
        sentence += QStringLiteral(": ") + error.detail;
    }
    const QString advice
        = error.advice.isEmpty() ? QCoreApplication::translate("Error", row.advice) : error.advice;
    return sentence + QStringLiteral(". ") + advice;
}

QString errorCode(ErrorKind kind)
{
    return QString::fromLatin1(textOf(kind).code);
}

ErrorKind errorKindFromCode(const QString &code)
{
    for (const KindText &row : kindTexts) {
        if (code == QLatin1String(row.code)) {
            return row.kind;
        }
    }
    return ErrorKind::Unknown;
}

Error systemError(int errnoValue, const Path &path)
{
    Error error{
        .path = path, .detail = QString::fromLocal8Bit(std::strerror(errnoValue)), .code = errnoValue};
    switch (errnoValue) {
    case ENOENT:
    case ENOTDIR:
        error.kind = ErrorKind::NotFound;
        error.detail.clear();
        break;
    case EACCES:
    case EPERM:
        error.kind = ErrorKind::PermissionDenied;
        break;
    case EROFS:
        error.kind = ErrorKind::ReadOnly;
        error.detail.clear();
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        error.kind = ErrorKind::NoSpace;
        break;
    case EISDIR:
        error.kind = ErrorKind::NotAFile;
        break;
    case EEXIST:
        error.kind = ErrorKind::AlreadyExists;
        break;
    case ENAMETOOLONG:
        error.kind = ErrorKind::InvalidArgument;
        break;
    default:
        error.kind = ErrorKind::InputOutput;
        break;
    }
    return error;
}

} // namespace litekeeper
