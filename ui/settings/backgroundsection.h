// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/autostart.h"
#include "system/usertimer.h"
#include "ui/settings/settingssection.h"

#include <QTimer>

class QComboBox;
class QPushButton;

namespace litekeeper {

class ClosingChoice;

/// How jobs run while the window is closed: started with the session, woken by systemd, kept in the tray.
/// Switches show what is true, and go back if the system refuses.
class BackgroundSection : public SettingsSection
{
    Q_OBJECT

public:
    /// All of them outlive the section.
    BackgroundSection(UserTimer &timer, const Autostart &autostart, ClosingChoice &closing,
                      QWidget *parent = nullptr);

    void refresh();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildAutostart();
    void buildTimer();
    void buildClosing();
    void switchAutostart(bool on);
    void switchTimer(bool on);
    void showAutostart(const AutostartState &state);
    void showTimer(const UserTimerState &state);
    void showClosing();

    UserTimer &m_timer;
    const Autostart &m_autostart;
    ClosingChoice &m_closing;
    Switch *m_autostartSwitch = nullptr;
    QuietLabel *m_autostartSentence = nullptr;
    FindingsView *m_autostartRefusal = nullptr;
    Switch *m_timerSwitch = nullptr;
    QuietLabel *m_timerSentence = nullptr;
    QuietLabel *m_timerTimes = nullptr;
    QPushButton *m_timerRemove = nullptr;
    FindingsView *m_timerRefusal = nullptr;
    bool m_isSwitching = false; ///< the timer; its state is not shown meanwhile
    QComboBox *m_closingChoice = nullptr;
    QuietLabel *m_closingSentence = nullptr;
    QTimer m_refresh; ///< the times pass by
};

} // namespace litekeeper
