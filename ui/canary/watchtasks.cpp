// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchtasks.h"

#include "canary/canaryfile.h"
#include "service/watchservice.h"
#include "service/whendone.h"
#include "ui/common/questions.h"

#include <QDir>

namespace litekeeper {

namespace {

constexpr int doItChoice = 1;

} // namespace

WatchTasks::WatchTasks(const CanaryServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void WatchTasks::chooseAndPlant()
{
    m_services.questions.chooseFolder(tr("Watch a folder"), QDir::homePath(), this,
                                      [this](const QString &folder) { plant(pathFromQString(folder)); });
}

void WatchTasks::plant(const Path &folder)
{
    await(m_services.watches.plant(folder, {}, WatchService::Planting::IfFirstLook), folder);
}

void WatchTasks::chooseLock(const Watch &watch)
{
    m_services.questions.chooseFolder(tr("A folder that each deployment wipes"), QDir::homePath(), this,
                                      [this, folder = watch.folder](const QString &chosen) {
                                          await(m_services.watches.plant(folder, pathFromQString(chosen),
                                                                         WatchService::Planting::IfFirstLook),
                                                folder);
                                      });
}

void WatchTasks::plantAnew(const Watch &watch)
{
    const Question question{QStringLiteral("plantAnew"),
                            tr("Plant a new canary in “%1”? What is known of the old one stays in the "
                               "history, but from now on the "
                               "new one counts, and what it survives is counted from the beginning.")
                                .arg(displayPath(watch.folder)),
                            {tr("&Keep the old one"), tr("Plant &anew")},
                            false};
    m_services.questions.ask(question, this, [this, watch](int choice) {
        if (choice == doItChoice) {
            await(m_services.watches.plant(watch.folder, {}, WatchService::Planting::Anew), watch.folder);
        }
    });
}

void WatchTasks::look(const Watch &watch)
{
    whenDone(m_services.watches.look(watch.id), this, [this](const Result<Observation> &seen) {
        if (!seen) {
            Q_EMIT failed(describe(seen.error()));
        }
    });
}

void WatchTasks::remove(const Watch &watch)
{
    const bool isDestination = watch.kind == WatchKind::Destination;
    const QString text = isDestination ? tr("Watch “%1” no longer? Its history goes. Backups there stay, and "
                                            "the next one begins a new watch.")
                                       : tr("Watch “%1” no longer? Its canary, its lock and its history go.");
    const Question question{QStringLiteral("removeWatch"),
                            text.arg(displayPath(watch.folder)),
                            {tr("&Keep watching"), tr("&Remove")},
                            true};
    m_services.questions.ask(question, this, [this, watch](int choice) {
        if (choice != doItChoice) {
            return;
        }
        whenDone(m_services.watches.remove(watch.id), this, [this](const Result<Observation> &removed) {
            if (!removed) {
                Q_EMIT failed(describe(removed.error()));
            }
        });
    });
}

/// What is stored is to be seen in the lane; what nobody could plant would leave no trace.
void WatchTasks::await(const QFuture<Result<Observation>> &look, const Path &folder)
{
    whenDone(look, this, [this, folder](const Result<Observation> &seen) {
        if (!seen) {
            Q_EMIT failed(describe(seen.error()));
            return;
        }
        Q_EMIT planted(watchedPath(folder));
        if (seen->watchId.isNull()) {
            Q_EMIT warned(QStringLiteral("%1 %2").arg(watchSays(*seen), watchAdvice(*seen)).trimmed());
        }
    });
}

} // namespace litekeeper
