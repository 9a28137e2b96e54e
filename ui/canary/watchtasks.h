// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"
#include "ui/canary/canaryservices.h"

#include <QFuture>
#include <QObject>

namespace litekeeper {

/// Does what the page is asked for, with a question first where something goes, and says in a sentence what
/// came of it if that is not to be seen in the lane.
class WatchTasks : public QObject
{
    Q_OBJECT

public:
    explicit WatchTasks(const CanaryServices &services, QObject *parent = nullptr);

    void chooseAndPlant(); ///< asks for the folder
    void plant(const Path &folder);
    void chooseLock(const Watch &watch);
    void plantAnew(const Watch &watch);
    void look(const Watch &watch);
    void remove(const Watch &watch);

Q_SIGNALS:
    void planted(const litekeeper::Path &folder); ///< or found to be watched already
    void noted(const QString &sentence);
    void warned(const QString &sentence);
    void failed(const QString &sentence);

private:
    void await(const QFuture<Result<Observation>> &look, const Path &folder);

    CanaryServices m_services;
};

} // namespace litekeeper
