// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// QCustomPlot 2.1 uses Qt's foreach in its header, which our sources do without (QT_NO_FOREACH).
// NOLINTNEXTLINE(bugprone-macro-parentheses): a loop takes neither of them in parentheses
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
