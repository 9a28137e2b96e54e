// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;

namespace litekeeper {

class TimeWindow;

/// Buttons for the usual ranges of time. None of them is down while another range is shown.
class RangeBar : public QWidget
{
    Q_OBJECT

public:
    explicit RangeBar(TimeWindow &window, QWidget *parent = nullptr); ///< the window lives longer

private:
    void addSpan(int span, const QString &text, const QString &name, const QString &objectName);
    void showSpan();

    TimeWindow &m_window;
    QButtonGroup *m_buttons;
};

} // namespace litekeeper
