// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/rehearsal.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <optional>

namespace litekeeper {

namespace {

constexpr qsizetype longestValue = 1000;
constexpr qsizetype longestAnswer = 200;

struct Sign
{
    Relation relation;
    const char16_t *text;
};

// The first one of a relation is the one that is written; longer ones stand before their beginnings.
constexpr std::array signs{
    Sign{Relation::NotEqual, u"<>"},       Sign{Relation::LessOrEqual, u"<="},
    Sign{Relation::GreaterOrEqual, u">="}, Sign{Relation::NotEqual, u"!="},
    Sign{Relation::NotEqual, u"≠"},        Sign{Relation::LessOrEqual, u"≤"},
    Sign{Relation::GreaterOrEqual, u"≥"},  Sign{Relation::Less, u"<"},
    Sign{Relation::Greater, u">"},         Sign{Relation::Equal, u"="},
    Sign{Relation::Equal, u"=="},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Rehearsal", text);
}

Error wrong(const QString &subject, const QString &detail, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(subject),
            .detail = detail,
            .advice = advice};
}

using Number = std::variant<std::monostate, qint64, double>;

/// Whole numbers stay whole, because a double does not hold all of them.
Number numberIn(const QString &text)
{
    bool isNumber = false;
    const QString trimmed = text.trimmed();
    const qint64 whole = trimmed.toLongLong(&isNumber);
    if (isNumber) {
        return whole;
    }
    const double real = trimmed.toDouble(&isNumber);
    return isNumber && qIsFinite(real) ? Number(real) : Number();
}

bool isNumber(const QString &text)
{
    return !std::holds_alternative<std::monostate>(numberIn(text));
}

template <typename Value>
int order(Value left, Value right)
{
    return left < right ? -1 : left > right ? 1 : 0;
}

/// Less than, equal to or greater than 0, as the next one.
int compare(const Number &left, const Number &right)
{
    if (const auto *a = std::get_if<qint64>(&left), *b = std::get_if<qint64>(&right); a && b) {
        return order(*a, *b);
    }
    const auto real = [](const Number &number) {
        const auto *whole = std::get_if<qint64>(&number);
        return whole ? double(*whole) : std::get<double>(number);
    };
    return order(real(left), real(right));
}

Number numberIn(const Answer &answer)
{
    if (const auto *whole = std::get_if<qint64>(&answer)) {
        return *whole;
    }
    if (const auto *real = std::get_if<double>(&answer)) {
        return *real;
    }
    const auto *text = std::get_if<QString>(&answer);
    return text ? numberIn(*text) : Number();
}

int compareText(const Answer &answer, const QString &value)
{
    const auto *text = std::get_if<QString>(&answer);
    const QString written = text ? *text : answerText(answer);
    return written.toUtf8().compare(value.toUtf8());
}

bool holds(Relation relation, int order)
{
    switch (relation) {
    case Relation::Equal:
        return order == 0;
    case Relation::NotEqual:
        return order != 0;
    case Relation::Less:
        return order < 0;
    case Relation::LessOrEqual:
        return order <= 0;
    case Relation::Greater:
        return order > 0;
    case Relation::GreaterOrEqual:
        return order >= 0;
    }
    return false;
}

/// What is between single quotes, two of which stand for one.
std::optional<QString> unquoted(const QString &text)
{
    const QChar quote = QLatin1Char('\'');
    if (text.size() < 2 || !text.startsWith(quote) || !text.endsWith(quote)) {
        return std::nullopt;
    }
    QString inside = text.mid(1, text.size() - 2);
    const QString twice(2, quote);
    if (QString(inside).remove(twice).contains(quote)) {
        return std::nullopt;
    }
    return inside.replace(twice, quote);
}

} // namespace

QString relationSign(Relation relation)
{
    for (const Sign &sign : signs) {
        if (sign.relation == relation) {
            return QString::fromUtf16(sign.text);
        }
    }
    return {};
}

Result<Expectation> parseExpectation(const QString &text)
{
    QString rest = text.trimmed();
    Expectation expectation{.relation = Relation::Equal};
    qsizetype length = 0;
    for (const Sign &sign : signs) {
        const QString written = QString::fromUtf16(sign.text);
        if (written.size() > length && rest.startsWith(written)) {
            expectation.relation = sign.relation;
            length = written.size();
        }
    }
    rest = rest.mid(length).trimmed();
    const QString subject = tr("The expected answer");
    if (rest.isEmpty()) {
        return wrong(subject, tr("there is nothing to compare with"),
                     tr("Write it like “> 0”, “= 42” or “= 'ok'”."));
    }
    if (rest.size() > longestValue || rest.contains(QLatin1Char('\n')) || rest.contains(QChar::Null)) {
        return wrong(subject, tr("it is longer than one line of %1 characters").arg(longestValue),
                     tr("Let the query compute something shorter."));
    }
    const std::optional<QString> inside = unquoted(rest);
    expectation.isText = inside || !isNumber(rest);
    expectation.value = inside.value_or(rest);
    return expectation;
}

QString expectationText(const Expectation &expectation)
{
    QString value = expectation.value;
    if (expectation.isText) {
        const QChar quote = QLatin1Char('\'');
        value = quote + value.replace(quote, QString(2, quote)) + quote;
    }
    return relationSign(expectation.relation) + QLatin1Char(' ') + value;
}

bool meets(const Answer &answer, const Expectation &expectation)
{
    if (std::holds_alternative<std::monostate>(answer) || std::holds_alternative<QByteArray>(answer)) {
        return false;
    }
    if (expectation.isText) {
        return holds(expectation.relation, compareText(answer, expectation.value));
    }
    const Number given = numberIn(answer);
    const Number wanted = numberIn(expectation.value);
    const bool areNumbers = given.index() != 0 && wanted.index() != 0;
    return areNumbers && holds(expectation.relation, compare(given, wanted));
}

QString answerText(const Answer &answer)
{
    if (const auto *whole = std::get_if<qint64>(&answer)) {
        return QString::number(*whole);
    }
    if (const auto *real = std::get_if<double>(&answer)) {
        return QString::number(*real, 'g', QLocale::FloatingPointShortest);
    }
    if (const auto *text = std::get_if<QString>(&answer)) {
        return text->size() > longestAnswer ? text->left(longestAnswer) + QChar(0x2026) : *text;
    }
    if (const auto *blob = std::get_if<QByteArray>(&answer)) {
        return tr("a blob of %1 bytes").arg(blob->size());
    }
    return QStringLiteral("NULL");
}

Result<void> check(const Rehearsal &rehearsal)
{
    if (rehearsal.everyRuns < 0 || rehearsal.everyRuns > mostRunsToRehearsal) {
        return wrong(tr("The number of runs to a rehearsal"),
                     tr("it is not between 0 and %1").arg(mostRunsToRehearsal),
                     tr("Say 1 to rehearse with every run, 7 with every seventh, or 0 for never."));
    }
    if (rehearsal.query.size() > longestQuery || rehearsal.query.contains(QChar::Null)) {
        return wrong(tr("The query of the rehearsal"),
                     tr("it is longer than %1 characters").arg(longestQuery),
                     tr("Ask for one value, for example: select count(*) from posts"));
    }
    const Result<Expectation> again = parseExpectation(expectationText(rehearsal.expected));
    return again ? Result<void>() : Result<void>(again.error());
}

QJsonObject toJson(const RehearsalRecord &record)
{
    if (!record.at.isValid()) {
        return {};
    }
    return {{QStringLiteral("at"), record.at.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("query"), record.query},
            {QStringLiteral("expected"), record.expected},
            {QStringLiteral("answer"), record.answer},
            {QStringLiteral("failure"), record.failure}};
}

std::optional<RehearsalRecord> rehearsalRecordFromJson(const QJsonObject &object)
{
    RehearsalRecord record{
        .at = QDateTime::fromString(object.value(QStringLiteral("at")).toString(), Qt::ISODateWithMs),
        .query = {},
        .expected = {},
        .answer = {},
        .failure = {}};
    if (!record.at.isValid() || record.at.timeSpec() != Qt::UTC) {
        return std::nullopt;
    }
    for (const auto &[name, field] :
         {std::pair("query", &record.query), std::pair("expected", &record.expected),
          std::pair("answer", &record.answer), std::pair("failure", &record.failure)}) {
        const QJsonValue value = object.value(QLatin1String(name));
        if (!value.isString()) {
            return std::nullopt;
        }
        *field = value.toString();
    }
    return record;
}

} // namespace litekeeper
