// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/rowcondition.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RowCondition", text);
}

struct Sign
{
    const char *text;
    RowCondition::Test test;
};

/// Longer ones first.
constexpr std::array signs{
    Sign{"!=", RowCondition::Test::NotEqual}, Sign{"<=", RowCondition::Test::AtMost},
    Sign{">=", RowCondition::Test::AtLeast},  Sign{"=", RowCondition::Test::Equal},
    Sign{"<", RowCondition::Test::Less},      Sign{">", RowCondition::Test::More},
    Sign{"~", RowCondition::Test::Contains},
};

std::optional<RowCondition> nullTestOf(const QString &text)
{
    for (const auto &[ending, test] : {std::pair(" is not null", RowCondition::Test::IsNotNull),
                                       std::pair(" is null", RowCondition::Test::IsNull)}) {
        const QString words = QString::fromLatin1(ending);
        if (text.size() > words.size() && text.endsWith(words, Qt::CaseInsensitive)) {
            return RowCondition{.column = text.chopped(words.size()).trimmed(), .test = test};
        }
    }
    return std::nullopt;
}

const char *operatorOf(RowCondition::Test test)
{
    switch (test) {
    case RowCondition::Test::NotEqual:
        return "<>";
    case RowCondition::Test::Less:
        return "<";
    case RowCondition::Test::AtMost:
        return "<=";
    case RowCondition::Test::More:
        return ">";
    case RowCondition::Test::AtLeast:
        return ">=";
    default:
        return "=";
    }
}

std::optional<RowParameter> numberOf(const QString &text)
{
    bool isNumber = false;
    if (const qint64 integer = text.toLongLong(&isNumber); isNumber) {
        return RowParameter(integer);
    }
    const double real = text.toDouble(&isNumber);
    return isNumber ? std::optional<RowParameter>(real) : std::nullopt;
}

bool isSame(const std::string &left, const QString &right)
{
    return QString::fromStdString(left).compare(right, Qt::CaseInsensitive) == 0;
}

std::optional<std::string> findColumn(const TableShape &table, const QString &name)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&name](const std::string &column) { return isSame(column, name); });
    if (found != table.columns.end()) {
        return *found;
    }
    return !table.rowid.empty() && isSame("rowid", name) ? std::optional(table.rowid) : std::nullopt;
}

Error noSuchColumn(const TableShape &table, const QString &name)
{
    QStringList names;
    for (const std::string &column : table.columns) {
        names.append(QString::fromStdString(column));
    }
    return {.kind = ErrorKind::InvalidArgument,
            .path = name.toStdString(),
            .detail = tr("the table “%1” has no such column that can be asked for")
                          .arg(QString::fromStdString(table.name)),
            .advice = tr("Its columns are: %1.").arg(names.join(QStringLiteral(", ")))};
}

} // namespace

Result<RowCondition> RowCondition::fromText(const QString &text)
{
    if (std::optional<RowCondition> condition = nullTestOf(text)) {
        return *std::move(condition);
    }
    const auto isSign = [](QChar character) { return QStringLiteral("=!<>~").contains(character); };
    const qsizetype at = std::find_if(text.cbegin(), text.cend(), isSign) - text.cbegin();
    for (const Sign &sign : signs) {
        const QString characters = QString::fromLatin1(sign.text);
        if (at > 0 && text.mid(at, characters.size()) == characters) {
            return RowCondition{.column = text.left(at).trimmed(),
                                .test = sign.test,
                                .value = text.mid(at + characters.size())};
        }
    }
    return Error{.kind = ErrorKind::InvalidArgument,
                 .path = text.toStdString(),
                 .detail = tr("a condition is a column, a sign and a value"),
                 .advice = tr("Write COLUMN=VALUE, or one of != < <= > >= ~ in place of the sign.")};
}

Result<std::string> sqlOf(const RowCondition &condition, const TableShape &table,
                          std::vector<RowParameter> &parameters)
{
    using enum RowCondition::Test;
    const std::optional<std::string> name = findColumn(table, condition.column);
    if (!name) {
        return noSuchColumn(table, condition.column);
    }
    const std::string column = quotedName(*name);
    if (condition.test == IsNull || condition.test == IsNotNull) {
        return column + (condition.test == IsNull ? " IS NULL" : " IS NOT NULL");
    }
    if (condition.test == Contains) {
        parameters.emplace_back(condition.value.toStdString());
        return "instr(lower(" + column + "), lower(?)) > 0";
    }
    const std::string sign = std::string(" ") + operatorOf(condition.test) + " ?";
    const std::optional<RowParameter> number = numberOf(condition.value);
    if (number && (*name == table.rowid || *name == table.rowidAlias)) {
        parameters.push_back(*number);
        return column + sign;
    }
    // By the type of each value, whatever the column was declared as.
    parameters.emplace_back(condition.value.toStdString());
    const std::string asText = "typeof(" + column + ") = 'text' AND " + column + sign;
    if (!number) {
        return condition.test == NotEqual
            ? "(" + column + " IS NOT NULL AND NOT (typeof(" + column + ") = 'text' AND " + column + " = ?))"
            : "(" + asText + ")";
    }
    parameters.push_back(*number);
    return "CASE typeof(" + column + ") WHEN 'text' THEN " + column + sign + " WHEN 'null' THEN 0 WHEN 'blob'"
        + " THEN " + (condition.test == NotEqual ? "1" : "0") + " ELSE " + column + sign + " END";
}

std::string sqlOfSearch(const QString &text, const TableShape &table, std::vector<RowParameter> &parameters)
{
    std::string sql = "(0";
    for (const std::string &column : table.columns) {
        sql += " OR instr(lower(" + quotedName(column) + "), lower(?)) > 0";
        parameters.emplace_back(text.toStdString());
    }
    return sql + ")";
}

} // namespace litekeeper
