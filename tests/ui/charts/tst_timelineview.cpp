// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelineview.h"

#include "ui/charts/timewindow.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace litekeeper;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
constexpr Instant now = 20'000 * day;

Lane lane(const char *id, QList<LaneSpan> spans, QList<LaneMark> marks = {})
{
    Lane lane;
    lane.id = QLatin1String(id);
    lane.title = QLatin1String(id);
    lane.subtitle = QStringLiteral("/srv/data");
    lane.states = {{QStringLiteral("Proven"), Glyph::Shield, Tone::Good},
                   {QStringLiteral("Lost"), Glyph::Cross, Tone::Bad}};
    lane.spans = std::move(spans);
    lane.marks = std::move(marks);
    lane.notWatchedAfter = std::chrono::hours(12);
    return lane;
}

/// Two lanes over ten days: one that was lost on the sixth and well again on the seventh, and a quiet one.
QList<Lane> twoLanes()
{
    const LaneMark change{.at = now - 5 * day,
                          .kind = LaneMark::Kind::Change,
                          .status = {QStringLiteral("Lost"), Glyph::Cross, Tone::Bad},
                          .text = QStringLiteral("The canary was gone after a restart"),
                          .key = 77};
    return {lane("ghost",
                 {{now - 10 * day, now - 5 * day, 1, 0},
                  {now - 5 * day, now - 4 * day, 2, 1},
                  {now - 4 * day, now, 3, 0}},
                 {change}),
            lane("gitea", {{now - 10 * day, now, 4, 0}})};
}

} // namespace

class TimelineViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theWheelZoomsAtThePointer();
    void theWheelOverTheNamesScrolls();
    void draggingPans();
    void aClickActivatesWhatWasSeenThere();
    void aClickBesideTheBandIsOneOnTheLane();
    void arrowsWalkStatesEventsAndLanes();
    void returnActivatesTheCurrentItem();
    void keysZoomAndPan();
    void walkingBringsIntoView();
    void tellsScreenReadersOfLanesAndStates();
    void theFocusIsTold();
    void tooltipsSayDateAndCause();
    void tooltipsOfMixedPixelsSayTheShares();
    void theCurrentItemSurvivesNewData();
    void emptyTimelinesSaySo();
    void paintsStatesInTheirColours_data();
    void paintsStatesInTheirColours();

private:
    [[nodiscard]] QPoint at(int lane, Instant instant) const
    {
        const QRect row = m_view->rectOfLane(lane);
        return {qRound(m_view->axis().pixelAt(instant)), row.center().y() + 1};
    }
    void wheel(const QPoint &position, int delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWheelEvent event(position, m_view->viewport()->mapToGlobal(position), {}, {0, delta}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->viewport(), &event);
    }

    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<TimelineView> m_view;
};

void TimelineViewTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TimelineViewTest::init()
{
    m_window = std::make_unique<TimeWindow>();
    m_window->setBounds({now - 10 * day, now});
    m_view = std::make_unique<TimelineView>(*m_window);
    m_view->setTimeZone(QTimeZone::utc());
    m_view->setLanes(twoLanes(), now);
    m_view->resize(900, 200);
    m_view->show();
}

void TimelineViewTest::cleanup()
{
    m_view.reset();
    m_window.reset();
}

void TimelineViewTest::theWheelZoomsAtThePointer()
{
    const QPoint pointer = at(0, now - 3 * day);
    const Instant before = m_view->axis().instantAt(pointer.x());
    const qint64 length = m_window->range().length();
    wheel(pointer, 360);
    QVERIFY(m_window->range().length() < length);
    QVERIFY(qAbs(m_view->axis().pixelAt(before) - pointer.x()) < 0.5);
    wheel(pointer, -120);
    QVERIFY(qAbs(m_view->axis().pixelAt(before) - pointer.x()) < 0.5);
}

void TimelineViewTest::theWheelOverTheNamesScrolls()
{
    m_view->resize(900, 110);
    const TimeRange before = m_window->range();
    wheel({20, 80}, -120);
    QCOMPARE(m_window->range(), before);
    QVERIFY(m_view->verticalScrollBar()->value() > 0);
}

void TimelineViewTest::draggingPans()
{
    m_window->setRange({now - 4 * day, now - 2 * day});
    QSignalSpy activated(m_view.get(), &TimelineView::activated);
    const QPoint from = at(1, now - 3 * day);
    const Instant held = m_view->axis().instantAt(from.x());
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view->viewport(), from + QPoint(60, 0));
    QTest::mouseMove(m_view->viewport(), from + QPoint(120, 0));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, from + QPoint(120, 0));
    QVERIFY(qAbs(m_view->axis().pixelAt(held) - (from.x() + 120)) < 1);
    QCOMPARE(m_window->range().length(), 2 * day);
    QVERIFY(activated.isEmpty());
}

void TimelineViewTest::aClickActivatesWhatWasSeenThere()
{
    QSignalSpy activated(m_view.get(), &TimelineView::activated);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(0, now - 4 * day - 12 * hour));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.at(0).at(0).toString(), QStringLiteral("ghost"));
    QCOMPARE(activated.at(0).at(1).toLongLong(), 2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(0, now - 5 * day));
    QCOMPARE(activated.at(1).at(1).toLongLong(), 77); // the diamond stands in front
}

void TimelineViewTest::aClickBesideTheBandIsOneOnTheLane()
{
    QSignalSpy lanes(m_view.get(), &TimelineView::laneActivated);
    QSignalSpy activated(m_view.get(), &TimelineView::activated);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                      {at(1, now - day).x(), m_view->rectOfLane(1).top() + 2});
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {20, m_view->rectOfLane(0).center().y()});
    QVERIFY(activated.isEmpty());
    QCOMPARE(lanes.size(), 2);
    QCOMPARE(lanes.at(0).at(0).toString(), m_view->tracks().at(1)->lane().id);
    QCOMPARE(lanes.at(1).at(0).toString(), QStringLiteral("ghost"));
}

void TimelineViewTest::arrowsWalkStatesEventsAndLanes()
{
    m_view->setCurrentItem({0, false, 0});
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, false, 1}));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, true, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, false, 2}));
    QTest::keyClick(m_view.get(), Qt::Key_Right); // there is nothing further
    QCOMPARE(m_view->currentItem(), (LaneItem{0, false, 2}));
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, true, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentItem(), (LaneItem{1, false, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentItem().lane, 0);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, false, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentItem(), (LaneItem{0, false, 2}));
}

void TimelineViewTest::returnActivatesTheCurrentItem()
{
    QSignalSpy activated(m_view.get(), &TimelineView::activated);
    m_view->setCurrentItem({0, false, 1});
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    m_view->setCurrentItem({0, true, 0});
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated.at(0).at(1).toLongLong(), 2);
    QCOMPARE(activated.at(1).at(1).toLongLong(), 77);
}

void TimelineViewTest::keysZoomAndPan()
{
    const qint64 length = m_window->range().length();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QVERIFY(m_window->range().length() < length);
    const TimeRange before = m_window->range();
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(m_window->range().from < before.from);
    QCOMPARE(m_window->range().length(), before.length());
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QVERIFY(m_window->range().length() > before.length());
}

void TimelineViewTest::walkingBringsIntoView()
{
    m_window->setRange({now - 2 * hour, now});
    m_view->setCurrentItem({0, false, 2});
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(m_window->range().contains(now - 5 * day));
    QCOMPARE(m_window->range().length(), 2 * hour);
}

void TimelineViewTest::tellsScreenReadersOfLanesAndStates()
{
    QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(timeline);
    QCOMPARE(timeline->childCount(), 2);
    QAccessibleInterface *ghost = timeline->child(0);
    QCOMPARE(ghost->text(QAccessible::Name), QStringLiteral("ghost"));
    QCOMPARE(ghost->parent(), timeline);
    QCOMPARE(timeline->indexOfChild(ghost), 0);
    const QString said = ghost->text(QAccessible::Description);
    QVERIFY2(said.contains(QLatin1String("Lost 10 % of the time")), qPrintable(said));
    QVERIFY2(said.contains(QLatin1String("Proven since ")), qPrintable(said));
    QVERIFY2(said.contains(QLatin1String("1 event")), qPrintable(said));
    QCOMPARE(ghost->childCount(), 4); // three states and an event
    QVERIFY(ghost->child(1)->text(QAccessible::Name).startsWith(QLatin1String("Lost, ")));
    QVERIFY(ghost->child(1)->text(QAccessible::Name).contains(QLatin1String("(24 h)")));
    QVERIFY(ghost->child(2)->text(QAccessible::Name).startsWith(QLatin1String("The canary was gone")));
    QCOMPARE(ghost->indexOfChild(ghost->child(2)), 2);
    QCOMPARE(ghost->child(1)->parent(), ghost);

    m_window->setRange({now - 2 * day, now - day});
    QCOMPARE(ghost->childCount(), 1); // only what is seen
    QSignalSpy activated(m_view.get(), &TimelineView::activated);
    ghost->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.at(0).at(1).toLongLong(), 3);
}

void TimelineViewTest::theFocusIsTold()
{
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    m_view->setCurrentItem({0, false, 1});
    QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(timeline->focusChild());
    QVERIFY(timeline->focusChild()->state().focused);
    QVERIFY(timeline->focusChild()->text(QAccessible::Name).startsWith(QLatin1String("Lost")));
}

void TimelineViewTest::tooltipsSayDateAndCause()
{
    m_view->setExplanation(
        [](const QString &id, qint64 key) { return QStringLiteral("%1 %2").arg(id).arg(key); });
    const QString tip = m_view->toolTipAt(at(0, now - 4 * day - 12 * hour));
    QVERIFY2(tip.contains(QLatin1String("Lost")), qPrintable(tip));
    QVERIFY2(tip.contains(QLatin1String("ghost 2")), qPrintable(tip));
    QVERIFY2(tip.contains(QLocale().toString(QDateTime::fromMSecsSinceEpoch(now - 5 * day, Qt::UTC),
                                             QLocale::ShortFormat)),
             qPrintable(tip));
    QCOMPARE(m_view->toolTipAt({20, m_view->rectOfLane(0).center().y()}), QStringLiteral("ghost\n/srv/data"));
}

void TimelineViewTest::tooltipsOfMixedPixelsSayTheShares()
{
    const Instant blip = now - 5 * day;
    m_view->setLanes(
        {lane("ghost",
              {{now - 3000 * day, blip, 1, 0}, {blip, blip + 120'000, 2, 1}, {blip + 120'000, now, 3, 0}})},
        now);
    m_window->setBounds({now - 3000 * day, now});
    const QPoint place(int(m_view->axis().pixelAt(blip)), at(0, now).y());
    const QString tip = m_view->toolTipAt(place);
    QVERIFY2(tip.contains(QLatin1String("Lost: 2 min")), qPrintable(tip));
    QVERIFY2(tip.contains(QLatin1String("Proven: ")), qPrintable(tip));
}

void TimelineViewTest::theCurrentItemSurvivesNewData()
{
    m_view->setCurrentItem({0, false, 1});
    QList<Lane> lanes = twoLanes();
    lanes.prepend(lane("new", {{now - day, now, 9, 0}}));
    m_view->setLanes(lanes, now);
    QCOMPARE(m_view->currentItem(), (LaneItem{1, false, 1}));
    m_view->setLanes({}, now);
    QVERIFY(!m_view->currentItem().isValid());
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
}

void TimelineViewTest::emptyTimelinesSaySo()
{
    m_view->setLanes({}, now);
    const QImage without = m_view->viewport()->grab().toImage();
    m_view->setEmptyText(QStringLiteral("Nothing is watched yet."));
    QVERIFY(m_view->viewport()->grab().toImage() != without);
}

void TimelineViewTest::paintsStatesInTheirColours_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TimelineViewTest::paintsStatesInTheirColours()
{
    QFETCH(const QPalette, palette);
    m_view->setPalette(palette);
    const QImage picture = m_view->viewport()->grab().toImage();
    QCOMPARE(picture.pixelColor(at(1, now - 3 * day)), toneColor(Tone::Good, palette));
    QCOMPARE(picture.pixelColor(at(0, now - 4 * day - 4 * hour)), toneColor(Tone::Bad, palette));
}

QTEST_MAIN(TimelineViewTest)
#include "tst_timelineview.moc"
