// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/switch.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace litekeeper {

namespace {

constexpr int trackWidth = 34;
constexpr int trackHeight = 20;
constexpr int frame = 2; // for the ring of the focus

/// On: the knob at the end on the accent. Off: at the start in a ring, so that it is told without colour.
void paintTrack(QPainter &painter, const QRectF &room, bool isOn, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor ink = palette.color(QPalette::WindowText);
    const QColor accent = palette.color(QPalette::Highlight);
    const QRectF track = room.adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(isOn ? mixed(accent, ink, 0.25) : mixed(base, ink, 0.45), 1.5));
    painter.setBrush(isOn ? accent : base);
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const qreal knob = track.height() - 7;
    const qreal left = isOn ? track.right() - knob - 3.5 : track.left() + 3.5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isOn ? palette.color(QPalette::HighlightedText) : mixed(base, ink, 0.55));
    painter.drawEllipse(QRectF(left, track.center().y() - knob / 2, knob, knob));
}

} // namespace

Switch::Switch(const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
{
    setAccessibleName(QString(text).remove(u'&'));
}

QSize Switch::sizeHint() const
{
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    return {textIndent + words.width() + 2 * frame, qMax(trackHeight, words.height()) + 2 * frame + 4};
}

bool Switch::hitButton(const QPoint &position) const
{
    return QRect(QPoint(), QSize(qMin(width(), sizeHint().width()), height())).contains(position);
}

void Switch::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled()) {
        painter.setOpacity(0.5);
    }
    QPalette colours = palette();
    colours.setCurrentColorGroup(QPalette::Active);
    const QRect logical(frame, (height() - trackHeight) / 2, trackWidth, trackHeight);
    const QRect track = QStyle::visualRect(layoutDirection(), rect(), logical);
    paintTrack(painter, track, isChecked(), colours);
    if (hasFocus() && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setPen(QPen(colours.color(QPalette::Highlight), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(track).adjusted(-1.5, -1.5, 1.5, 1.5), 11, 11);
    }
    const bool showsMnemonic = style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this) != 0;
    painter.setPen(colours.color(QPalette::WindowText));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(textIndent, 0, 0, 0)),
                     int(Qt::AlignLeading | Qt::AlignVCenter)
                         | int(showsMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     text());
}

} // namespace litekeeper
