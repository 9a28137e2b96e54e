// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "service/searchplaces.h"

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

class Clock;
class TaskRunner;

/// A place and how it does. Local places are not asked: they answer.
struct PlaceEntry
{
    enum class Health {
        NotAsked, ///< yet
        Answers,
        NotAnswering,
    };
    SearchPlace place;
    Health health = Health::NotAsked;
    qint64 latencyMicroseconds = -1;  ///< of the last answer; -1: local, or none yet
    QDateTime notAnsweringSince = {}; ///< UTC; when it was first asked in vain, as long as the program runs
    QString reason = {};              ///< a clause: why it does not answer, or what it refuses
    bool isAsking = false;            ///< a question is on its way, or hangs
};

/// The places where databases may lie: home, volumes, shares, and folders that were added. Those on the
/// network are asked by child processes whether they answer. Main thread only, never blocks.
class PlaceService : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{30};

    /// `program`: litekeeper-cli; empty: the one beside this program.
    PlaceService(TaskRunner &runner, const Clock &clock, Path program = {}, QObject *parent = nullptr);
    ~PlaceService() override;

    /// For one question to one place.
    void setTimeLimit(std::chrono::milliseconds limit);
    /// Folders to list besides what is mounted.
    void setFolders(const QList<Path> &folders);
    /// Whether somebody looks at the places: then they are asked now, and again and again.
    void setWatching(bool watching);
    /// Looks what is mounted, and asks what is not being asked already.
    void refresh();
    /// From refresh() until every place has answered or its time was over.
    [[nodiscard]] bool isRefreshing() const;

    /// In the order of currentSearchPlaces(), shares behind the mount that holds them.
    [[nodiscard]] QList<PlaceEntry> places() const;

Q_SIGNALS:
    void changed();
    void refreshed(); ///< isRefreshing() has ended

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
