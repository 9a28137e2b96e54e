// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long after the click a page shows all it has to show: opens the window on the catalogue there is, goes
// to the page, and prints the milliseconds until the last of its widgets was painted with its data, as JSON.
//   pagemeter canary|history LANES [PICTURE.png]
// LANES: the lanes that the page has to have, so that an empty page is not taken for a quick one.
#include "bench/windowworld.h"
#include "ui/charts/timelineview.h"
#include "ui/common/calmstyle.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>

using namespace litekeeper;
using namespace std::chrono_literals;

namespace {

constexpr auto settling = 8s; ///< from the start of the window to the click
constexpr auto quiet = 1s;    ///< without a frame: the page is complete
constexpr auto limit = 30s;

/// Notes when the page was last painted, until it has been left in peace for a while.
class PageMeter : public QObject
{
public:
    PageMeter(MainWindow &window, MainWindow::PageId page, int lanes, QString picture)
        : m_window(window)
        , m_page(page)
        , m_lanes(lanes)
        , m_picture(std::move(picture))
    {
        m_end.setSingleShot(true);
        m_end.setInterval(quiet);
        connect(&m_end, &QTimer::timeout, this, &PageMeter::finish);
        QTimer::singleShot(settling, this, &PageMeter::open);
        QTimer::singleShot(limit, this, [] { QApplication::exit(1); });
    }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && object->isWidgetType()
            && isOnPage(static_cast<QWidget *>(object))) {
            if (m_first < 0) {
                m_first = double(m_timer.nsecsElapsed()) / 1e6;
            }
            // Behind the painting of this frame.
            QTimer::singleShot(0, this, [this] { m_last = double(m_timer.nsecsElapsed()) / 1e6; });
            m_end.start();
        }
        return false;
    }

private:
    void open()
    {
        qApp->installEventFilter(this);
        m_timer.start();
        m_window.showPage(m_page);
    }

    [[nodiscard]] bool isOnPage(const QWidget *widget) const
    {
        const QWidget *page = m_window.page(m_page);
        return page != nullptr && (widget == page || page->isAncestorOf(widget));
    }

    [[nodiscard]] int lanesShown() const
    {
        int lanes = 0;
        const QWidget *page = m_window.page(m_page);
        for (const TimelineView *view : page->findChildren<TimelineView *>()) {
            lanes += view->isVisible() ? int(view->tracks().size()) : 0;
        }
        return lanes;
    }

    void finish()
    {
        if (lanesShown() < m_lanes) {
            m_end.start(); // still waiting for its data
            return;
        }
        const QJsonObject figures{{QStringLiteral("first_frame_ms"), m_first},
                                  {QStringLiteral("complete_ms"), m_last},
                                  {QStringLiteral("lanes"), lanesShown()}};
        std::fputs(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData(), stdout);
        qApp->removeEventFilter(this);
        if (!m_picture.isEmpty()) {
            m_window.grab().save(m_picture);
        }
        QApplication::exit(0);
    }

    MainWindow &m_window;
    MainWindow::PageId m_page;
    int m_lanes;
    QString m_picture;
    QElapsedTimer m_timer;
    QTimer m_end;
    double m_first = -1;
    double m_last = -1;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setStyle(new CalmStyle);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: pagemeter canary|history LANES [PICTURE.png]\n", stderr);
        return 2;
    }
    const MainWindow::PageId page = arguments.at(1) == QLatin1String("history") ? MainWindow::PageId::History
                                                                                : MainWindow::PageId::Canary;
    bench::WindowWorld world;
    world.window.resize(1600, 1000);
    world.window.show();
    const PageMeter meter(world.window, page, arguments.at(2).toInt(), arguments.value(3));
    return QApplication::exec();
}
