// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/lookchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "service/lookprotocol.h"
#include "verify/databasecontent.h"

#include <iostream>
#include <new>
#include <string>

namespace litekeeper {

namespace {

QByteArray nextLine()
{
    std::string line;
    return std::getline(std::cin, line) ? QByteArray::fromStdString(line) : QByteArray();
}

/// The conversation, from the opening until the input ends.
int talk(const lookprotocol::OpenRequest &request)
{
    const RunControl control(
        [](const Progress &progress) { (void)console::writeRaw(lookprotocol::progressLine(progress)); });
    Result<DatabaseContent> content = DatabaseContent::open(request.place, request.scratchFolder, control);
    if (!content) {
        return console::writeRaw(lookprotocol::errorLine(content.error())) ? ExitDone : ExitFailed;
    }
    if (!console::writeRaw(lookprotocol::tablesLine(content->tables()))) {
        return ExitFailed;
    }
    for (QByteArray line = nextLine(); !line.isEmpty(); line = nextLine()) {
        const Result<lookprotocol::RowsRequest> wanted = lookprotocol::rowsRequestFromLine(line);
        if (!wanted) {
            return ExitUsage;
        }
        const RowPage page = content->rows(wanted->table, wanted->from, wanted->limit);
        if (!console::writeRaw(lookprotocol::rowsLine(page))) {
            return ExitFailed;
        }
    }
    return ExitDone;
}

} // namespace

LookChild::LookChild(CLI::App &program)
    : m_app(program.add_subcommand(lookprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int LookChild::run(Session &)
{
    const Result<lookprotocol::OpenRequest> request = lookprotocol::openRequestFromLine(nextLine());
    if (!request) {
        console::printError(
            QStringLiteral("The window of Litekeeper starts this by itself; use “verify” to check a file."));
        return ExitUsage;
    }
    restrain();
    try {
        return talk(*request);
    } catch (const std::bad_alloc &) {
        (void)console::writeRaw(lookprotocol::errorLine(
            {.kind = ErrorKind::LimitReached,
             .path = request->place.database,
             .detail = QStringLiteral("it needs more memory than is allowed for a file that is looked at")}));
        return ExitFailed;
    }
}

} // namespace litekeeper
