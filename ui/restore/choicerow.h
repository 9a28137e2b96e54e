// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyle>
#include <QWidget>

namespace litekeeper {

/// Moves what belongs to a radio button or check box, and stands below it, to where its text begins.
inline void indentBelowChoice(QWidget &widget)
{
    const QStyle *style = widget.style();
    const int indent = style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
        + style->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
    widget.setContentsMargins(indent, 0, 0, 4);
}

} // namespace litekeeper
