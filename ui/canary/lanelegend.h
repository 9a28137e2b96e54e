// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace litekeeper {

/// What the marks of a lane mean, in one line that gives way to what is beside it.
class LaneLegend : public QWidget
{
    Q_OBJECT

public:
    explicit LaneLegend(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QList<QPair<int, QString>> entries() const;
};

} // namespace litekeeper
