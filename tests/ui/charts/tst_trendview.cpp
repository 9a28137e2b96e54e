// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/trendview.h"

#include "ui/charts/timewindow.h"
#include "ui/common/theme.h"

#include <QLocale>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

constexpr qint64 day = 86'400'000;
constexpr Instant now = 20'000 * day;
constexpr int runs = 60;
constexpr int odd = 30; ///< the run that took much longer

/// A figure a day that grows a little, with one far off.
QList<TrendPoint> durations()
{
    QList<TrendPoint> points;
    for (int run = 0; run < runs; ++run) {
        const double value = run == odd ? 60'000 : 4000 + run * 10 + run % 3 * 50;
        points.append({now - (runs - run) * day, value, 100 + run});
    }
    return points;
}

} // namespace

class TrendViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void findsWhatIsFarFromUsual();
    void growthIsNotUnusual();
    void fewRunsAreNotUnusual();
    void steadyFiguresHaveNoOutliers();
    void aClickActivatesTheRun();
    void arrowsWalkAndReturnActivates();
    void followsTheTimeWindow();
    void tooltipsSayWhatIsUsual();
    void describesItself();
    void wearsThePalette();

private:
    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<TrendView> m_view;
};

void TrendViewTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TrendViewTest::init()
{
    m_window = std::make_unique<TimeWindow>();
    m_window->setBounds({now - 100 * day, now});
    m_view = std::make_unique<TrendView>(*m_window);
    m_view->setTimeZone(QTimeZone::utc());
    m_view->addTrend(QStringLiteral("Size"), TrendView::Unit::Bytes);
    m_view->addTrend(QStringLiteral("Duration"), TrendView::Unit::Milliseconds);
    m_view->setPoints(1, durations());
    m_view->resize(800, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTest::qWait(50); // QCustomPlot lays itself out when it draws
}

void TrendViewTest::cleanup()
{
    m_view.reset();
    m_window.reset();
}

void TrendViewTest::findsWhatIsFarFromUsual()
{
    const QList<TrendFigure> figures = trendOf(durations());
    QCOMPARE(figures.size(), runs);
    for (int run = 0; run < runs; ++run) {
        QCOMPARE(figures.at(run).isOutlier, run == odd);
        QVERIFY(figures.at(run).low <= figures.at(run).median);
        QVERIFY(figures.at(run).median <= figures.at(run).high);
    }
    QVERIFY(qAbs(figures.at(odd).median - 4350) < 200);
}

void TrendViewTest::growthIsNotUnusual()
{
    QList<TrendPoint> points;
    for (int run = 0; run < 500; ++run) {
        points.append({now + run * day, 1e6 + run * 2e4, run});
    }
    for (const TrendFigure &figure : trendOf(points)) {
        QVERIFY(!figure.isOutlier);
    }
}

void TrendViewTest::fewRunsAreNotUnusual()
{
    for (const TrendFigure &figure : trendOf({{now, 1, 1}, {now + day, 1, 2}, {now + 2 * day, 900, 3}})) {
        QVERIFY(!figure.isOutlier);
    }
    QVERIFY(trendOf({}).isEmpty());
}

void TrendViewTest::steadyFiguresHaveNoOutliers()
{
    QList<TrendPoint> points;
    for (int run = 0; run < 40; ++run) {
        points.append({now + run * day, run == 20 ? 1001.0 : 1000.0, run});
    }
    QVERIFY(!trendOf(points).at(20).isOutlier);
    points[20].value = 1200;
    QVERIFY(trendOf(points).at(20).isOutlier);
}

void TrendViewTest::aClickActivatesTheRun()
{
    QSignalSpy activated(m_view.get(), &TrendView::activated);
    const QPoint place = m_view->positionOf({1, odd});
    QCOMPARE(m_view->placeAt(place), (TrendView::Place{1, odd}));
    QTest::mouseClick(m_view->childAt(place), Qt::LeftButton, {}, place);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toLongLong(), 100 + odd);
}

void TrendViewTest::arrowsWalkAndReturnActivates()
{
    QSignalSpy activated(m_view.get(), &TrendView::activated);
    m_view->setCurrentPlace({1, 10});
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentPlace(), (TrendView::Place{1, 11}));
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->currentPlace(), (TrendView::Place{1, 9}));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentPlace(), (TrendView::Place{1, 0}));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.first().first().toLongLong(), 100);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentPlace(), (TrendView::Place{1, runs - 1}));
}

void TrendViewTest::followsTheTimeWindow()
{
    const QPoint before = m_view->positionOf({1, odd});
    m_window->setRange({now - 40 * day, now - 20 * day});
    QTest::qWait(50);
    QVERIFY(m_view->positionOf({1, odd}) != before);
    m_view->setCurrentPlace({1, 0}); // walking to what is not seen moves the window
    QVERIFY(m_window->range().contains(now - runs * day));
}

void TrendViewTest::tooltipsSayWhatIsUsual()
{
    m_view->setExplanation([](qint64 key) { return QStringLiteral("run %1").arg(key); });
    const QString text = m_view->textOf({1, odd});
    QVERIFY2(text.startsWith(QLatin1String("Duration: 1 min")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("Far from the usual 4.")), qPrintable(text));
    QVERIFY2(text.endsWith(QLatin1String("run 130")), qPrintable(text));
    QVERIFY(!m_view->textOf({1, 10}).contains(QLatin1String("usual")));
}

void TrendViewTest::describesItself()
{
    const QString said = m_view->accessibleDescription();
    QVERIFY2(said.contains(QLatin1String("Duration of 60 runs")), qPrintable(said));
    QVERIFY2(said.contains(QLatin1String("1 outliers")), qPrintable(said));
    m_window->setRange({now - 95 * day, now - 90 * day});
    QVERIFY(m_view->accessibleDescription().contains(QLatin1String("Duration: no runs in this time")));
}

void TrendViewTest::wearsThePalette()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        m_view->setPalette(palette);
        QImage picture(400, 200, QImage::Format_RGB32);
        picture.fill(Qt::magenta);
        QPainter painter(&picture);
        m_view->paintAll(painter, picture.rect());
        painter.end();
        const QImage shown = m_view->grab().toImage();
        QCOMPARE(shown.pixelColor(2, 2), palette.color(QPalette::Base));
    }
}

QTEST_MAIN(TrendViewTest)
#include "tst_trendview.moc"
