// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace litekeeper {

/// How far a verification or a similar piece of work is, with the button to end it.
class VerificationBar : public QWidget
{
    Q_OBJECT

public:
    explicit VerificationBar(QWidget *parent = nullptr);

    /// What it is about where that is no verification, for those who do not see it.
    void setNames(const QString &progress, const QString &cancel);
    /// Before the first progress of another verification.
    void begin(Phase phase = Phase::ReadingBack);
    void setProgress(const Progress &progress);

Q_SIGNALS:
    void cancelRequested();

private:
    void cancel();

    QLabel *m_phase;
    QLabel *m_timeLeft;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    bool m_cancelling = false;
};

} // namespace litekeeper
