// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendarview.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QLocale>
#include <QPainter>

namespace litekeeper {

namespace {

constexpr double corner = 2.5;

QColor emptyColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.08);
}

void paintFrame(QPainter &painter, const QRectF &area, const QColor &color, double width)
{
    const double half = width / 2;
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), corner, corner);
    painter.setPen(Qt::NoPen);
}

} // namespace

void CalendarView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCalendar(painter, m_layout, true);
}

void CalendarView::paintAll(QPainter &painter, int width) const
{
    const CalendarLayout whole(width, QFontMetrics(smallFont(font())), m_last);
    painter.fillRect(0, 0, width, whole.height(), palette().color(QPalette::Base));
    paintCalendar(painter, whole, false);
}

void CalendarView::paintCalendar(QPainter &painter, const CalendarLayout &layout, bool isForScreen) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter, layout);
    painter.setPen(Qt::NoPen);
    paintShownRange(painter, layout);
    for (QDate date = layout.firstDay(); date < layout.endDay() && date <= m_today; date = date.addDays(1)) {
        paintDay(painter, layout.rectOf(date), date);
    }
    if (isForScreen && m_hovered.isValid() && layout.contains(m_hovered)) {
        paintFrame(painter, QRectF(layout.rectOf(m_hovered)).adjusted(-1.5, -1.5, 1.5, 1.5),
                   mutedColor(palette()), 1);
    }
    if (isForScreen && hasFocus() && m_current.isValid() && layout.contains(m_current)) {
        paintFrame(painter, QRectF(layout.rectOf(m_current)).adjusted(-2.5, -2.5, 2.5, 2.5),
                   palette().color(QPalette::Text), 2);
    }
    painter.restore();
}

void CalendarView::paintLabels(QPainter &painter, const CalendarLayout &layout) const
{
    const QLocale locale;
    painter.setFont(smallFont(font()));
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(mutedColor(palette()));
    for (int row = 0; row < 7; row += 2) {
        const QDate date = layout.firstDay().addDays(row);
        const QRect cell = layout.rectOf(date);
        painter.drawText(QRect(4, cell.top() - 3, layout.left() - 12, cell.height() + 6),
                         int(Qt::AlignRight | Qt::AlignVCenter),
                         locale.standaloneDayName(date.dayOfWeek(), QLocale::ShortFormat));
    }
    int free = layout.left();
    for (int week = 0; week < layout.weeks(); ++week) {
        const QDate last = layout.firstDay().addDays(7LL * week + 6);
        if (last.day() > 7 && week > 0) {
            continue; // no month begins in it
        }
        const QString name = locale.standaloneMonthName(last.month(), QLocale::ShortFormat);
        const bool hasYear = last.month() == 1 || week == 0;
        const QString text
            = hasYear ? tr("%1 %2", "month and year above a calendar").arg(name).arg(last.year()) : name;
        const int x = layout.left() + week * CalendarLayout::pitch;
        const int width = metrics.horizontalAdvance(text);
        if (x >= free && x + width <= layout.left() + layout.weeks() * CalendarLayout::pitch) {
            painter.drawText(x, metrics.ascent(), text);
            free = x + width + 8;
        }
    }
}

/// A line above the weeks that the other charts show.
void CalendarView::paintShownRange(QPainter &painter, const CalendarLayout &layout) const
{
    const QDate from = std::max(m_shownFrom, layout.firstDay());
    const QDate until = std::min({m_shownUntil, layout.endDay().addDays(-1), m_today});
    if (!m_shownFrom.isValid() || !m_shownUntil.isValid() || from > until) {
        return;
    }
    painter.setBrush(palette().color(QPalette::Highlight));
    const int left = layout.rectOf(from).left();
    const int right = layout.rectOf(until).right() + 1;
    painter.drawRoundedRect(QRectF(left, layout.top() - 6, right - left, 3), 1.5, 1.5);
}

/// Good days are plain; others have their glyph as well. A frame: something should have run and did not.
void CalendarView::paintDay(QPainter &painter, const QRect &cell, const QDate &date) const
{
    const CalendarDay *found = day(date);
    const bool hasRuns = found && found->runs > 0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(hasRuns ? toneColor(found->worst.tone, palette()) : emptyColor(palette()));
    painter.drawRoundedRect(cell, corner, corner);
    if (hasRuns && found->worst.tone != Tone::Good) {
        paintGlyph(painter, QRectF(cell).adjusted(2, 2, -2, -2), found->worst.glyph,
                   palette().color(QPalette::Base), toneColor(found->worst.tone, palette()));
    }
    if (found && found->missed > 0) {
        // On a coloured day the frame needs a gap to be seen.
        if (hasRuns) {
            paintFrame(painter, QRectF(cell).adjusted(1, 1, -1, -1), palette().color(QPalette::Base), 2);
        }
        paintFrame(painter, cell, toneColor(Tone::Bad, palette()), 1.6);
    }
    if (date == m_today) {
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawEllipse(QPointF(cell.center().x() + 0.5, cell.bottom() + 2.5), 1.5, 1.5);
    }
}

} // namespace litekeeper
