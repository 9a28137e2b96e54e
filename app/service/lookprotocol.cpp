// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/lookprotocol.h"

#include "service/lookquestions.h"
#include "service/verifyprotocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace litekeeper::lookprotocol {

namespace {

constexpr std::array kinds{std::pair(TableOutline::Kind::Table, "table"),
                           std::pair(TableOutline::Kind::View, "view"),
                           std::pair(TableOutline::Kind::Virtual, "virtual")};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject objectIn(const QByteArray &line, const char *name)
{
    return QJsonDocument::fromJson(line).object().value(key(name)).toObject();
}

// A real number goes as text: JSON knows no infinity, and reads 1.0 back as a whole number.
QJsonValue toJson(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Integer:
        return value.integer;
    case CellValue::Kind::Real:
        return QJsonObject{{key("real"), QString::number(value.real, 'g', 17)}};
    case CellValue::Kind::Text:
        return QJsonObject{{key("text"), value.text}, {key("length"), value.length}};
    case CellValue::Kind::Blob:
        return QJsonObject{{key("blob"), QString::fromLatin1(value.blob.toHex())},
                           {key("length"), value.length}};
    case CellValue::Kind::Null:
        break;
    }
    return {};
}

CellValue cellFrom(const QJsonValue &json)
{
    if (json.isDouble()) {
        return {.kind = CellValue::Kind::Integer, .integer = json.toInteger()};
    }
    const QJsonObject object = json.toObject();
    if (const QJsonValue real = object.value(key("real")); real.isString()) {
        return {.kind = CellValue::Kind::Real, .real = real.toString().toDouble()};
    }
    const qint64 length = object.value(key("length")).toInteger();
    if (const QJsonValue text = object.value(key("text")); text.isString()) {
        return {.kind = CellValue::Kind::Text, .text = text.toString(), .length = length};
    }
    if (const QJsonValue blob = object.value(key("blob")); blob.isString()) {
        return {.kind = CellValue::Kind::Blob,
                .blob = QByteArray::fromHex(blob.toString().toLatin1()),
                .length = length};
    }
    return {};
}

QJsonObject toJson(const TableOutline &table)
{
    const auto *const kind
        = std::find_if(kinds.begin(), kinds.end(), [&](const auto &row) { return row.first == table.kind; });
    return {{key("name"), table.name},
            {key("kind"), key(kind->second)},
            {key("columns"), QJsonArray::fromStringList(table.columns)},
            {key("rows"), table.rows},
            {key("sql"), table.sql}};
}

TableOutline tableFrom(const QJsonObject &object)
{
    TableOutline table{.name = object.value(key("name")).toString()};
    const QString word = object.value(key("kind")).toString();
    const auto *const kind
        = std::find_if(kinds.begin(), kinds.end(), [&](const auto &row) { return key(row.second) == word; });
    // What is not known is not asked for rows.
    table.kind = kind == kinds.end() ? TableOutline::Kind::Virtual : kind->first;
    const QJsonArray columns = object.value(key("columns")).toArray();
    for (const QJsonValue &column : columns) {
        table.columns.append(column.toString());
    }
    table.rows = object.value(key("rows")).toInteger(-1);
    table.sql = object.value(key("sql")).toString();
    return table;
}

RowPage pageFrom(const QJsonObject &object)
{
    RowPage page{.table = object.value(key("table")).toString(),
                 .from = object.value(key("from")).toInteger(RowPage::begin),
                 .problem = object.value(key("problem")).toString(),
                 .at = object.value(key("at")).toInteger(-1),
                 .serial = object.value(key("serial")).toInteger()};
    if (const QJsonValue next = object.value(key("next")); next.isDouble()) {
        page.next = next.toInteger();
    }
    const QJsonArray rows = object.value(key("rows")).toArray();
    for (const QJsonValue &row : rows) {
        const QJsonArray cells = row.toArray();
        QList<CellValue> values;
        values.reserve(cells.size());
        std::transform(cells.begin(), cells.end(), std::back_inserter(values), cellFrom);
        page.rows.append(values);
    }
    const QJsonArray keys = object.value(key("keys")).toArray();
    for (const QJsonValue &each : keys) {
        page.keys.append(each.toInteger());
    }
    return page;
}

} // namespace

QByteArray openRequestLine(const OpenRequest &request)
{
    return lineOf({{key("open"),
                    QJsonObject{{key("file"), encodePath(request.place.file)},
                                {key("database"), encodePath(request.place.database)},
                                {key("password"), QString::fromLatin1(request.place.password.toBase64())},
                                {key("scratch"), encodePath(request.scratchFolder)},
                                {key("ours"), request.isOurs}}}});
}

Result<OpenRequest> openRequestFromLine(const QByteArray &line)
{
    const QJsonObject object = objectIn(line, "open");
    OpenRequest request{
        .place = {.file = decodePath(object.value(key("file")).toString()),
                  .database = decodePath(object.value(key("database")).toString()),
                  .password = QByteArray::fromBase64(object.value(key("password")).toString().toLatin1())},
        .scratchFolder = decodePath(object.value(key("scratch")).toString()),
        .isOurs = object.value(key("ours")).toBool()};
    if (request.place.file.empty() || request.place.database.empty() || request.scratchFolder.empty()) {
        return Error{.kind = ErrorKind::InvalidArgument};
    }
    return request;
}

QByteArray progressLine(const Progress &progress)
{
    return verifyprotocol::progressLine(progress);
}

QByteArray tablesLine(const QList<TableOutline> &tables)
{
    QJsonArray array;
    for (const TableOutline &table : tables) {
        array.append(toJson(table));
    }
    return lineOf({{key("tables"), array}});
}

QByteArray rowsLine(const RowPage &page)
{
    QJsonArray rows;
    for (const QList<CellValue> &values : page.rows) {
        QJsonArray cells;
        for (const CellValue &value : values) {
            cells.append(toJson(value));
        }
        rows.append(cells);
    }
    QJsonArray keys;
    for (const qint64 each : page.keys) {
        keys.append(each);
    }
    QJsonObject object{{key("table"), page.table}, {key("from"), page.from}, {key("rows"), rows},
                       {key("keys"), keys},        {key("at"), page.at},     {key("serial"), page.serial}};
    if (page.next) {
        object.insert(key("next"), *page.next);
    }
    if (!page.problem.isEmpty()) {
        object.insert(key("problem"), page.problem);
    }
    return lineOf({{key("page"), object}});
}

QByteArray errorLine(const Error &error)
{
    return verifyprotocol::errorLine(error);
}

Answer answerFromLine(const QByteArray &line)
{
    const verifyprotocol::Answer common = verifyprotocol::answerFromLine(line);
    Answer answer;
    answer.progress = common.progress;
    answer.error = common.error;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (const QJsonValue tables = object.value(key("tables")); tables.isArray()) {
        QList<TableOutline> list;
        const QJsonArray array = tables.toArray();
        for (const QJsonValue &table : array) {
            list.append(tableFrom(table.toObject()));
        }
        answer.tables = list;
    }
    if (const QJsonValue page = object.value(key("page")); page.isObject()) {
        answer.page = pageFrom(page.toObject());
    }
    readAnswer(object, answer);
    return answer;
}

} // namespace litekeeper::lookprotocol
