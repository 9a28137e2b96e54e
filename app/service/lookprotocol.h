// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/tablecontent.h"
#include "verify/extraction.h"

namespace litekeeper::lookprotocol {

/// What is said between the program and the child process that looks into a database: lines of JSON. First
/// what to open, answered by progress and then the tables or an error; then one request for rows after the
/// other, each answered by a page. The password goes through the pipe, because arguments can be read by
/// everybody.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "look-child";

struct OpenRequest
{
    DatabasePlace place;
    Path scratchFolder; ///< the private copy is made in a folder below; created if missing
};
[[nodiscard]] QByteArray openRequestLine(const OpenRequest &request);
[[nodiscard]] Result<OpenRequest> openRequestFromLine(const QByteArray &line);

struct RowsRequest
{
    QString table;
    qint64 from = RowPage::begin;
    int limit = 200; ///< 1 to 10,000
};
[[nodiscard]] QByteArray rowsRequestLine(const RowsRequest &request);
[[nodiscard]] Result<RowsRequest> rowsRequestFromLine(const QByteArray &line);

[[nodiscard]] QByteArray progressLine(const Progress &progress);
[[nodiscard]] QByteArray tablesLine(const QList<TableOutline> &tables);
[[nodiscard]] QByteArray rowsLine(const RowPage &page);
[[nodiscard]] QByteArray errorLine(const Error &error);

/// One line of the child. A line that means nothing is an answer with nothing in it.
struct Answer
{
    std::optional<Progress> progress;
    std::optional<QList<TableOutline>> tables;
    std::optional<RowPage> page;
    std::optional<Error> error;
};
[[nodiscard]] Answer answerFromLine(const QByteArray &line);

} // namespace litekeeper::lookprotocol
