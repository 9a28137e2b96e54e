// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifiedfiles.h"

#include "service/catalogueservice.h"
#include "service/verifyservice.h"
#include "service/whendone.h"
#include "ui/verify/verdictmodel.h"

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostVerdicts = 200;

} // namespace

VerifiedFiles::VerifiedFiles(VerifyService &verify, CatalogueService &catalogue, VerdictModel &model,
                             QObject *parent)
    : QObject(parent)
    , m_verify(verify)
    , m_catalogue(catalogue)
    , m_model(model)
{
    watch();
}

void VerifiedFiles::watch()
{
    connect(&m_verify, &VerifyService::queued, this, [this] { takeQueue(); });
    connect(&m_verify, &VerifyService::started, this, [this] { takeQueue(); });
    connect(&m_verify, &VerifyService::progressed, &m_model, &VerdictModel::setProgress);
    connect(&m_verify, &VerifyService::finished, this, &VerifiedFiles::finish);
    connect(&m_verify, &VerifyService::cancelled, this, [this](const QUuid &id) {
        m_model.endJob(id);
        tellChange();
    });
    connect(&m_catalogue, &CatalogueService::verdictsChanged, this, &VerifiedFiles::loadVerdicts);
    m_minute.setInterval(30s);
    connect(&m_minute, &QTimer::timeout, this, [this] { m_model.setNow(QDateTime::currentDateTimeUtc()); });
    m_minute.start();
}

void VerifiedFiles::load()
{
    takeQueue();
    loadVerdicts();
}

void VerifiedFiles::takeQueue()
{
    const QList<VerifyService::Item> queue = m_verify.queue();
    for (const VerifyService::Item &item : queue) {
        Progress progress = item.progress;
        progress.queued = !item.running;
        m_model.putJob(item.file, {item.id, item.level, progress});
    }
    tellChange();
}

void VerifiedFiles::loadVerdicts()
{
    whenDone(m_catalogue.verdicts(mostVerdicts), this, [this](const Result<QList<FileVerdict>> &verdicts) {
        m_loaded = true;
        // Without a catalogue nothing is remembered, and the window says so. With files on its command line
        // the page is there before the catalogue is open, which comes with verdictsChanged().
        if (verdicts) {
            m_model.setNow(QDateTime::currentDateTimeUtc());
            m_model.addVerdicts(*verdicts);
        }
        tellChange();
    });
}

void VerifiedFiles::finish(const FileVerdict &verdict)
{
    m_model.setNow(QDateTime::currentDateTimeUtc());
    m_passwords.take(verdict);
    m_model.putVerdict(verdict);
    Q_EMIT finished(verdict);
    tellChange();
}

void VerifiedFiles::tellChange()
{
    QSet<QUuid> ids;
    const QList<const VerdictFile *> files = m_model.files();
    for (const VerdictFile *file : files) {
        ids.insert(file->verdict ? file->verdict->id : QUuid());
        ids.insert(file->job ? file->job->id : QUuid());
    }
    m_passwords.forgetAllBut(ids);
    Q_EMIT changed();
}

void VerifiedFiles::verify(const Path &file, VerifyLevel level, const QByteArray &password)
{
    const VerdictNode *known = m_model.node(m_model.indexOf(file));
    if (known && fileOf(*known).job) {
        return;
    }
    const QByteArray used = known && password.isEmpty() ? passwordOf(fileOf(*known)) : password;
    m_passwords.keep(m_verify.verify({file, level, used}), used);
}

QByteArray VerifiedFiles::passwordOf(const VerdictFile &file) const
{
    return file.verdict ? m_passwords.passwordOf(file.verdict->id) : QByteArray();
}

void VerifiedFiles::cancel(const QList<const VerdictFile *> &files)
{
    QList<QUuid> jobs;
    for (const VerdictFile *file : files) {
        if (file->job) {
            jobs.append(file->job->id);
        }
    }
    const QList<VerifyService::Item> queue = m_verify.queue();
    if (jobs.isEmpty() && !queue.isEmpty()) {
        jobs.append(queue.constFirst().id);
    }
    for (const QUuid &job : jobs) {
        m_verify.cancel(job);
    }
}

void VerifiedFiles::forget(const QList<const VerdictFile *> &files)
{
    QList<Path> paths;
    for (const VerdictFile *file : files) {
        if (!file->job) {
            paths.append(file->file);
        }
    }
    for (const Path &path : paths) {
        m_model.remove(path);
    }
    tellChange();
    // Also the older ones of these files, or they would be back with the next start.
    whenDone(m_catalogue.verdicts(mostVerdicts), this,
             [this, paths](const Result<QList<FileVerdict>> &verdicts) {
                 for (const FileVerdict &verdict : verdicts ? *verdicts : QList<FileVerdict>()) {
                     if (paths.contains(verdict.file)) {
                         m_catalogue.removeVerdict(verdict.id);
                     }
                 }
             });
}

} // namespace litekeeper
