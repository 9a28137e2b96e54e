// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QPainter;
class QStyleOption;

/// As calmpaint.h: what stands before the text of a choice. Fusion's are not to be seen on a dark ground.
namespace litekeeper::calm {

void paintRadioIndicator(QPainter &painter, const QStyleOption &option);
void paintCheckIndicator(QPainter &painter, const QStyleOption &option);

} // namespace litekeeper::calm
