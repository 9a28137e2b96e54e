// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/lookquestions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace litekeeper::lookprotocol {

namespace {

constexpr int mostRows = 10'000;
constexpr qint64 mostBytes = qint64(8) << 20;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QByteArray lineOf(const char *name, const QJsonObject &object)
{
    return QJsonDocument(QJsonObject{{key(name), object}}).toJson(QJsonDocument::Compact) + '\n';
}

struct ToLine
{
    QByteArray operator()(const RowsWish &wish) const
    {
        return lineOf("rows",
                      {{key("table"), wish.table},
                       {key("from"), wish.from},
                       {key("at"), wish.at},
                       {key("limit"), wish.limit},
                       {key("filter"), wish.filter},
                       {key("column"), wish.filterColumn},
                       {key("serial"), wish.serial}});
    }
    QByteArray operator()(const CountQuestion &question) const
    {
        return lineOf("count", {{key("table"), question.table}});
    }
    QByteArray operator()(const PositionQuestion &question) const
    {
        return lineOf("position", {{key("table"), question.table}, {key("key"), question.key}});
    }
    QByteArray operator()(const SearchQuestion &question) const
    {
        return lineOf("search",
                      {{key("text"), question.text},
                       {key("table"), question.from.table},
                       {key("from"), question.from.from},
                       {key("limit"), question.limit}});
    }
    QByteArray operator()(const ValueQuestion &question) const
    {
        return lineOf("value",
                      {{key("table"), question.place.table},
                       {key("key"), question.place.key},
                       {key("column"), question.place.column},
                       {key("offset"), question.offset},
                       {key("length"), question.length}});
    }
    QByteArray operator()(const ExportQuestion &question) const
    {
        return lineOf("export",
                      {{key("table"), question.table},
                       {key("format"), exportFormatCode(question.format)},
                       {key("filter"), question.filter},
                       {key("column"), question.filterColumn}});
    }
};

RowsWish rowsFrom(const QJsonObject &object)
{
    return {.table = object.value(key("table")).toString(),
            .from = object.value(key("from")).toInteger(RowPage::begin),
            .at = object.value(key("at")).toInteger(-1),
            .limit = std::clamp(object.value(key("limit")).toInt(), 1, mostRows),
            .filter = object.value(key("filter")).toString(),
            .filterColumn = object.value(key("column")).toInt(-1),
            .serial = object.value(key("serial")).toInteger()};
}

SearchQuestion searchFrom(const QJsonObject &object)
{
    return {.text = object.value(key("text")).toString(),
            .from = {.table = std::max(0, object.value(key("table")).toInt()),
                     .from = object.value(key("from")).toInteger(RowPage::begin)},
            .limit = std::clamp(object.value(key("limit")).toInt(), 1, mostRows)};
}

ValueQuestion valueQuestionFrom(const QJsonObject &object)
{
    return {.place = {.table = object.value(key("table")).toString(),
                      .key = object.value(key("key")).toInteger(),
                      .column = object.value(key("column")).toInt(-1)},
            .offset = std::max<qint64>(0, object.value(key("offset")).toInteger()),
            .length = std::clamp<qint64>(object.value(key("length")).toInteger(), 1, mostBytes)};
}

RowCount countFrom(const QJsonObject &object)
{
    return {.table = object.value(key("table")).toString(),
            .rows = object.value(key("rows")).toInteger(),
            .isWhole = object.value(key("whole")).toBool(),
            .problem = object.value(key("problem")).toString()};
}

SearchPart partFrom(const QJsonObject &object)
{
    SearchPart part{.rows = object.value(key("rows")).toInteger(),
                    .problem = object.value(key("problem")).toString()};
    const QJsonArray hits = object.value(key("hits")).toArray();
    for (const QJsonValue &each : hits) {
        const QJsonObject hit = each.toObject();
        part.hits.append({.table = hit.value(key("table")).toString(),
                          .column = hit.value(key("column")).toString(),
                          .key = hit.value(key("key")).toInteger(),
                          .excerpt = hit.value(key("excerpt")).toString()});
    }
    if (const QJsonValue next = object.value(key("table")); next.isDouble()) {
        part.next = {.table = next.toInt(), .from = object.value(key("from")).toInteger(RowPage::begin)};
    }
    return part;
}

ValuePart valueFrom(const QJsonObject &object)
{
    return {.offset = object.value(key("offset")).toInteger(),
            .bytes = QByteArray::fromBase64(object.value(key("bytes")).toString().toLatin1()),
            .length = object.value(key("length")).toInteger(),
            .problem = object.value(key("problem")).toString()};
}

} // namespace

QByteArray questionLine(const Question &question)
{
    return std::visit(ToLine(), question);
}

Result<Question> questionFromLine(const QByteArray &line)
{
    const QJsonObject whole = QJsonDocument::fromJson(line).object();
    const QString name = whole.isEmpty() ? QString() : whole.begin().key();
    const QJsonObject object = whole.value(name).toObject();
    if (name == key("rows") && object.value(key("table")).isString()) {
        return Question(rowsFrom(object));
    }
    if (name == key("count")) {
        return Question(CountQuestion{object.value(key("table")).toString()});
    }
    if (name == key("position")) {
        return Question(
            PositionQuestion{object.value(key("table")).toString(), object.value(key("key")).toInteger()});
    }
    if (name == key("search") && !object.value(key("text")).toString().isEmpty()) {
        return Question(searchFrom(object));
    }
    if (name == key("value")) {
        return Question(valueQuestionFrom(object));
    }
    const std::optional<ExportFormat> format = exportFormatFromCode(object.value(key("format")).toString());
    if (name == key("export") && format) {
        return Question(ExportQuestion{.table = object.value(key("table")).toString(),
                                       .format = *format,
                                       .filter = object.value(key("filter")).toString(),
                                       .filterColumn = object.value(key("column")).toString()});
    }
    return Error{.kind = ErrorKind::InvalidArgument};
}

QByteArray moreLine()
{
    return lineOf("more", {});
}

QByteArray stopLine()
{
    return lineOf("stop", {});
}

QByteArray pieceLine(const QByteArray &bytes)
{
    return lineOf("piece", {{key("bytes"), QString::fromLatin1(bytes.toBase64())}});
}

QByteArray exportedLine(const Exported &exported)
{
    return lineOf("exported",
                  {{key("rows"), exported.rows},
                   {key("problem"), exported.problem},
                   {key("stopped"), exported.wasStopped}});
}

QByteArray countLine(const RowCount &count)
{
    return lineOf("counted",
                  {{key("table"), count.table},
                   {key("rows"), count.rows},
                   {key("whole"), count.isWhole},
                   {key("problem"), count.problem}});
}

QByteArray positionLine(qint64 position)
{
    return lineOf("positioned", {{key("position"), position}});
}

QByteArray searchLine(const SearchPart &part)
{
    QJsonArray hits;
    for (const SearchHit &hit : part.hits) {
        hits.append(QJsonObject{{key("table"), hit.table},
                                {key("column"), hit.column},
                                {key("key"), hit.key},
                                {key("excerpt"), hit.excerpt}});
    }
    QJsonObject object{{key("hits"), hits}, {key("rows"), part.rows}, {key("problem"), part.problem}};
    if (part.next) {
        object.insert(key("table"), part.next->table);
        object.insert(key("from"), part.next->from);
    }
    return lineOf("found", object);
}

QByteArray valueLine(const ValuePart &part)
{
    return lineOf("value",
                  {{key("offset"), part.offset},
                   {key("bytes"), QString::fromLatin1(part.bytes.toBase64())},
                   {key("length"), part.length},
                   {key("problem"), part.problem}});
}

void readAnswer(const QJsonObject &object, Answer &answer)
{
    if (const QJsonValue count = object.value(key("counted")); count.isObject()) {
        answer.count = countFrom(count.toObject());
    }
    if (const QJsonValue position = object.value(key("positioned")); position.isObject()) {
        answer.position = position.toObject().value(key("position")).toInteger(-1);
    }
    if (const QJsonValue found = object.value(key("found")); found.isObject()) {
        answer.found = partFrom(found.toObject());
    }
    if (const QJsonValue value = object.value(key("value")); value.isObject()) {
        answer.value = valueFrom(value.toObject());
    }
    if (const QJsonValue piece = object.value(key("piece")); piece.isObject()) {
        answer.piece = QByteArray::fromBase64(piece.toObject().value(key("bytes")).toString().toLatin1());
    }
    if (const QJsonValue exported = object.value(key("exported")); exported.isObject()) {
        const QJsonObject said = exported.toObject();
        answer.exported = Exported{.rows = said.value(key("rows")).toInteger(),
                                   .problem = said.value(key("problem")).toString(),
                                   .wasStopped = said.value(key("stopped")).toBool()};
    }
}

} // namespace litekeeper::lookprotocol
