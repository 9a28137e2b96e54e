// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/gaterecordchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/gaterecord.h"

#include <iostream>
#include <new>
#include <string>

namespace litekeeper {

namespace {

QByteArray read(const Path &path)
{
    const RunControl control;
    try {
        return gaterecordprotocol::answerLine(readGateRecords(path, control));
    } catch (const std::bad_alloc &) {
        return gaterecordprotocol::answerLine(
            Error{.kind = ErrorKind::LimitReached,
                  .path = path,
                  .detail = QStringLiteral("it needs more memory than is allowed for a file of strangers")});
    }
}

} // namespace

GateRecordChild::GateRecordChild(CLI::App &program)
    : m_app(program.add_subcommand(gaterecordprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int GateRecordChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const Result<Path> path = gaterecordprotocol::pathFromLine(QByteArray::fromStdString(line));
    if (!path) {
        console::printError(QStringLiteral("The window of Litekeeper starts this by itself."));
        return ExitUsage;
    }
    restrain();
    return console::writeRaw(read(*path)) ? ExitDone : ExitFailed;
}

} // namespace litekeeper
