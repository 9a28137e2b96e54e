// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/backup.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace litekeeper {

class VerificationBar;

/// Below the page and always in sight: what is going on or comes next, and the one button for it.
class RestoreFoot : public QWidget
{
    Q_OBJECT

public:
    explicit RestoreFoot(QWidget *parent = nullptr);

    /// `next`: the text of the button; empty: there is none. A dangerous one is not what Enter does.
    void offer(const QString &text, const QString &next, bool isEnabled, bool isDangerous);
    void begin(const QString &text); ///< of work that is measured from now on
    void setProgress(const Progress &progress);
    void focusNext();

Q_SIGNALS:
    void nextRequested();
    void cancelRequested();
    void closeRequested();

private:
    QLabel *m_text;
    QPushButton *m_close;
    QPushButton *m_next;
    VerificationBar *m_bar;
};

} // namespace litekeeper
