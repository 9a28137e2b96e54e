// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/lane.h"

#include <QWidget>

namespace litekeeper {

/// What the colours and signs of a chart mean, in one or more lines.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void addState(const Status &status);
    void addHatch(const QString &text); ///< for time that nobody watched
    void addFrame(const QString &text); ///< for days on which something was missed
    void addMark(LaneMark::Kind kind, const QString &text);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Sign { State, Hatch, Frame, Mark };
    struct Entry
    {
        Sign sign;
        Status status; ///< its word is the text
        LaneMark::Kind kind = LaneMark::Kind::Change;
    };

    void add(const Entry &entry);
    [[nodiscard]] QList<QRect> places(int width) const;
    void paintSign(QPainter &painter, const QRect &area, const Entry &entry) const;

    QList<Entry> m_entries;
};

} // namespace litekeeper
