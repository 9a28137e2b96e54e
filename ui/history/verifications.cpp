// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/verifications.h"

#include "service/whendone.h"

#include <mutex>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

/// The last progress of a worker.
class Mailbox
{
public:
    void put(const Progress &progress)
    {
        const std::lock_guard lock(m_mutex);
        m_progress = progress;
    }
    [[nodiscard]] Progress look() const
    {
        const std::lock_guard lock(m_mutex);
        return m_progress;
    }

private:
    mutable std::mutex m_mutex;
    Progress m_progress{.phase = Phase::ReadingBack};
};

} // namespace

struct Verifications::Running
{
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::shared_ptr<RunControl> control = std::make_shared<RunControl>(
        [mailbox = mailbox](const Progress &progress) { mailbox->put(progress); });
};

Verifications::Verifications(CatalogueService &catalogue, QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
{
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &Verifications::tell);
}

Verifications::~Verifications()
{
    for (const std::shared_ptr<Running> &running : std::as_const(m_running)) {
        running->control->requestStop();
    }
}

void Verifications::start(const Backup &backup)
{
    if (isRunning(backup.id)) {
        return;
    }
    const auto running = std::make_shared<Running>();
    m_running.insert(backup.id, running);
    m_tick.start();
    Q_EMIT started(backup.id);
    whenDone(m_catalogue.verifyAgain(backup.id, ProofLevel::Proven, running->control), this,
             [this, id = backup.id](const Result<Backup> &result) { finish(id, result); });
}

void Verifications::cancel(const QUuid &backupId)
{
    if (const auto running = m_running.value(backupId)) {
        running->control->requestStop();
    }
}

Progress Verifications::progress(const QUuid &backupId) const
{
    const auto running = m_running.value(backupId);
    return running ? running->mailbox->look() : Progress();
}

void Verifications::tell()
{
    const QList<QUuid> ids = m_running.keys(); // a slot may start or end one
    for (const QUuid &id : ids) {
        Q_EMIT progressed(id, progress(id));
    }
}

void Verifications::finish(const QUuid &backupId, const Result<Backup> &result)
{
    m_running.remove(backupId);
    if (m_running.isEmpty()) {
        m_tick.stop();
    }
    Q_EMIT finished(backupId, result);
}

} // namespace litekeeper
