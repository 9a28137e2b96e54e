// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QWidget>

class QLabel;

namespace litekeeper {

/// The live figures of a run, a name above each. The columns keep their places while the figures change.
class RunFigures : public QWidget
{
    Q_OBJECT

public:
    explicit RunFigures(QWidget *parent = nullptr);

    void setProgress(const Progress &progress);

private:
    enum Figure { Bytes, Rate, Pages, Held, WalGrowth, Restarts, FigureCount };

    void addFigure(Figure figure, const QString &objectName, const QString &name, const QString &explanation);
    void set(Figure figure, const QString &text);

    QLabel *m_values[FigureCount] = {};
};

} // namespace litekeeper
