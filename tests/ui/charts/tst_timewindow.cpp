// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/rangebar.h"
#include "ui/charts/timewindow.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace litekeeper;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
constexpr Instant now = 20'000 * day;

} // namespace

class TimeWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pixelsAndInstantsAreEachOthersInverse();
    void zoomKeepsWhatIsBelowThePointer_data();
    void zoomKeepsWhatIsBelowThePointer();
    void zoomEndsAtAMinute();
    void spansEndNowAndFollow();
    void aRangeOfOnesOwnStays();
    void staysWhereSomethingIs();
    void revealsWithLittleMovement();
    void theBarShowsWhichSpanItIs();
};

void TimeWindowTest::pixelsAndInstantsAreEachOthersInverse()
{
    const TimeAxis axis({now - 30 * day, now}, 150, 900);
    QCOMPARE(axis.pixelAt(now - 30 * day), 150.0);
    QCOMPARE(axis.pixelAt(now), 1050.0);
    for (const double pixel : {150.0, 333.0, 777.0, 1049.0}) {
        QVERIFY(qAbs(axis.pixelAt(axis.instantAt(pixel)) - pixel) < 0.001);
    }
}

void TimeWindowTest::zoomKeepsWhatIsBelowThePointer_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("pixel");
    QTest::newRow("in") << 1.25 << 700.0;
    QTest::newRow("far in") << 900.0 << 333.0;
    QTest::newRow("out") << 0.5 << 400.0;
    QTest::newRow("at the edge") << 3.0 << 150.0;
}

void TimeWindowTest::zoomKeepsWhatIsBelowThePointer()
{
    QFETCH(const double, factor);
    QFETCH(const double, pixel);
    TimeWindow window;
    window.setBounds({now - 1000 * day, now});
    window.setRange({now - 600 * day, now - 500 * day});
    const Instant fixed = TimeAxis(window.range(), 150, 900).instantAt(pixel);
    const qint64 before = window.range().length();
    window.zoom(factor, fixed);
    QCOMPARE(window.range().length(), qRound64(double(before) / factor));
    QVERIFY(qAbs(TimeAxis(window.range(), 150, 900).pixelAt(fixed) - pixel) < 0.01);
}

void TimeWindowTest::zoomEndsAtAMinute()
{
    TimeWindow window;
    window.setBounds({now - 1000 * day, now});
    for (int notch = 0; notch < 200; ++notch) {
        window.zoom(1.5, now - 5 * day);
    }
    QCOMPARE(window.range().length(), 60'000);
    QVERIFY(window.range().contains(now - 5 * day));
}

void TimeWindowTest::spansEndNowAndFollow()
{
    TimeWindow window;
    window.setBounds({now - 100 * day, now});
    window.setSpan(TimeWindow::Span::Week);
    QCOMPARE(window.range(), (TimeRange{now - 7 * day, now}));
    window.setBounds({now - 100 * day, now + hour});
    QCOMPARE(window.range(), (TimeRange{now + hour - 7 * day, now + hour}));
    window.setSpan(TimeWindow::Span::All);
    QVERIFY(window.range().contains(now - 100 * day));
    QVERIFY(window.range().contains(now));
}

void TimeWindowTest::aRangeOfOnesOwnStays()
{
    TimeWindow window;
    window.setBounds({now - 100 * day, now});
    const TimeRange own{now - 50 * day, now - 40 * day};
    QSignalSpy changed(&window, &TimeWindow::rangeChanged);
    window.setRange(own);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(window.span(), TimeWindow::Span::Custom);
    window.setBounds({now - 100 * day, now + 5 * day});
    QCOMPARE(window.range(), own);
    QCOMPARE(changed.size(), 1);
}

void TimeWindowTest::staysWhereSomethingIs()
{
    TimeWindow window;
    window.setBounds({now - 1000 * day, now});
    window.setRange({now - 10 * day, now});
    window.pan(5000 * day);
    QCOMPARE(window.range().length(), 10 * day);
    QVERIFY(window.range().contains(now));
    window.pan(-50'000 * day);
    QCOMPARE(window.range().length(), 10 * day);
    QVERIFY(window.range().contains(now - 1000 * day));
}

void TimeWindowTest::revealsWithLittleMovement()
{
    TimeWindow window;
    window.setBounds({now - 1000 * day, now});
    window.setRange({now - 20 * day, now - 10 * day});
    window.reveal(now - 15 * day);
    QCOMPARE(window.range(), (TimeRange{now - 20 * day, now - 10 * day}));
    window.reveal(now - 30 * day);
    QVERIFY(window.range().contains(now - 30 * day));
    QCOMPARE(window.range().length(), 10 * day);
}

void TimeWindowTest::theBarShowsWhichSpanItIs()
{
    TimeWindow window;
    window.setBounds({now - 1000 * day, now});
    RangeBar bar(window);
    auto *week = bar.findChild<QToolButton *>(QStringLiteral("rangeWeek"));
    auto *all = bar.findChild<QToolButton *>(QStringLiteral("rangeAll"));
    QVERIFY(all->isChecked());
    QTest::mouseClick(week, Qt::LeftButton);
    QVERIFY(week->isChecked() && !all->isChecked());
    QCOMPARE(window.range().length(), 7 * day);
    window.zoom(2, now - day);
    QVERIFY(!week->isChecked() && !all->isChecked());
    QTest::mouseClick(week, Qt::LeftButton);
    QVERIFY(week->isChecked());
    QCOMPARE(window.span(), TimeWindow::Span::Week);
}

QTEST_MAIN(TimeWindowTest)
#include "tst_timewindow.moc"
