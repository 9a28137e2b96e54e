// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <qnamespace.h>

namespace litekeeper {

/// What a CellDelegate reads besides Qt's own roles. Models of pages begin their own roles at UserCellRole.
enum CellRole {
    StatusRole = Qt::UserRole + 1, ///< Status: its glyph stands before the text
    DetailRole,    ///< QString: quieter text behind the display text, dropped when there is no room
    ProgressRole,  ///< double from 0 to 1: a bar in place of the text
    DimmedRole,    ///< bool: the whole cell is of second rank
    SortRole,      ///< what the column is sorted by
    SearchRole,    ///< QString: what a filter by text looks at, the same for all columns of a row
    StripRole,     ///< QList<int> of Outcome, oldest first, at most 30: what a StripDelegate draws
    StripTipsRole, ///< QStringList, a line for each of them
    UserCellRole,
};

} // namespace litekeeper
