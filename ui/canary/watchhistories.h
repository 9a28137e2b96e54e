// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/watchservice.h"
#include "service/watchstory.h"

#include <QSet>

namespace litekeeper {

/// A watch with all that its looks have shown.
struct WatchHistory
{
    WatchEntry entry;
    QList<ObservationSpan> spans = {}; ///< in the order of the looks; all but the last without evidence
    WatchStory story = {};
};

/// Keeps the histories of all watches up to date. A look that changes nothing costs no query.
class WatchHistories : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    WatchHistories(WatchService &watches, CatalogueService &catalogue, QObject *parent = nullptr);

    [[nodiscard]] const QList<WatchHistory> &all() const { return m_histories; } ///< by their folders
    [[nodiscard]] const WatchHistory *history(const QUuid &watchId) const;       ///< null if there is none

Q_SIGNALS:
    void changed();
    void failed(const QString &sentence);

private:
    void takeEntries();
    void load(const QUuid &watchId);
    void takeSpans(const QUuid &watchId, const QList<ObservationSpan> &spans);

    WatchService &m_watches;
    CatalogueService &m_catalogue;
    QList<WatchHistory> m_histories;
    QSet<QUuid> m_loading;
};

} // namespace litekeeper
