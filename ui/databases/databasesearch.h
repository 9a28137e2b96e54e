// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"
#include "domain/database.h"
#include "ui/databases/place.h"

#include <QObject>
#include <QSet>

namespace litekeeper {

class DatabaseModel;
class FinderService;

/// A search for databases as the page sees it: it fills the model, knows what it has searched, and says in
/// words how it goes.
class DatabaseSearch : public QObject
{
    Q_OBJECT

public:
    DatabaseSearch(FinderService &finder, DatabaseModel &model, QObject *parent = nullptr);

    void start(const Place &place);
    void stop();
    [[nodiscard]] bool isRunning() const;
    /// Whether the place was searched to its end since the program started.
    [[nodiscard]] bool hasSearched(const Place &place) const;
    /// Why the last search of the place did not get through; nothing if it did.
    [[nodiscard]] QString problemOf(const Place &place) const;
    /// "12,345 files looked at, now in /home/ada/projects"; empty before the first search.
    [[nodiscard]] QString state() const { return m_state; }

Q_SIGNALS:
    void changed();
    void found(const QList<litekeeper::DatabaseFacts> &databases);
    void finished();

private:
    void fail(const Error &error);
    void finish(qint64 looked, qint64 unreadable, bool stopped);

    FinderService &m_finder;
    DatabaseModel &m_model;
    Place m_place; ///< of the running search
    QString m_state;
    QSet<QByteArray> m_searched;
    QList<Error> m_failures; ///< of the running search, or the last one
};

} // namespace litekeeper
