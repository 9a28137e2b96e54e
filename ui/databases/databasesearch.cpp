// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasesearch.h"

#include "service/finderservice.h"
#include "ui/common/format.h"
#include "ui/databases/databasemodel.h"

#include <algorithm>

namespace litekeeper {

DatabaseSearch::DatabaseSearch(FinderService &finder, DatabaseModel &model, QObject *parent)
    : QObject(parent)
    , m_finder(finder)
    , m_model(model)
{
    connect(&m_finder, &FinderService::found, this, [this](const QList<DatabaseFacts> &databases) {
        m_model.put(databases);
        Q_EMIT found(databases);
        Q_EMIT changed();
    });
    connect(&m_finder, &FinderService::progressed, this,
            [this](qint64 looked, qint64, const QString &folder) {
                m_state = tr("%1 files looked at, now in %2").arg(countText(looked), folder);
                Q_EMIT changed();
            });
    connect(&m_finder, &FinderService::rootFailed, this, &DatabaseSearch::fail);
    connect(&m_finder, &FinderService::finished, this,
            [this](qint64 looked, qint64, qint64 unreadable, bool stopped) {
                if (!m_finder.searching()) { // else the end of an earlier one
                    finish(looked, unreadable, stopped);
                }
            });
}

void DatabaseSearch::start(const Place &place)
{
    if (place.roots.isEmpty()) {
        return;
    }
    m_place = place;
    m_failures.clear();
    m_model.beginSearch([&place](const Path &path) { return place.holds(path); });
    m_state = tr("Looking for databases…");
    m_finder.search(place.roots);
    Q_EMIT changed();
}

void DatabaseSearch::stop()
{
    m_finder.stop();
}

bool DatabaseSearch::isRunning() const
{
    return m_finder.searching();
}

bool DatabaseSearch::hasSearched(const Place &place) const
{
    return std::all_of(place.roots.begin(), place.roots.end(),
                       [this](const Path &root) { return m_searched.contains(pathBytes(root)); });
}

QString DatabaseSearch::problemOf(const Place &place) const
{
    const auto found = std::find_if(m_failures.begin(), m_failures.end(), [&place](const Error &error) {
        return place.kind != Place::Kind::Known && place.holds(error.path);
    });
    return found == m_failures.end() ? QString() : describe(*found);
}

void DatabaseSearch::fail(const Error &error)
{
    // A recent database that is gone is taken off the list, without a word.
    if (error.kind != ErrorKind::NotFound || m_place.kind != Place::Kind::Known) {
        m_failures.append(error);
        Q_EMIT changed();
    }
}

void DatabaseSearch::finish(qint64 looked, qint64 unreadable, bool stopped)
{
    // What a share did not show is not gone.
    const bool isWhole = !stopped && m_failures.isEmpty();
    m_model.finishSearch(!isWhole);
    const QString files = looked == 1 ? tr("1 file") : tr("%1 files").arg(countText(looked));
    m_state = stopped ? tr("stopped after %1").arg(files) : tr("%1 looked at").arg(files);
    if (unreadable > 0) {
        m_state += unreadable == 1 ? tr(", 1 folder could not be read")
                                   : tr(", %1 folders could not be read").arg(countText(unreadable));
    }
    if (!m_failures.isEmpty()) {
        m_state += QStringLiteral(" · ") + describe(m_failures.constFirst());
    }
    if (isWhole) {
        for (const Path &root : std::as_const(m_place.roots)) {
            m_searched.insert(pathBytes(root));
        }
    }
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace litekeeper
