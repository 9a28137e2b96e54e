// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendarview.h"

#include "ui/common/theme.h"

#include <QAccessible>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace litekeeper;

namespace {

const QDate today(2026, 11, 21); // a Saturday

CalendarDay dayWith(const QDate &date, const Status &worst, int runs, int missed = 0)
{
    return {date, worst, runs, missed, QStringLiteral("%1 runs").arg(runs)};
}

const Status failed{QStringLiteral("Failed"), Glyph::Cross, Tone::Bad};
const Status good{QStringLiteral("Succeeded"), Glyph::Check, Tone::Good};

} // namespace

class CalendarViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void weeksBeginWhereTheyBeginHere();
    void daysHaveTheColourOfTheirWorstRun_data();
    void daysHaveTheColourOfTheirWorstRun();
    void aDayWithoutRunsIsNeutral();
    void missedDaysHaveAFrame();
    void aClickActivatesTheDay();
    void daysToComeCannotBeActivated();
    void arrowsWalk();
    void walkingScrolls();
    void theWheelGoesThroughTheYearsAndStops();
    void tellsScreenReadersOfDays();

private:
    [[nodiscard]] QColor colourOf(const QDate &date) const
    {
        const QImage picture = m_view->grab().toImage();
        // Left of the glyph.
        const QRect cell = m_view->layoutOfDays().rectOf(date);
        return picture.pixelColor(cell.left() + 1, cell.center().y());
    }

    std::unique_ptr<CalendarView> m_view;
};

void CalendarViewTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_view = std::make_unique<CalendarView>();
    m_view->setPalette(lightPalette());
    m_view->setToday(today);
    m_view->setDays({dayWith(today.addDays(-500), good, 1), dayWith(today.addDays(-3), failed, 4),
                     dayWith(today.addDays(-2), good, 2), dayWith(today.addDays(-1), {}, 0, 1)});
    m_view->resize(600, m_view->sizeHint().height());
    m_view->show();
}

void CalendarViewTest::cleanup()
{
    m_view.reset();
}

void CalendarViewTest::weeksBeginWhereTheyBeginHere()
{
    QCOMPARE(m_view->layoutOfDays().firstDay().dayOfWeek(), int(Qt::Monday));
    QCOMPARE(m_view->layoutOfDays().rectOf(today).top(),
             m_view->layoutOfDays().top() + 5 * CalendarLayout::pitch);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_view->resize(580, m_view->height());
    QCOMPARE(m_view->layoutOfDays().firstDay().dayOfWeek(), int(Qt::Sunday));
    QCOMPARE(m_view->layoutOfDays().rectOf(today).top(),
             m_view->layoutOfDays().top() + 6 * CalendarLayout::pitch);
}

void CalendarViewTest::daysHaveTheColourOfTheirWorstRun_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void CalendarViewTest::daysHaveTheColourOfTheirWorstRun()
{
    QFETCH(const QPalette, palette);
    m_view->setPalette(palette);
    QCOMPARE(colourOf(today.addDays(-3)), toneColor(Tone::Bad, palette));
    QCOMPARE(colourOf(today.addDays(-2)), toneColor(Tone::Good, palette));
}

void CalendarViewTest::aDayWithoutRunsIsNeutral()
{
    const QColor neutral = colourOf(today.addDays(-10));
    QVERIFY(neutral != toneColor(Tone::Good, m_view->palette()));
    QVERIFY(neutral.saturationF() < 0.1);
    QVERIFY(m_view->textOf(today.addDays(-10)).endsWith(QLatin1String("No runs")));
}

void CalendarViewTest::missedDaysHaveAFrame()
{
    const QImage picture = m_view->grab().toImage();
    const auto edge = [&](const QDate &date) {
        const QRect cell = m_view->layoutOfDays().rectOf(date);
        return picture.pixelColor(cell.center().x(), cell.top());
    };
    const QColor bad = toneColor(Tone::Bad, m_view->palette());
    QVERIFY(qAbs(edge(today.addDays(-1)).hueF() - bad.hueF()) < 0.02);
    QVERIFY(edge(today.addDays(-1)).saturationF() > 0.5);
    QVERIFY(edge(today.addDays(-10)).saturationF() < 0.1);
}

void CalendarViewTest::aClickActivatesTheDay()
{
    QSignalSpy activated(m_view.get(), &CalendarView::dayActivated);
    const QDate day = today.addDays(-3);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->layoutOfDays().rectOf(day).center());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toDate(), day);
    QCOMPARE(m_view->currentDay(), day);
}

void CalendarViewTest::daysToComeCannotBeActivated()
{
    QSignalSpy activated(m_view.get(), &CalendarView::dayActivated);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {},
                      m_view->layoutOfDays().rectOf(today.addDays(1)).center());
    QVERIFY(activated.isEmpty());
    m_view->setCurrentDay(today);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentDay(), today);
}

void CalendarViewTest::arrowsWalk()
{
    m_view->setCurrentDay(today.addDays(-20));
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->currentDay(), today.addDays(-27));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentDay(), today.addDays(-26));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentDay(), today.addDays(-20));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentDay(), today);
    QSignalSpy activated(m_view.get(), &CalendarView::dayActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.first().first().toDate(), today);
}

void CalendarViewTest::walkingScrolls()
{
    QVERIFY(!m_view->layoutOfDays().contains(today.addDays(-500)));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentDay(), today.addDays(-500));
    QVERIFY(m_view->layoutOfDays().contains(today.addDays(-500)));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->layoutOfDays().contains(today));
}

void CalendarViewTest::theWheelGoesThroughTheYearsAndStops()
{
    const auto wheel = [this](int delta) {
        const QPointF middle(m_view->rect().center());
        QWheelEvent event(middle, m_view->mapToGlobal(middle), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
        return event.isAccepted();
    };
    QVERIFY(!wheel(-120)); // nothing comes after today
    QVERIFY(wheel(120));
    for (int notch = 0; notch < 40; ++notch) {
        wheel(120);
    }
    QVERIFY(m_view->layoutOfDays().contains(today.addDays(-500)));
    QVERIFY(!wheel(120));
}

void CalendarViewTest::tellsScreenReadersOfDays()
{
    QAccessibleInterface *calendar = QAccessible::queryAccessibleInterface(m_view.get());
    QCOMPARE(calendar->childCount(), 7 * m_view->layoutOfDays().weeks());
    const int index = int(m_view->layoutOfDays().firstDay().daysTo(today.addDays(-3)));
    QAccessibleInterface *day = calendar->child(index);
    const QString name = day->text(QAccessible::Name);
    QVERIFY2(name.contains(QLatin1String("18 November 2026")), qPrintable(name));
    QVERIFY2(name.contains(QLatin1String("4 runs")), qPrintable(name));
    QCOMPARE(calendar->indexOfChild(day), index);
    QCOMPARE(day->parent(), calendar);
    QSignalSpy activated(m_view.get(), &CalendarView::dayActivated);
    day->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.first().first().toDate(), today.addDays(-3));
}

QTEST_MAIN(CalendarViewTest)
#include "tst_calendarview.moc"
