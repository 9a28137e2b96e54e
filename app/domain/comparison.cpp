// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/comparison.h"

#include <algorithm>

namespace litekeeper {

bool Comparison::isSame() const
{
    return schema.isEmpty() && userVersionLeft == userVersionRight && applicationIdLeft == applicationIdRight
        && std::all_of(tables.cbegin(), tables.cend(), [](const TableComparison &table) {
               return table.state == TableComparison::State::Same;
           });
}

bool Comparison::isComplete() const
{
    return std::none_of(tables.cbegin(), tables.cend(), [](const TableComparison &table) {
        return table.state == TableComparison::State::NotComparable;
    });
}

QString schemaChangeCode(SchemaChange::Kind kind)
{
    switch (kind) {
    case SchemaChange::Kind::Added:
        return QStringLiteral("added");
    case SchemaChange::Kind::Removed:
        return QStringLiteral("removed");
    case SchemaChange::Kind::Changed:
        break;
    }
    return QStringLiteral("changed");
}

QString rowSampleCode(RowSample::Kind kind)
{
    switch (kind) {
    case RowSample::Kind::Added:
        return QStringLiteral("added");
    case RowSample::Kind::Removed:
        return QStringLiteral("removed");
    case RowSample::Kind::Changed:
        break;
    }
    return QStringLiteral("changed");
}

QString tableStateCode(TableComparison::State state)
{
    switch (state) {
    case TableComparison::State::Same:
        return QStringLiteral("same");
    case TableComparison::State::Differs:
        return QStringLiteral("differs");
    case TableComparison::State::OnlyLeft:
        return QStringLiteral("only-left");
    case TableComparison::State::OnlyRight:
        return QStringLiteral("only-right");
    case TableComparison::State::NotComparable:
        break;
    }
    return QStringLiteral("not-comparable");
}

} // namespace litekeeper
