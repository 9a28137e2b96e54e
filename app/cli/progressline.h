// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QElapsedTimer>
#include <QString>

namespace litekeeper {

/// One line on the terminal that says how a run goes. Draws nothing where the standard error is not a
/// terminal.
class ProgressLine
{
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const Progress &progress);
    void show(const QString &text);
    void clear();

private:
    bool m_drawing;
};

/// As much of it as fits in `width` columns, the least important figures go first.
[[nodiscard]] QString progressText(const Progress &progress, int width);

} // namespace litekeeper
