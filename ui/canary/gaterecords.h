// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/gaterecord.h"
#include "ui/canary/watchhistories.h"

#include <QHash>

namespace litekeeper {

/// The boots of one deployed application, as its gate has recorded them.
struct GateHistory
{
    QUuid id;         ///< made from the three below, so that it is the same when they are read again
    Path origin;      ///< the folder or archive that was read
    Path place;       ///< of the record in it
    QString database; ///< name of its file
    QList<ObservationSpan> spans = {}; ///< one for each boot, whole
    WatchStory story = {};
    bool isWatched = false; ///< it lies in a watched folder, and was not opened by somebody
};

/// Keeps the records of gates: those that lie in watched folders, and those that somebody opens.
class GateRecords : public QObject
{
    Q_OBJECT

public:
    /// Outlives it.
    explicit GateRecords(const WatchHistories &watches, QObject *parent = nullptr);

    [[nodiscard]] const QList<GateHistory> &all() const { return m_records; }
    [[nodiscard]] const GateHistory *record(const QUuid &id) const; ///< null if there is none
    void open(const Path &path);
    void readAgain(const QUuid &id);
    void close(const QUuid &id);

Q_SIGNALS:
    void changed();
    void opened(const QUuid &id);
    void failed(const QString &sentence);

private:
    void readWatched();
    void put(const Path &origin, const QList<GateRecord> &records, bool isWatched);

    const WatchHistories &m_watches;
    GateRecordReader m_reader;
    QList<GateHistory> m_records;
    QHash<QByteArray, QDateTime> m_readAt; ///< the look after which a watched folder was read
};

} // namespace litekeeper
