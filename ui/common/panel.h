// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace litekeeper {

/// A rounded area on the page's ground, which holds a list, a table or a card.
class Panel : public QFrame
{
    Q_OBJECT

public:
    /// With this margin the square corners of a list stay inside the rounded ones.
    static constexpr int listMargin = 4;

    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace litekeeper
