// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace litekeeper {

/// Verifications that go on, one for each backup at most. Main thread only. Workers leave their progress
/// where a timer picks it up, so none of them ever touches an object of the window. Those still running when
/// it is destroyed stop.
class Verifications : public QObject
{
    Q_OBJECT

public:
    explicit Verifications(CatalogueService &catalogue, QObject *parent = nullptr);
    ~Verifications() override;

    void start(const Backup &backup);
    void cancel(const QUuid &backupId);
    [[nodiscard]] bool isRunning(const QUuid &backupId) const { return m_running.contains(backupId); }
    [[nodiscard]] Progress progress(const QUuid &backupId) const;

Q_SIGNALS:
    void started(const QUuid &backupId);
    void progressed(const QUuid &backupId, const litekeeper::Progress &progress); ///< ten times a second
    void finished(const QUuid &backupId, const litekeeper::Result<litekeeper::Backup> &result);

private:
    struct Running;

    void tell();
    void finish(const QUuid &backupId, const Result<Backup> &result);

    CatalogueService &m_catalogue;
    QHash<QUuid, std::shared_ptr<Running>> m_running;
    QTimer m_tick;
};

} // namespace litekeeper
