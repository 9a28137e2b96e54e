// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendaraccess.h"

#include "ui/charts/calendarview.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>
#include <QWindow>

namespace litekeeper {

namespace {

class CalendarAccess;

class DayAccess final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    DayAccess(QAccessibleInterface &calendar, CalendarView &view, const QDate &date)
        : m_calendar(calendar)
        , m_view(&view)
        , m_date(date)
    {
    }

    [[nodiscard]] QDate date() const { return m_date; }
    [[nodiscard]] bool isValid() const override { return m_view && m_view->layoutOfDays().contains(m_date); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override
    {
        return m_view ? m_view->window()->windowHandle() : nullptr;
    }
    [[nodiscard]] QRect rect() const override
    {
        const QRect place = m_view->layoutOfDays().rectOf(m_date);
        return {m_view->mapToGlobal(place.topLeft()), place.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_view->hasFocus() && m_view->currentDay() == m_date;
        state.selected = state.focused;
        return state;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_view->textOf(m_date).replace(u'\n', QLatin1String(": "))
                                         : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QAccessibleInterface *parent() const override { return &m_calendar; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        m_view->setCurrentDay(m_date);
        if (name == pressAction()) {
            m_view->activateDay(m_date);
        }
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QAccessibleInterface &m_calendar;
    QPointer<CalendarView> m_view;
    QDate m_date;
};

class CalendarAccess final : public QAccessibleWidget
{
public:
    explicit CalendarAccess(CalendarView *view)
        : QAccessibleWidget(view, QAccessible::Table)
    {
    }
    ~CalendarAccess() override
    {
        for (const QAccessible::Id id : std::as_const(m_made)) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }
    Q_DISABLE_COPY_MOVE(CalendarAccess)

    [[nodiscard]] int childCount() const override { return 7 * view().layoutOfDays().weeks(); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index >= 0 && index < childCount() ? dayAccess(view().layoutOfDays().firstDay().addDays(index))
                                                  : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *day = dynamic_cast<const DayAccess *>(child);
        return day && view().layoutOfDays().contains(day->date())
            ? int(view().layoutOfDays().firstDay().daysTo(day->date()))
            : -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const auto date = view().layoutOfDays().dateAt(view().mapFromGlobal(QPoint(x, y)));
        return date ? dayAccess(*date) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const QDate current = view().currentDay();
        return view().hasFocus() && current.isValid() ? dayAccess(current) : nullptr;
    }

private:
    [[nodiscard]] CalendarView &view() const { return *static_cast<CalendarView *>(widget()); }
    [[nodiscard]] QAccessibleInterface *dayAccess(const QDate &date) const
    {
        if (const auto found = m_made.constFind(date); found != m_made.cend()) {
            return QAccessible::accessibleInterface(*found);
        }
        auto &self = const_cast<CalendarAccess &>(*this);
        auto *made = new DayAccess(self, view(), date);
        m_made.insert(date, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    mutable QHash<QDate, QAccessible::Id> m_made;
};

QAccessibleInterface *makeCalendarAccess(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *view = qobject_cast<CalendarView *>(object);
    return view ? new CalendarAccess(view) : nullptr;
}

} // namespace

void installCalendarAccess()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeCalendarAccess);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

void tellFocus(CalendarView &view)
{
    if (!QAccessible::isActive()) {
        return;
    }
    const auto *access = dynamic_cast<CalendarAccess *>(QAccessible::queryAccessibleInterface(&view));
    if (QAccessibleInterface *focused = access ? access->focusChild() : nullptr) {
        QAccessibleEvent event(focused, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace litekeeper
