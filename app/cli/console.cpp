// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"

#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace litekeeper::console {

namespace {

constexpr int fallbackWidth = 80;

bool whole = true;
qsizetype drawnWidth = 0;

bool writeTo(std::FILE *stream, const QByteArray &bytes)
{
    const std::size_t length = std::size_t(bytes.size());
    return std::fwrite(bytes.constData(), 1, length, stream) == length && std::fflush(stream) == 0;
}

// Embeddings, overrides and isolates can make a file name look like another one (Unicode TR 36).
bool reorders(uint character)
{
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069)
        || character == 0x200e || character == 0x200f || character == 0x61c;
}

} // namespace

QString printable(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        const uint code = character.unicode();
        if (code == '\n') {
            result += character;
        } else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            result += QStringLiteral("\\x%1").arg(code, 2, 16, QLatin1Char('0'));
        } else if (reorders(code)) {
            result += QStringLiteral("\\u{%1}").arg(code, 4, 16, QLatin1Char('0'));
        } else {
            result += character;
        }
    }
    return result;
}

bool print(const QString &text)
{
    return writeRaw(printable(text).toUtf8());
}

bool printLine(const QString &text)
{
    return print(text + QLatin1Char('\n'));
}

void printError(const QString &line)
{
    redrawErrorLine({});
    writeTo(stderr, (printable(line) + QLatin1Char('\n')).toUtf8());
}

bool writeRaw(const QByteArray &bytes)
{
    whole = writeTo(stdout, bytes) && whole;
    return whole;
}

bool outputIsWhole()
{
    return whole;
}

bool errorIsTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

int errorWidth()
{
    winsize size = {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return fallbackWidth;
}

void redrawErrorLine(const QString &text)
{
    if (text.isEmpty() && drawnWidth == 0) {
        return;
    }
    // The last column stays free: some terminals wrap as soon as it is written.
    const QString line = printable(text).left(errorWidth() - 1);
    QByteArray bytes = "\r" + line.toUtf8();
    bytes += QByteArray(std::max<qsizetype>(0, drawnWidth - line.size()), ' ');
    if (line.isEmpty()) {
        bytes += '\r';
    }
    drawnWidth = line.size();
    writeTo(stderr, bytes);
}

} // namespace litekeeper::console
