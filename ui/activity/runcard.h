// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/run.h"
#include "ui/common/panel.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace litekeeper {

class RunFigures;

/// A run that goes on: what it does, how far it is, what it costs the source, and the buttons to hold or end
/// it.
class RunCard : public Panel
{
    Q_OBJECT

public:
    enum class Owner {
        ThisProcess,
        AnotherProcess, ///< it cannot be paused from here
    };

    explicit RunCard(const Run &run, Owner owner = Owner::ThisProcess, QWidget *parent = nullptr);

    [[nodiscard]] QUuid runId() const { return m_run.id; }
    void setProgress(const Progress &progress);

Q_SIGNALS:
    void pauseRequested(const QUuid &runId);
    void resumeRequested(const QUuid &runId);
    void cancelRequested(const QUuid &runId);

private:
    void buildHead(QVBoxLayout *layout);
    void buildBody(QVBoxLayout *layout);
    void sayWhoRunsIt();
    void togglePause();
    void cancel();
    [[nodiscard]] QString stateText(const Progress &progress) const;
    void showPhase(const Progress &progress);
    void showBar(const Progress &progress);
    void showPauseButton();

    Run m_run;
    Owner m_owner;
    bool m_paused = false;
    bool m_cancelling = false;
    QLabel *m_name;
    QLabel *m_folder;
    QLabel *m_phase;
    QLabel *m_timeLeft;
    QLabel *m_pauseNote;
    QProgressBar *m_bar;
    RunFigures *m_figures;
    QPushButton *m_pause;
    QPushButton *m_cancel;
};

} // namespace litekeeper
