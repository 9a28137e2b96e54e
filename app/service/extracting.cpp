// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/extracting.h"

#include "runner/childconversation.h"
#include "service/lookprotocol.h"
#include "service/paths.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <filesystem>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto interval = 50ms; // between two looks whether somebody wants it to stop
// While it unpacks it tells how far it is.
constexpr std::chrono::milliseconds longestSilence = 10min;
const char *const databaseName = "database"; // as extractDatabase() calls the copy

QString tr(const char *text)
{
    return QCoreApplication::translate("Extracting", text);
}

Error errorOf(const ChildEnd &end, const DatabasePlace &place)
{
    Error error{.kind = ErrorKind::Unknown, .path = place.file};
    if (end.kind == ChildEnd::Kind::Died) {
        error.detail = tr("the process that unpacked it was ended by signal %1, as happens when a file is "
                          "made to break programs, or needs more memory or time than is allowed")
                           .arg(end.code);
    } else {
        error.detail = tr("the process that unpacked it ended too early (%1)")
                           .arg(end.text.isEmpty() ? QString::number(end.code) : end.text);
    }
    return error;
}

/// What a line of the child comes to; nothing: it goes on.
std::optional<Result<void>> outcomeOf(const QByteArray &line, const RunControl &control)
{
    if (line == extractedLine().trimmed()) {
        return Result<void>();
    }
    const lookprotocol::Answer answer = lookprotocol::answerFromLine(line);
    if (answer.error) {
        return Result<void>(*answer.error);
    }
    if (answer.progress) {
        control.report(*answer.progress);
    }
    return std::nullopt;
}

Result<void> listen(ChildConversation &child, const DatabasePlace &place, const RunControl &control)
{
    using Heard = ChildConversation::Heard;
    QElapsedTimer silence;
    silence.start();
    while (true) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = place.file};
        }
        if (silence.hasExpired(longestSilence.count())) {
            return Error{.kind = ErrorKind::NotAnswering, .path = place.file};
        }
        const Heard heard = child.hear(interval);
        if (heard.kind == Heard::Kind::Ended) {
            return errorOf(heard.end, place);
        }
        if (heard.kind == Heard::Kind::Line) {
            silence.start();
            if (const std::optional<Result<void>> outcome = outcomeOf(heard.line, control)) {
                return *outcome;
            }
        }
    }
}

} // namespace

QByteArray extractedLine()
{
    return QByteArrayLiteral("{\"extracted\":true}\n");
}

Result<Path> extractInChild(const DatabasePlace &place, const Path &folder, Path program,
                            const RunControl &control)
{
    if (program.empty()) {
        program = programBeside();
    }
    Result<ChildConversation> child
        = ChildConversation::start(program, {QString::fromLatin1(extractionCommand)});
    if (!child) {
        return Error{.kind = ErrorKind::Unknown,
                     .path = place.file,
                     .detail = tr("“%1”, which unpacks it, could not be started (%2)")
                                   .arg(displayPath(program), describe(child.error())),
                     .advice = tr("Install Litekeeper again, with its command line.")};
    }
    child->write(lookprotocol::openRequestLine({.place = place, .scratchFolder = folder}));
    if (const Result<void> done = listen(*child, place, control); !done) {
        return done.error();
    }
    return folder / databaseName;
}

Result<void> extractAndRecover(const DatabasePlace &place, const Path &folder, const RunControl &control)
{
    const Result<DatabaseCopy> copy = extractDatabase(place, folder, control);
    if (!copy) {
        return copy.error();
    }
    std::error_code failed;
    if (std::filesystem::file_size(copy->file, failed) == 0) {
        return {}; // whoever looks at it says that it is empty
    }
    Judgement ignored; // whoever restores it proves it again
    const Result<Recovery> recovery = recoverCopy(
        *copy, [&control] { return control.stopRequested(); }, ignored);
    return recovery ? Result<void>() : Result<void>(recovery.error());
}

} // namespace litekeeper
