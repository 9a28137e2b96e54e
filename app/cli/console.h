// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace litekeeper::console {

/// Text for people on the standard output. Control characters and marks that reorder text are shown as \xNN
/// or \u{N}, because names of files and tables come from strangers; a line feed is a line feed. False if
/// nobody reads any more.
bool print(const QString &text);
bool printLine(const QString &text = {});

/// The same on the standard error: progress, notices and failures, so that the output stays clean for pipes.
void printError(const QString &line);

/// Bytes as they are, for JSON. False if they could not be written.
bool writeRaw(const QByteArray &bytes);

/// Whether everything that was printed has reached the standard output so far.
[[nodiscard]] bool outputIsWhole();

[[nodiscard]] bool errorIsTerminal();
[[nodiscard]] int errorWidth(); ///< columns of the terminal, 80 where it does not tell

/// Replaces the line that the last call drew on the standard error; an empty text clears it.
void redrawErrorLine(const QString &text);

[[nodiscard]] QString printable(const QString &text);

} // namespace litekeeper::console
