// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QRect;

/// The brushwork of CalmStyle, one function for each thing it draws.
namespace litekeeper::calm {

void paintButton(QPainter &painter, const QStyleOptionButton &option);
void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, bool showsMnemonic);
void paintToolButton(QPainter &painter, const QStyleOption &option);
void paintMenuArrow(QPainter &painter, const QStyleOption &option, const QRect &place);
void paintMenuFrame(QPainter &painter, const QStyleOption &option);
void paintField(QPainter &painter, const QStyleOption &option);
void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option);
/// `up` and `down` are where the arrows are pressed.
void paintSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down);
void paintHeaderSection(QPainter &painter, const QStyleOptionHeader &option);
void paintHeaderEmptyArea(QPainter &painter, const QStyleOption &option);
void paintSortArrow(QPainter &painter, const QStyleOptionHeader &option);
void paintProgressGroove(QPainter &painter, const QStyleOption &option);
void paintProgressContents(QPainter &painter, const QStyleOptionProgressBar &option);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle);
void paintItemGround(QPainter &painter, const QStyleOption &option);
void paintFocusFrame(QPainter &painter, const QStyleOption &option);

} // namespace litekeeper::calm
