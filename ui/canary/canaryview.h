// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "ui/canary/canaryservices.h"
#include "ui/canary/gaterecords.h"
#include "ui/canary/watchdetails.h"
#include "ui/common/panel.h"

namespace litekeeper {

class CanaryLanes;
class WatchActions;

/// The lanes of watches and records, and all about the one that is selected, as it is or as it was at one of
/// its looks.
class CanaryView : public Panel
{
    Q_OBJECT

public:
    /// All of them outlive it.
    CanaryView(const CanaryServices &services, const WatchHistories &histories, const GateRecords &records,
               WatchActions &actions, QWidget *parent = nullptr);

    void setNow();
    void setRuns(const QList<Run> &runs);            ///< whose backups are marked
    void showChanges();                              ///< of the histories and records
    void select(const QUuid &id, qint64 spanId);     ///< of a watch or record; 0: its last look
    [[nodiscard]] const WatchHistory *watch() const; ///< that is selected; null: none is
    [[nodiscard]] const GateHistory *record() const; ///< the same
    [[nodiscard]] QString evidence() const;          ///< that is shown, as JSON

Q_SIGNALS:
    void runRequested(const QUuid &runId);

private:
    void showDetails();
    void showRecord(const GateHistory &record);
    void loadSpan(qint64 spanId);
    [[nodiscard]] std::optional<ObservationSpan> shownSpan(const WatchHistory &history) const;
    [[nodiscard]] WatchDetails::Words wordsFor(const WatchHistory &history,
                                               const std::optional<ObservationSpan> &span) const;

    CanaryServices m_services;
    const WatchHistories &m_histories;
    const GateRecords &m_records;
    WatchActions &m_actions;
    CanaryLanes *m_lanes;
    QWidget *m_toolBar;
    WatchDetails *m_details;
    QUuid m_shown;
    qint64 m_spanId = 0;    ///< 0: the last one
    ObservationSpan m_span; ///< the one that was loaded last
};

} // namespace litekeeper
