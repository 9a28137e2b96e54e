// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobdraft.h"

#include "service/catalogueservice.h"

#include <QJsonDocument>

namespace litekeeper {

namespace {

const QString draftSetting = QStringLiteral("jobs/draft"); // QByteArray: {"id": ..., "job": {...}}
const QString idKey = QStringLiteral("id");
const QString jobKey = QStringLiteral("job");

} // namespace

void keepDraft(CatalogueService &catalogue, const Job &job)
{
    const QJsonObject document{{idKey, job.id.toString(QUuid::WithoutBraces)},
                               {jobKey, toJson(job, Secrets::Include)}};
    catalogue.setSetting(draftSetting, QJsonDocument(document).toJson(QJsonDocument::Compact));
}

std::optional<Job> keptDraft(const CatalogueService &catalogue)
{
    const QByteArray stored = catalogue.setting(draftSetting).toByteArray();
    const QJsonObject document = QJsonDocument::fromJson(stored).object();
    Result<Job> job = jobFromJson(document.value(jobKey).toObject());
    if (!job) {
        return std::nullopt;
    }
    job->id = QUuid(document.value(idKey).toString());
    return *std::move(job);
}

void dropDraft(CatalogueService &catalogue)
{
    if (catalogue.setting(draftSetting).isValid()) {
        catalogue.setSetting(draftSetting, QVariant());
    }
}

} // namespace litekeeper
