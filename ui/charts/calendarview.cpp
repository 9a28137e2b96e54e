// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendarview.h"

#include "ui/charts/calendaraccess.h"
#include "ui/common/typography.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace litekeeper {

bool CalendarDay::operator==(const CalendarDay &other) const
{
    return date == other.date && worst.word == other.worst.word && worst.glyph == other.worst.glyph
        && worst.tone == other.worst.tone && runs == other.runs && missed == other.missed
        && text == other.text;
}

CalendarView::CalendarView(QWidget *parent)
    : QWidget(parent)
    , m_today(QDate::currentDate())
    , m_last(m_today)
{
    installCalendarAccess();
    setObjectName(QStringLiteral("calendar"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
    updateLayout();
}

CalendarView::~CalendarView() = default;

void CalendarView::setDays(const QList<CalendarDay> &days)
{
    m_days.clear();
    m_firstDay = {};
    for (const CalendarDay &day : days) {
        m_days.insert(day.date, day);
        m_firstDay = m_firstDay.isValid() ? std::min(m_firstDay, day.date) : day.date;
    }
    update();
}

void CalendarView::setToday(const QDate &today)
{
    const bool wasAtEnd = m_last == m_today;
    m_today = today;
    if (wasAtEnd) {
        m_last = today;
    }
    updateLayout();
}

void CalendarView::setShownRange(const QDate &from, const QDate &until)
{
    m_shownFrom = from;
    m_shownUntil = until;
    if (until < m_layout.firstDay()) {
        scrollTo(until);
    }
    update();
}

void CalendarView::updateLayout()
{
    m_layout = CalendarLayout(width(), QFontMetrics(smallFont(font())), m_last);
    updateGeometry();
    update();
}

/// Moves by as many weeks as it takes until `date` is seen.
void CalendarView::scrollTo(const QDate &date)
{
    const QDate oldest = m_firstDay.isValid() ? m_firstDay.addDays(7LL * (m_layout.weeks() - 1)) : m_today;
    if (date < m_layout.firstDay()) {
        m_last = startOfWeek(date).addDays(7LL * m_layout.weeks() - 1);
    } else if (date >= m_layout.endDay()) {
        m_last = date;
    }
    m_last = std::min(std::max(m_last, oldest), m_today);
    updateLayout();
}

QSize CalendarView::sizeHint() const
{
    return {m_layout.left() + 53 * CalendarLayout::pitch + 4, m_layout.height()};
}

QSize CalendarView::minimumSizeHint() const
{
    return {m_layout.left() + 8 * CalendarLayout::pitch, m_layout.height()};
}

const CalendarDay *CalendarView::day(const QDate &date) const
{
    const auto found = m_days.constFind(date);
    return found == m_days.cend() ? nullptr : &*found;
}

QString CalendarView::textOf(const QDate &date) const
{
    const QString head = QLocale().toString(date, QLocale::LongFormat);
    const CalendarDay *found = day(date);
    return head + u'\n' + (found ? found->text : date > m_today ? tr("Not yet") : tr("No runs"));
}

void CalendarView::setCurrentDay(const QDate &date)
{
    if (!date.isValid() || date == m_current || date > m_today) {
        return;
    }
    m_current = date;
    scrollTo(date);
    Q_EMIT currentDayChanged();
    tellFocus(*this);
}

void CalendarView::activateDay(const QDate &date)
{
    if (date.isValid() && date <= m_today) {
        Q_EMIT dayActivated(date);
    }
}

void CalendarView::keyPressEvent(QKeyEvent *event)
{
    const QDate from = m_current.isValid() ? m_current : m_today;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrentDay(from.addDays(-7));
    case Qt::Key_Right:
        return setCurrentDay(std::min(from.addDays(7), m_today));
    case Qt::Key_Up:
        return setCurrentDay(from.addDays(-1));
    case Qt::Key_Down:
        return setCurrentDay(from.addDays(1));
    case Qt::Key_PageUp:
        return setCurrentDay(from.addMonths(-1));
    case Qt::Key_PageDown:
        return setCurrentDay(std::min(from.addMonths(1), m_today));
    case Qt::Key_Home:
        return setCurrentDay(m_firstDay);
    case Qt::Key_End:
        return setCurrentDay(m_today);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activateDay(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

void CalendarView::wheelEvent(QWheelEvent *event)
{
    const int notches = event->angleDelta().y() / 120;
    const QDate before = m_last;
    scrollTo(notches > 0 ? m_layout.firstDay().addDays(-28LL * notches)
                         : m_layout.endDay().addDays(-28LL * notches - 1));
    // At the end of the calendar the wheel belongs to whatever the calendar lies in.
    event->setAccepted(m_last != before);
}

void CalendarView::mousePressEvent(QMouseEvent *event)
{
    const auto date = m_layout.dateAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && date) {
        setCurrentDay(*date);
        activateDay(*date);
    }
}

void CalendarView::mouseMoveEvent(QMouseEvent *event)
{
    const auto date = m_layout.dateAt(event->position().toPoint());
    const QDate hovered = date && *date <= m_today ? *date : QDate();
    if (hovered != m_hovered) {
        m_hovered = hovered;
        hovered.isValid() ? setCursor(Qt::PointingHandCursor) : unsetCursor();
        update();
    }
}

void CalendarView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hovered = {};
    update();
}

bool CalendarView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const auto date = m_layout.dateAt(help->pos())) {
            QToolTip::showText(help->globalPos(), textOf(*date), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void CalendarView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateLayout();
}

void CalendarView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (!m_current.isValid() && event->reason() != Qt::MouseFocusReason) {
        setCurrentDay(m_today);
    }
    update();
}

void CalendarView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void CalendarView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::LocaleChange) {
        updateLayout();
    }
    update();
}

} // namespace litekeeper
