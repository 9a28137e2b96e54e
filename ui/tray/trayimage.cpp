// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/trayimage.h"

#include "ui/common/icon.h"
#include "ui/common/status.h"

#include <QPainter>
#include <QPalette>

namespace litekeeper {

namespace {

/// How much of the side the glyph takes: enough to tell its shape at 16 pixels.
constexpr double badgeShare = 0.62;

Status shownStatus(JobState worst, bool isPaused)
{
    // What fails is more than the pause.
    if (isPaused && worst < JobState::Overdue) {
        return {{}, Glyph::Stop, Tone::Waiting};
    }
    return worst == JobState::Off ? Status() : statusOf(worst);
}

QPixmap drawn(int side, const Status &status, const QPalette &palette)
{
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, applicationIcon().pixmap(QSize(side, side), 1.0));
    if (status.glyph == Glyph::None) {
        return pixmap;
    }
    const double badge = side * badgeShare;
    const QRectF room(side - badge, side - badge, badge, badge);
    const double gap = side / 16.0;
    // A gap around the glyph lets any panel show through, so that it stands out on each.
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.drawEllipse(room.adjusted(-gap, -gap, gap, gap));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    paintGlyph(painter, room, status.glyph, toneColor(status.tone, palette), palette.color(QPalette::Base));
    return pixmap;
}

} // namespace

QIcon trayImage(JobState worst, bool isPaused, const QPalette &palette)
{
    const Status status = shownStatus(worst, isPaused);
    QIcon icon;
    for (const int side : {16, 20, 22, 24, 32, 44, 48, 64}) {
        icon.addPixmap(drawn(side, status, palette));
    }
    return icon;
}

} // namespace litekeeper
