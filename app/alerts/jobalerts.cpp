// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/jobalerts.h"

#include "common/clock.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"

#include <QSet>

#include <utility>

namespace litekeeper {

namespace {

const QString successPrefix = QStringLiteral("done/");

QString keyOf(const QUuid &jobId)
{
    return jobId.toString(QUuid::WithoutBraces);
}

} // namespace

JobAlerts::JobAlerts(JobService &jobs, CatalogueService &catalogue, const Clock &clock,
                     DesktopNotifier::Sender sender, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_catalogue(catalogue)
    , m_clock(clock)
    , m_notifier(sender)
{
    connect(&m_jobs, &JobService::jobsChanged, this, &JobAlerts::look);
    connect(&m_jobs, &JobService::finished, this, &JobAlerts::onFinished);
    connect(&m_catalogue, &CatalogueService::settingsChanged, this, &JobAlerts::look);
    connect(&m_notifier, &DesktopNotifier::shown, this, &JobAlerts::onShown);
    connect(&m_notifier, &DesktopNotifier::notShown, this, &JobAlerts::onNotShown);
    connect(&m_notifier, &DesktopNotifier::settled, this, &JobAlerts::tellIfSettled);
    connect(&m_notifier, &DesktopNotifier::activated, this,
            [this](const QString &key) { Q_EMIT jobRequested(QUuid(QString(key).remove(successPrefix))); });
}

JobAlerts::~JobAlerts() = default;

void JobAlerts::begin()
{
    m_hasBegun = true;
    look();
}

bool JobAlerts::isSettled() const
{
    return !m_isStoring && !m_isLoading && m_notes.noticed.isEmpty() && m_notes.untold.isEmpty()
        && m_notifier.isSettled();
}

void JobAlerts::tellIfSettled()
{
    if (isSettled()) {
        Q_EMIT settled();
    }
}

void JobAlerts::look()
{
    if (!m_hasBegun || m_isStoring || m_isLoading) {
        m_mustLookAgain = m_isStoring;
        return;
    }
    const QVariant before = m_catalogue.setting(toldAlertsKey);
    if (before != m_seen) {
        m_seen = before;
        loadJobs();
        return;
    }
    AlertBook book = alertBookFromBytes(before.toByteArray());
    adopt(book);
    const AlertBook read = book;
    enterNotes(book);
    const News news = compare(book);
    if (book != read) {
        store(before, book, news);
    } else {
        m_notes = {};
        tellIfSettled();
    }
}

/// What another process has told may be about a run that we have not heard of: what we know of the jobs must
/// not be older than the book, or we would take back what is right.
void JobAlerts::loadJobs()
{
    m_isLoading = true;
    whenDone(m_jobs.load(), this, [this](const Result<void> &loaded) {
        m_isLoading = false;
        if (loaded) {
            look();
        } else {
            m_seen.clear(); // the next change tries again
        }
        tellIfSettled();
    });
}

void JobAlerts::enterNotes(AlertBook &book) const
{
    for (auto noticed = m_notes.noticed.cbegin(); noticed != m_notes.noticed.cend(); ++noticed) {
        if (const auto told = book.find(noticed.key()); told != book.end()) {
            told->noticed = *noticed;
        }
    }
    for (auto untold = m_notes.untold.cbegin(); untold != m_notes.untold.cend(); ++untold) {
        if (book.value(untold.key()).occasion == *untold) {
            book.remove(untold.key());
        }
    }
}

/// Brings the book up to date with the jobs.
JobAlerts::News JobAlerts::compare(AlertBook &book)
{
    News news;
    QSet<QUuid> gone(book.keyBegin(), book.keyEnd());
    const bool isPaused = m_jobs.isPaused();
    const QDateTime now = m_clock.nowUtc();
    const QList<JobEntry> entries = m_jobs.jobs();
    for (const JobEntry &entry : entries) {
        const QUuid id = entry.job.id;
        const std::optional<JobAlert> alert = alertFor(entry, isPaused);
        const auto known = book.constFind(id);
        const auto told = known == book.constEnd() ? std::nullopt : std::optional(*known);
        if (alert && m_notShown.value(id) != alert->occasion && isNews(*alert, told, now)) {
            book.insert(id,
                        {.occasion = alert->occasion,
                         .cause = alert->cause,
                         .at = now,
                         .noticed = told ? told->noticed : QString()});
            news.alerts.insert(id, *alert);
        }
        if (!isWellAgain(entry)) {
            gone.remove(id);
        }
    }
    for (const QUuid &id : std::as_const(gone)) {
        if (!book.value(id).noticed.isEmpty() && !m_notifier.hasBus()) {
            continue; // it stands on a desktop that another process can reach
        }
        book.remove(id);
        news.withdrawn.append(id);
    }
    return news;
}

void JobAlerts::store(const QVariant &before, const AlertBook &book, const News &news)
{
    m_isStoring = true;
    const QVariant after = book.isEmpty() ? QVariant() : QVariant(toBytes(book));
    const Notes notes = std::exchange(m_notes, {});
    whenDone(m_catalogue.exchangeSetting(toldAlertsKey, before, after), this,
             [this, news, notes, after](const Result<bool> &stored) {
                 m_isStoring = false;
                 if (stored && *stored) {
                     m_seen = after;
                     tell(news);
                 } else {
                     m_notes.noticed.insert(notes.noticed);
                     m_notes.untold.insert(notes.untold);
                 }
                 // Without a catalogue nothing is told: the next change tries again.
                 const bool wasFaster = stored && !*stored;
                 if (std::exchange(m_mustLookAgain, false) || wasFaster) {
                     look();
                 }
                 tellIfSettled();
             });
}

void JobAlerts::tell(const News &news)
{
    for (auto alert = news.alerts.cbegin(); alert != news.alerts.cend(); ++alert) {
        m_tried.insert(alert.key(), alert->occasion);
        m_notifier.show(keyOf(alert.key()), alert->title, alert->text);
    }
    for (const QUuid &id : news.withdrawn) {
        m_adopted.remove(id);
        m_notifier.withdraw(keyOf(id));
    }
}

void JobAlerts::adopt(const AlertBook &book)
{
    for (auto told = book.cbegin(); told != book.cend(); ++told) {
        if (!told->noticed.isEmpty() && m_adopted.value(told.key()) != told->noticed) {
            m_adopted.insert(told.key(), told->noticed);
            m_notifier.adopt(keyOf(told.key()), told->noticed);
        }
    }
}

void JobAlerts::onShown(const QString &key, const QString &token)
{
    const QUuid id(key);
    if (!id.isNull() && m_adopted.value(id) != token) {
        m_adopted.insert(id, token);
        m_notes.noticed.insert(id, token);
        look();
    }
}

void JobAlerts::onNotShown(const QString &key)
{
    const QUuid id(key);
    if (!id.isNull()) {
        m_notShown.insert(id, m_tried.value(id));
        m_notes.untold.insert(id, m_tried.value(id));
        // Not from within show(): what is being told now is gone through first.
        QMetaObject::invokeMethod(this, &JobAlerts::look, Qt::QueuedConnection);
    }
}

void JobAlerts::onFinished(const Job &job, const Run &run)
{
    const bool isGood = run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning;
    if (!isGood || !m_catalogue.setting(notifySuccessKey).toBool()) {
        return;
    }
    const QString text
        = run.reason.isEmpty() ? tr("The backup was written and checked as you wished.") : run.reason;
    m_notifier.show(successPrefix + keyOf(job.id), tr("“%1” is backed up").arg(job.name), text,
                    DesktopNotifier::Urgency::Low);
}

} // namespace litekeeper
