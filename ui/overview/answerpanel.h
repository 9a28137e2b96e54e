// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/panel.h"
#include "ui/overview/safety.h"

class QLabel;
class QPushButton;

namespace litekeeper {

class QuietLabel;

/// The answer in large letters, and the button that makes it better.
class AnswerPanel : public Panel
{
    Q_OBJECT

public:
    explicit AnswerPanel(QWidget *parent = nullptr);

    void setAnswer(const SafetyAnswer &answer);
    /// `text` is what the button would do; `urgent` makes it the primary one.
    void setButton(const QString &text, bool urgent, bool enabled);

Q_SIGNALS:
    void buttonClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Status m_status;
    QLabel *m_headline;
    QuietLabel *m_explanation;
    QPushButton *m_button;
};

} // namespace litekeeper
