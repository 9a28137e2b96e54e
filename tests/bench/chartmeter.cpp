// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A timeline with three years of hourly looks at 50 things, painted while somebody zooms and pans: prints how
// long a frame took, as JSON.
//   chartmeter [FRAMES [PICTURE.png]]
#include "ui/charts/timelineview.h"
#include "ui/charts/timewindow.h"
#include "ui/common/calmstyle.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

using namespace litekeeper;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
constexpr int lanes = 50;
constexpr int looks = 3 * 365 * 24;

const QList<Status> states{{QStringLiteral("Proven"), Glyph::Shield, Tone::Good},
                           {QStringLiteral("Unproven"), Glyph::Ring, Tone::Asserted},
                           {QStringLiteral("Unreachable"), Glyph::Question, Tone::Unreachable},
                           {QStringLiteral("Rolled back"), Glyph::Bolt, Tone::Anomaly},
                           {QStringLiteral("Lost"), Glyph::Cross, Tone::Bad}};

/// Every third lane changes at every look, which no real disk does: nothing of it can be merged. The others
/// have an event now and then, and nights in which nobody looked.
Lane makeLane(int number, Instant now)
{
    QRandomGenerator random(quint32(number + 1));
    Lane lane;
    lane.id = QString::number(number);
    lane.title = QStringLiteral("/srv/data/volume-%1").arg(number);
    lane.subtitle = QStringLiteral("ext4 on /dev/sdb%1").arg(number);
    lane.states = states;
    lane.notWatchedAfter = std::chrono::hours(3);
    const bool isRestless = number % 3 == 2;
    quint8 state = 0;
    for (int look = 0; look < looks; ++look) {
        const Instant at = now - qint64(looks - look) * hour;
        if (isRestless || random.bounded(400) == 0) {
            state = quint8(random.bounded(int(states.size())));
            lane.marks.append({.at = at, .status = states.at(state), .text = states.at(state).word});
        } else if (state > 0 && random.bounded(20) == 0) {
            state = 0;
        }
        if (isRestless || number % 3 == 0 || look % 24 > 7) {
            lane.spans.append({.from = at, .until = at, .key = look, .state = state});
        }
        if (look % 24 == 2) {
            lane.marks.append({.at = at, .kind = LaneMark::Kind::Backup, .status = states.first()});
        }
    }
    return lane;
}

/// From three years to an hour and back at a moving pointer, with pans between, over `frames` frames.
void moveOn(TimeWindow &window, int frame, int frames)
{
    const TimeRange range = window.range();
    const double phase = double(frame) / frames;
    const Instant pointer = range.from + qint64(double(range.length()) * (0.2 + 0.6 * phase));
    if (frame % 3 == 2) {
        window.pan(range.length() / 40 * (frame % 2 == 0 ? 1 : -1));
    } else {
        window.zoom(phase < 0.5 ? 1.06 : 1 / 1.06, pointer);
    }
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.at(size_t(std::lround(double(values.size() - 1) * share)));
}

QJsonObject figuresOf(const std::vector<double> &times)
{
    return {{QStringLiteral("p50_ms"), quantile(times, 0.5)},
            {QStringLiteral("p99_ms"), quantile(times, 0.99)},
            {QStringLiteral("longest_ms"), quantile(times, 1)}};
}

std::vector<double> frameTimes(TimelineView &view, int frames)
{
    QImage image((QSizeF(view.size()) * view.devicePixelRatioF()).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(view.devicePixelRatioF());
    QElapsedTimer timer;
    std::vector<double> times;
    view.timeWindow().setSpan(TimeWindow::Span::All);
    for (int frame = 0; frame < frames; ++frame) {
        moveOn(view.timeWindow(), frame, frames);
        timer.start();
        view.viewport()->render(&image);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return times;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setStyle(new CalmStyle);
    const QApplication application(argc, argv);
    applyAppearance(Appearance::Light);
    const QStringList arguments = QApplication::arguments();
    const int frames = arguments.size() > 1 ? arguments.at(1).toInt() : 600;
    const Instant now = QDateTime::currentMSecsSinceEpoch();
    QList<Lane> made;
    for (int lane = 0; lane < lanes; ++lane) {
        made.append(makeLane(lane, now));
    }

    QElapsedTimer timer;
    timer.start();
    LaneTracks tracks;
    for (const Lane &lane : std::as_const(made)) {
        tracks.append(std::make_shared<const LaneTrack>(lane, now));
    }
    const double preparing = double(timer.nsecsElapsed()) / 1e6;

    TimeWindow window;
    window.setBounds({now - looks * hour, now});
    TimelineView view(window);
    view.setTracks(tracks, now);
    view.show();
    view.resize(1600, 1000);
    const std::vector<double> screen = frameTimes(view, frames);
    view.resize(1600, view.heightOf(lanes)); // all lanes at once, more than most screens hold
    const std::vector<double> whole = frameTimes(view, frames);
    if (arguments.size() > 2) {
        window.setSpan(TimeWindow::Span::Month);
        view.viewport()->grab().save(arguments.at(2));
    }
    const QJsonObject figures{{QStringLiteral("lanes"), lanes},
                              {QStringLiteral("spans"), lanes * looks},
                              {QStringLiteral("frames"), frames},
                              {QStringLiteral("preparing_ms"), preparing},
                              {QStringLiteral("screen"), figuresOf(screen)},
                              {QStringLiteral("all_lanes"), figuresOf(whole)}};
    std::fputs(QJsonDocument(figures).toJson().constData(), stdout);
    return 0;
}
