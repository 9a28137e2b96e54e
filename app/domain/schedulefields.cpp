// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulefields.h"

#include "domain/schedulegrammar.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int longestNumber = 4; // digits; longer ones are out of every range and could overflow

QString tr(const char *text)
{
    return QCoreApplication::translate("Schedule", text);
}

/// Digits only: no sign, no blank, no digits of other scripts.
std::optional<int> numberOf(const QString &text)
{
    const auto isDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit)) {
        return std::nullopt;
    }
    qsizetype zeros = 0;
    while (zeros < text.size() - 1 && text.at(zeros) == QLatin1Char('0')) {
        ++zeros;
    }
    return text.mid(zeros, longestNumber).toInt();
}

/// Either a value or the reason why there is none, as the end of a sentence.
template <typename Value>
struct Read
{
    Value value = {};
    QString wrong = {};
};

Read<int> readValue(const FieldRule &rule, const QString &text)
{
    std::optional<int> value = numberOf(text);
    if (!value && rule.bits == &ScheduleFields::months) {
        value = monthNamed(text);
    } else if (!value && rule.bits == &ScheduleFields::weekdays) {
        value = weekdayNamed(text);
    }
    if (!value) {
        return {.wrong = whyNoValue(rule, text)};
    }
    if (*value < rule.lowest || *value > rule.highest) {
        return {.wrong = whyOutside(rule, text)};
    }
    return {.value = *value};
}

struct Range
{
    int from = 0;
    int to = 0;
};

/// "*", "a-b" or "n"; the last alone runs to the highest value if a step follows.
Read<Range> readRange(const FieldRule &rule, const QString &text, bool hasStep)
{
    if (text == QLatin1String("*")) {
        return {.value = {rule.lowest, rule.highest}};
    }
    // A dialect's L-3 is one word, not a range from L.
    const qsizetype dash = text.startsWith(QLatin1Char('L'), Qt::CaseInsensitive) ? -1 : text.indexOf(u'-');
    const Read<int> from = readValue(rule, text.left(dash < 0 ? text.size() : dash));
    if (!from.wrong.isEmpty()) {
        return {.wrong = from.wrong};
    }
    if (dash < 0) {
        return {.value = {from.value, hasStep ? rule.highest : from.value}};
    }
    const Read<int> to = readValue(rule, text.mid(dash + 1));
    if (!to.wrong.isEmpty()) {
        return {.wrong = to.wrong};
    }
    if (to.value < from.value) {
        return {.wrong = whyBackwards(rule, text.left(dash), text.mid(dash + 1))};
    }
    return {.value = {from.value, to.value}};
}

Read<quint64> readElement(const FieldRule &rule, const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    const Read<Range> range = readRange(rule, slash < 0 ? text : text.left(slash), slash >= 0);
    if (!range.wrong.isEmpty()) {
        return {.wrong = range.wrong};
    }
    const int step = slash < 0 ? 1 : numberOf(text.mid(slash + 1)).value_or(0);
    if (step < 1) {
        return {.wrong = whyNoStep(text.mid(slash + 1))};
    }
    quint64 bits = 0;
    for (int value = range.value.from; value <= range.value.to; value += step) {
        bits |= quint64(1) << value;
    }
    return {.value = bits};
}

Read<quint64> readField(const FieldRule &rule, const QString &text)
{
    quint64 bits = 0;
    for (const QString &element : text.split(u',')) {
        const Read<quint64> read = readElement(rule, element);
        if (!read.wrong.isEmpty()) {
            return read;
        }
        bits |= read.value;
    }
    return {.value = bits};
}

/// Every day of the week comes on every date that exists, the 29 February included (within 40 years), so that
/// only the day and the month can exclude each other.
bool comesEver(const ScheduleFields &fields)
{
    constexpr int longest[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
        const quint64 existing = (quint64(2) << longest[month]) - 1;
        if ((fields.months >> month & 1) != 0 && (fields.days & existing) != 0) {
            return true;
        }
    }
    return false;
}

bool isRepeating(const QString &field)
{
    return field.contains(u'*') || field.contains(u'/');
}

} // namespace

Result<ScheduleFields> parseScheduleFields(const QString &expression)
{
    const QStringList texts = expression.simplified().split(u' ', Qt::SkipEmptyParts);
    if (texts.size() != qsizetype(std::size(fieldRules))) {
        return invalidSchedule(expression, whyNotSixFields(expression.simplified()));
    }
    const auto invalidField = [&](qsizetype field, const QString &why) {
        return invalidSchedule(
            expression, tr("the %1 field is “%2”: %3").arg(tr(fieldRules[field].name), texts.at(field), why));
    };
    ScheduleFields fields;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const Read<quint64> read = readField(fieldRules[i], texts.at(i));
        if (!read.wrong.isEmpty()) {
            return invalidField(i, read.wrong);
        }
        fields.*fieldRules[i].bits = read.value;
    }
    if (!comesEver(fields)) {
        return invalidField(3, whyNever(texts.at(4)));
    }
    fields.isInterval = std::any_of(texts.begin(), texts.begin() + 3, isRepeating);
    return fields;
}

} // namespace litekeeper
