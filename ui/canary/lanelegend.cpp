// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/lanelegend.h"

#include "ui/charts/lanepainter.h"
#include "ui/common/status.h"
#include "ui/common/typography.h"

#include <QPainter>

namespace litekeeper {

namespace {

constexpr int signWidth = 14;
constexpr int signGap = 6;
constexpr int entryGap = 14;
constexpr int bandHeight = 10;
constexpr int hatchEntry = -1;

} // namespace

LaneLegend::LaneLegend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("laneLegend"));
    setFont(smallFont(font()));
    QStringList names;
    const QList<QPair<int, QString>> all = entries();
    for (const auto &[kind, name] : all) {
        names.append(name);
    }
    setAccessibleName(tr("What the marks mean: %1").arg(names.join(QStringLiteral(", "))));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QList<QPair<int, QString>> LaneLegend::entries() const
{
    return {{int(LaneMark::Kind::Change), tr("Change")},
            {int(LaneMark::Kind::Reboot), tr("Restart")},
            {int(LaneMark::Kind::Deploy), tr("Deployment")},
            {int(LaneMark::Kind::Backup), tr("Backup")},
            {hatchEntry, tr("Not watched")}};
}

QSize LaneLegend::sizeHint() const
{
    int width = 0;
    const QList<QPair<int, QString>> all = entries();
    for (const auto &[kind, name] : all) {
        width += signWidth + signGap + fontMetrics().horizontalAdvance(name) + entryGap;
    }
    return {width, std::max(fontMetrics().height(), 24)};
}

QSize LaneLegend::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void LaneLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor quiet = mutedColor(palette());
    int left = 0;
    const QList<QPair<int, QString>> all = entries();
    for (const auto &[kind, name] : all) {
        const int width = signWidth + signGap + fontMetrics().horizontalAdvance(name);
        if (left + width > this->width()) {
            return; // half an entry says less than none
        }
        const int middle = height() / 2;
        if (kind == hatchEntry) {
            paintHatch(painter, QRect(left, middle - bandHeight / 2, signWidth, bandHeight), palette());
        } else {
            // Marks stand on, above and below their band; here each is in the middle.
            const auto mark = LaneMark::Kind(kind);
            const int shift = mark == LaneMark::Kind::Change ? 0
                : mark == LaneMark::Kind::Backup             ? -(bandHeight / 2 + 6)
                                                             : bandHeight / 2 + 7;
            const QRect band(left, middle - bandHeight / 2 + shift, signWidth, bandHeight);
            paintMark(painter, mark, left + signWidth / 2.0, band, quiet, palette());
        }
        painter.setPen(quiet);
        painter.setFont(font());
        painter.drawText(QRect(left + signWidth + signGap, 0, width, height()),
                         int(Qt::AlignLeft | Qt::AlignVCenter), name);
        left += width + entryGap;
    }
}

} // namespace litekeeper
