// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/tablecontent.h"
#include "engine/tableexport.h"
#include "verify/extraction.h"

#include <variant>

namespace litekeeper::lookprotocol {

/// What is said between the program and the child process that looks into a database: lines of JSON. First
/// what to open, answered by progress and then the tables or an error; then one question after the other,
/// each answered at once or after a moment, so that nothing has to be called off: it is not asked any more.
/// The password goes through the pipe, because arguments can be read by everybody.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "look-child";

struct OpenRequest
{
    DatabasePlace place;
    Path scratchFolder;  ///< the private copy is made in a folder below; created if missing
    bool isOurs = false; ///< `place.file` is a copy that nobody else knows: it is read where it lies
};
[[nodiscard]] QByteArray openRequestLine(const OpenRequest &request);
[[nodiscard]] Result<OpenRequest> openRequestFromLine(const QByteArray &line);

/// RowCount is the answer.
struct CountQuestion
{
    QString table;
};
/// RowPosition is the answer.
struct PositionQuestion
{
    QString table;
    qint64 key = 0;
};
/// SearchPart is the answer.
struct SearchQuestion
{
    QString text;
    TextPlace from;
    int limit = 1000; ///< hits in one answer
};
/// ValuePart is the answer.
struct ValueQuestion
{
    ValuePlace place;
    qint64 offset = 0;
    qint64 length = 0;
};
/// Exported is the answer, and before it as many pieces as it takes. The child waits behind each of them for
/// moreLine(). It heeds a stopLine() at any time, and passes over one that comes after the end; nothing else
/// is written to it meanwhile.
struct ExportQuestion
{
    QString table;
    ExportFormat format = ExportFormat::Sql;
    QString filter = {};
    QString filterColumn = {}; ///< empty: any
};
using Question
    = std::variant<RowsWish, CountQuestion, PositionQuestion, SearchQuestion, ValueQuestion, ExportQuestion>;
struct Exported
{
    qint64 rows = 0;
    QString problem = {}; ///< a sentence why it is not whole; empty: it is
    bool wasStopped = false;
};
[[nodiscard]] QByteArray moreLine();
[[nodiscard]] QByteArray stopLine();
[[nodiscard]] QByteArray pieceLine(const QByteArray &bytes);
[[nodiscard]] QByteArray exportedLine(const Exported &exported);
[[nodiscard]] QByteArray questionLine(const Question &question);
[[nodiscard]] Result<Question> questionFromLine(const QByteArray &line);

[[nodiscard]] QByteArray progressLine(const Progress &progress);
[[nodiscard]] QByteArray tablesLine(const QList<TableOutline> &tables);
[[nodiscard]] QByteArray rowsLine(const RowPage &page);
[[nodiscard]] QByteArray countLine(const RowCount &count);
[[nodiscard]] QByteArray positionLine(qint64 position);
[[nodiscard]] QByteArray searchLine(const SearchPart &part);
[[nodiscard]] QByteArray valueLine(const ValuePart &part);
[[nodiscard]] QByteArray errorLine(const Error &error);

/// One line of the child. A line that means nothing is an answer with nothing in it.
struct Answer
{
    std::optional<Progress> progress;
    std::optional<QList<TableOutline>> tables;
    std::optional<RowPage> page;
    std::optional<RowCount> count;
    std::optional<qint64> position;
    std::optional<SearchPart> found;
    std::optional<ValuePart> value;
    std::optional<QByteArray> piece;
    std::optional<Exported> exported;
    std::optional<Error> error;
};
[[nodiscard]] Answer answerFromLine(const QByteArray &line);

} // namespace litekeeper::lookprotocol
