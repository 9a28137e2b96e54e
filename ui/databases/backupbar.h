// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;

namespace litekeeper {

class BackupLauncher;
class Questions;

/// Where to, in which format, how far proven, and the button: the foot of the Databases page.
class BackupBar : public QWidget
{
    Q_OBJECT

public:
    BackupBar(BackupLauncher &launcher, Questions &questions, QWidget *parent = nullptr);

    /// How many databases the button would back up; none disables it.
    void setCount(int count);

Q_SIGNALS:
    void backUpClicked();
    void everyNightClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildDestination();
    void buildChoices();
    void showOptions();
    void takeOptions();
    void chooseDestination();

    BackupLauncher &m_launcher;
    Questions &m_questions;
    QComboBox *m_destination;
    QComboBox *m_format;
    QComboBox *m_proof;
    QPushButton *m_everyNight;
    QPushButton *m_backUp;
};

} // namespace litekeeper
