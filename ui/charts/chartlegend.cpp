// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartlegend.h"

#include "ui/charts/lanepainter.h"
#include "ui/common/typography.h"

#include <QPainter>

namespace litekeeper {

namespace {

constexpr int signSide = 13;
constexpr int signGap = 5;
constexpr int entryGap = 16;

} // namespace

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    setFont(smallFont(font()));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::add(const Entry &entry)
{
    m_entries.append(entry);
    QStringList words;
    for (const Entry &each : std::as_const(m_entries)) {
        words.append(each.status.word);
    }
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
    updateGeometry();
}

void ChartLegend::addState(const Status &status)
{
    add({Sign::State, status});
}

void ChartLegend::addHatch(const QString &text)
{
    add({Sign::Hatch, {text, Glyph::None, Tone::Unreachable}});
}

void ChartLegend::addFrame(const QString &text)
{
    add({Sign::Frame, {text, Glyph::None, Tone::Bad}});
}

void ChartLegend::addMark(LaneMark::Kind kind, const QString &text)
{
    add({Sign::Mark, {text, Glyph::None, Tone::Unreachable}, kind});
}

QList<QRect> ChartLegend::places(int width) const
{
    QList<QRect> places;
    const int line = fontMetrics().height() + 4;
    int x = 0;
    int y = 0;
    for (const Entry &entry : m_entries) {
        const int needed = signSide + signGap + fontMetrics().horizontalAdvance(entry.status.word);
        if (x > 0 && x + needed > width) {
            x = 0;
            y += line;
        }
        places.append(QRect(x, y, needed, line));
        x += needed + entryGap;
    }
    return places;
}

int ChartLegend::heightForWidth(int width) const
{
    const QList<QRect> all = places(width);
    return all.isEmpty() ? 0 : all.last().bottom() + 1;
}

QSize ChartLegend::sizeHint() const
{
    const QList<QRect> all = places(QWIDGETSIZE_MAX);
    return all.isEmpty() ? QSize(0, 0) : QSize(all.last().right() + 1, all.last().bottom() + 1);
}

QSize ChartLegend::minimumSizeHint() const
{
    return {80, fontMetrics().height() + 4};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<QRect> all = places(width());
    for (qsizetype at = 0; at < m_entries.size(); ++at) {
        const QRect place = all.at(at);
        paintSign(painter, {place.left(), place.center().y() - signSide / 2, signSide, signSide},
                  m_entries.at(at));
        painter.setPen(mutedColor(palette()));
        painter.drawText(place.adjusted(signSide + signGap, 0, 0, 0), int(Qt::AlignLeft | Qt::AlignVCenter),
                         m_entries.at(at).status.word);
    }
}

void ChartLegend::paintSign(QPainter &painter, const QRect &area, const Entry &entry) const
{
    const QColor color = toneColor(entry.status.tone, palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (entry.sign) {
    case Sign::State:
        painter.setBrush(color);
        painter.drawRoundedRect(area, 2.5, 2.5);
        paintGlyph(painter, QRectF(area).adjusted(2, 2, -2, -2), entry.status.glyph,
                   palette().color(QPalette::Base), color);
        break;
    case Sign::Hatch:
        painter.setRenderHint(QPainter::Antialiasing, false);
        paintHatch(painter, area, palette());
        break;
    case Sign::Frame:
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(area).adjusted(0.8, 0.8, -0.8, -0.8), 2.5, 2.5);
        break;
    case Sign::Mark: {
        // The sign stands where it would stand beside a band, so the band is put where the sign fits.
        const int up = entry.kind == LaneMark::Kind::Backup ? -area.height() : 0;
        const int down = entry.kind == LaneMark::Kind::Deploy || entry.kind == LaneMark::Kind::Reboot
            ? area.height()
            : 0;
        paintMark(painter, entry.kind, area.center().x() + 0.5, area.translated(0, up + down), color,
                  palette());
        break;
    }
    }
}

} // namespace litekeeper
