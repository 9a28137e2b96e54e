// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelineaccess.h"

#include "ui/charts/timelineview.h"
#include "ui/charts/timewindow.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>
#include <QWindow>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostChildren = 500; // of a lane; nobody listens to more

/// The items of a lane within the range that is shown, in the order of time.
QList<LaneItem> shownItems(const TimelineView &view, int lane)
{
    const LaneTracks &tracks = view.tracks();
    const TimeRange range = view.timeWindow().range();
    QList<LaneItem> items;
    LaneItem item = itemAt(tracks, lane, range.from);
    for (; item.isValid() && items.size() < mostChildren; item = itemAfter(tracks, item)) {
        const TimeRange extent = extentOf(tracks, item);
        if (extent.from >= range.until) {
            break;
        }
        if (extent.until > range.from || extent.from >= range.from) {
            items.append(item);
        }
    }
    return items;
}

class TimelineAccess;

/// A lane, or one state or event of it.
class LaneAccess final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    LaneAccess(TimelineAccess &owner, TimelineView &view, int lane, const LaneItem &item)
        : m_owner(owner)
        , m_view(&view)
        , m_lane(lane)
        , m_item(item)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        if (!m_view || m_lane >= int(m_view->tracks().size())) {
            return false;
        }
        const LaneTrack &track = *m_view->tracks().at(m_lane);
        const qsizetype count = m_item.isMark ? track.lane().marks.size() : qsizetype(track.pieces().size());
        return !m_item.isValid() || m_item.index < count;
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override
    {
        return m_view ? m_view->window()->windowHandle() : nullptr;
    }
    [[nodiscard]] QRect rect() const override
    {
        const QRect place = m_item.isValid() ? m_view->rectOf(m_item) : m_view->rectOfLane(m_lane);
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override
    {
        return m_item.isValid() ? QAccessible::ListItem : QAccessible::List;
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = m_item.isValid();
        state.focused = m_item.isValid() && m_view->hasFocus() && m_view->currentItem() == m_item;
        state.selected = state.focused;
        return state;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const Lane &lane = m_view->tracks().at(m_lane)->lane();
        if (kind == QAccessible::Name) {
            return m_item.isValid() ? m_view->textOf(m_item) : lane.title;
        }
        if (kind == QAccessible::Description && !m_item.isValid()) {
            const QString shown
                = laneText(*m_view->tracks().at(m_lane), m_view->timeWindow().range(), m_view->timeZone());
            return lane.subtitle.isEmpty() ? shown : lane.subtitle + QStringLiteral(". ") + shown;
        }
        return {};
    }
    void setText(QAccessible::Text, const QString &) override { }

    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] int childCount() const override
    {
        return m_item.isValid() ? 0 : int(shownItems(*m_view, m_lane).size());
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const LaneItem item = m_view->itemAtPosition(m_view->viewport()->mapFromGlobal(QPoint(x, y)));
        return m_item.isValid() ? nullptr : child(int(shownItems(*m_view, m_lane).indexOf(item)));
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *other = dynamic_cast<const LaneAccess *>(child);
        return other && other->m_lane == m_lane ? int(shownItems(*m_view, m_lane).indexOf(other->m_item))
                                                : -1;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        const bool acts = type == QAccessible::ActionInterface && m_item.isValid();
        return acts ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        m_view->setCurrentItem(m_item);
        if (name == pressAction()) {
            m_view->activateItem(m_item);
        }
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    TimelineAccess &m_owner;
    QPointer<TimelineView> m_view;
    int m_lane;
    LaneItem m_item;
};

class TimelineAccess final : public QAccessibleWidget
{
public:
    explicit TimelineAccess(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::Chart)
    {
    }
    ~TimelineAccess() override
    {
        for (const QAccessible::Id id : std::as_const(m_made)) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }
    Q_DISABLE_COPY_MOVE(TimelineAccess)

    [[nodiscard]] int childCount() const override { return int(view().tracks().size()); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index >= 0 && index < childCount() ? interfaceOf(index, {}) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int lane = 0; lane < childCount(); ++lane) {
            if (interfaceOf(lane, {}) == child) {
                return lane;
            }
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint position = view().viewport()->mapFromGlobal(QPoint(x, y));
        for (int lane = 0; lane < childCount(); ++lane) {
            if (view().rectOfLane(lane).contains(position)) {
                return child(lane);
            }
        }
        return nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const LaneItem item = view().currentItem();
        return view().hasFocus() && item.isValid() ? interfaceOf(item.lane, item) : nullptr;
    }

    /// Made when somebody asks for it; an invalid item stands for the lane as a whole.
    [[nodiscard]] QAccessibleInterface *interfaceOf(int lane, const LaneItem &item) const
    {
        const QString key = QStringLiteral("%1/%2/%3/%4")
                                .arg(lane)
                                .arg(int(item.isValid()))
                                .arg(int(item.isMark))
                                .arg(item.index);
        if (const auto found = m_made.constFind(key); found != m_made.cend()) {
            return QAccessible::accessibleInterface(*found);
        }
        auto &self = const_cast<TimelineAccess &>(*this);
        auto *made = new LaneAccess(self, view(), lane, item);
        m_made.insert(key, QAccessible::registerAccessibleInterface(made));
        return made;
    }

private:
    [[nodiscard]] TimelineView &view() const { return *static_cast<TimelineView *>(widget()); }

    mutable QHash<QString, QAccessible::Id> m_made;
};

QAccessibleInterface *LaneAccess::parent() const
{
    return m_item.isValid() ? m_owner.interfaceOf(m_lane, {}) : &m_owner;
}

QAccessibleInterface *LaneAccess::child(int index) const
{
    const QList<LaneItem> items = m_item.isValid() ? QList<LaneItem>() : shownItems(*m_view, m_lane);
    return index >= 0 && index < items.size() ? m_owner.interfaceOf(m_lane, items.at(index)) : nullptr;
}

QAccessibleInterface *makeTimelineAccess(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccess(view) : nullptr;
}

} // namespace

void installTimelineAccess()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeTimelineAccess);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

void tellFocus(TimelineView &view)
{
    if (!QAccessible::isActive()) {
        return;
    }
    const auto *access = dynamic_cast<TimelineAccess *>(QAccessible::queryAccessibleInterface(&view));
    if (QAccessibleInterface *focused = access ? access->focusChild() : nullptr) {
        QAccessibleEvent event(focused, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace litekeeper
