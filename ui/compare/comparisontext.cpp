// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparisontext.h"

#include "ui/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::ComparisonText)
};

using State = TableComparison::State;

struct Sums
{
    qint64 added = 0;
    qint64 removed = 0;
    qint64 changed = 0;
    int differing = 0; ///< tables whose rows differ
    int notCompared = 0;
};

Sums sumsOf(const Comparison &comparison)
{
    Sums sums;
    for (const TableComparison &table : comparison.tables) {
        sums.added += table.added;
        sums.removed += table.removed;
        sums.changed += table.changed;
        sums.differing += table.state == State::Differs ? 1 : 0;
        sums.notCompared += table.state == State::NotComparable ? 1 : 0;
    }
    return sums;
}

QString joined(const QStringList &parts)
{
    if (parts.size() < 2) {
        return parts.value(0);
    }
    return Words::tr("%1 and %2")
        .arg(parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")), parts.last());
}

/// "12 rows added, 3 removed and 1 changed in 2 tables"
QString rowsClause(const Sums &sums)
{
    const qint64 first = sums.added > 0 ? sums.added : sums.removed > 0 ? sums.removed : sums.changed;
    QStringList parts;
    const auto add = [&](qint64 count, const QString &word) {
        if (count > 0) {
            const QString rows = !parts.isEmpty() ? QString()
                : first == 1                      ? Words::tr(" row")
                                                  : Words::tr(" rows");
            parts.append(QStringLiteral("%1%2 %3").arg(countText(count), rows, word));
        }
    };
    add(sums.added, Words::tr("added"));
    add(sums.removed, Words::tr("removed"));
    add(sums.changed, Words::tr("changed"));
    if (parts.isEmpty()) {
        return {};
    }
    const QString tables
        = sums.differing == 1 ? Words::tr("1 table") : Words::tr("%1 tables").arg(countText(sums.differing));
    return Words::tr("%1 in %2").arg(joined(parts), tables);
}

QString schemaClause(const Comparison &comparison)
{
    const auto count = comparison.schema.size();
    return count == 0 ? QString()
        : count == 1  ? Words::tr("1 change of the schema")
                      : Words::tr("%1 changes of the schema").arg(countText(count));
}

} // namespace

Status statusOf(TableComparison::State state)
{
    switch (state) {
    case State::Same:
        return {Words::tr("Same"), Glyph::Check, Tone::Good};
    case State::Differs:
        return {Words::tr("Differs"), Glyph::HalfDisc, Tone::Waiting};
    case State::OnlyLeft:
        return {Words::tr("Only left"), Glyph::Void, Tone::Waiting};
    case State::OnlyRight:
        return {Words::tr("Only right"), Glyph::Ring, Tone::Waiting};
    case State::NotComparable:
        break;
    }
    return {Words::tr("Not compared"), Glyph::Question, Tone::Unreachable};
}

Status statusOf(const Comparison &comparison)
{
    if (comparison.isSame()) {
        return {Words::tr("They are the same"), Glyph::Check, Tone::Good};
    }
    const Sums sums = sumsOf(comparison);
    const bool onlyUnknown = sums.notCompared > 0 && comparison.schema.isEmpty()
        && std::all_of(comparison.tables.cbegin(), comparison.tables.cend(), [](const auto &table) {
                                 return table.state == State::Same || table.state == State::NotComparable;
                             });
    return onlyUnknown ? Status{Words::tr("No difference was found in what could be compared"),
                                Glyph::Question, Tone::Unreachable}
                       : Status{Words::tr("They differ"), Glyph::HalfDisc, Tone::Waiting};
}

QString answerText(const Comparison &comparison)
{
    if (comparison.isSame()) {
        const auto count = comparison.tables.size();
        return count == 0 ? Words::tr("Neither has a table.")
            : count == 1
            ? Words::tr("The schema and every row of 1 table were compared.")
            : Words::tr("The schema and every row of %1 tables were compared.").arg(countText(count));
    }
    QStringList clauses{rowsClause(sumsOf(comparison)), schemaClause(comparison)};
    clauses.removeAll(QString());
    return clauses.isEmpty() ? QString() : clauses.join(QStringLiteral("; ")) + u'.';
}

QString remarkText(const Comparison &comparison)
{
    QStringList sentences;
    if (comparison.userVersionLeft != comparison.userVersionRight) {
        sentences.append(Words::tr("user_version: %1 → %2; the application may have to migrate.")
                             .arg(comparison.userVersionLeft)
                             .arg(comparison.userVersionRight));
    }
    if (comparison.applicationIdLeft != comparison.applicationIdRight) {
        sentences.append(Words::tr("application_id: %1 → %2; they may belong to different applications.")
                             .arg(comparison.applicationIdLeft)
                             .arg(comparison.applicationIdRight));
    }
    const int notCompared = sumsOf(comparison).notCompared;
    if (notCompared == 1) {
        sentences.append(Words::tr("1 table could not be compared; select it for the reason."));
    } else if (notCompared > 1) {
        sentences.append(Words::tr("%1 tables could not be compared; select one for the reason.")
                             .arg(countText(notCompared)));
    }
    return sentences.join(u' ');
}

QString summaryText(const Comparison &comparison, const QString &left, const QString &right)
{
    QStringList lines{Words::tr("Left: %1").arg(left), Words::tr("Right: %1").arg(right)};
    lines.append(QStringLiteral("%1. %2").arg(statusOf(comparison).word, answerText(comparison)).trimmed());
    if (const QString remark = remarkText(comparison); !remark.isEmpty()) {
        lines.append(remark);
    }
    lines.append(QString());
    lines.append(QStringList{Words::tr("Table"), Words::tr("State"), Words::tr("Added"), Words::tr("Removed"),
                             Words::tr("Changed"), Words::tr("Rows left"), Words::tr("Rows right")}
                     .join(u'\t'));
    const auto rows = [](qint64 count) { return count < 0 ? QString() : QString::number(count); };
    for (const TableComparison &table : comparison.tables) {
        lines.append(QStringList{table.name, statusOf(table.state).word, QString::number(table.added),
                                 QString::number(table.removed), QString::number(table.changed),
                                 rows(table.rowsLeft), rows(table.rowsRight)}
                         .join(u'\t'));
    }
    for (const SchemaChange &change : comparison.schema) {
        lines.append(
            QStringList{Words::tr("Schema"), wordOf(change.kind), change.type, change.name}.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

QString wordOf(SchemaChange::Kind kind)
{
    switch (kind) {
    case SchemaChange::Kind::Added:
        return Words::tr("added");
    case SchemaChange::Kind::Removed:
        return Words::tr("removed");
    case SchemaChange::Kind::Changed:
        break;
    }
    return Words::tr("changed");
}

QString wordOf(RowSample::Kind kind)
{
    return wordOf(SchemaChange::Kind(int(kind)));
}

QString signOf(RowSample::Kind kind)
{
    switch (kind) {
    case RowSample::Kind::Added:
        return QStringLiteral("+");
    case RowSample::Kind::Removed:
        return QStringLiteral("−");
    case RowSample::Kind::Changed:
        break;
    }
    return QStringLiteral("≠");
}

bool isSameValue(const CellValue &left, const CellValue &right)
{
    return left.kind == right.kind && left.integer == right.integer && left.real == right.real
        && left.length == right.length && left.text == right.text && left.blob == right.blob;
}

QList<bool> changedColumns(const RowSample &sample)
{
    QList<bool> changed;
    if (sample.kind != RowSample::Kind::Changed) {
        return changed;
    }
    const qsizetype count = std::min(sample.before.size(), sample.after.size());
    for (qsizetype column = 0; column < count; ++column) {
        changed.append(!isSameValue(sample.before.at(column), sample.after.at(column)));
    }
    if (!changed.contains(true)) {
        for (qsizetype column = 0; column < count; ++column) {
            changed[column] = sample.before.at(column).isCut();
        }
    }
    return changed;
}

} // namespace litekeeper
