// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/retentionpreview.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"

namespace litekeeper {

namespace {

constexpr qsizetype mostShown = 8;

} // namespace

RetentionPreview::RetentionPreview(QWidget *parent)
    : FormSection(tr("What goes next time"), parent)
    , m_sentence(addHint(QStringLiteral("retentionPreview")))
    , m_list(addHint(QStringLiteral("retentionPreviewList")))
{
    setObjectName(QStringLiteral("retentionPreviewSection"));
    m_list->hide();
}

void RetentionPreview::show(const Result<RetentionPlan> &plan)
{
    const QList<Backup> goes = plan ? plan->goes : QList<Backup>();
    if (!plan) {
        m_sentence->setText(describe(plan.error()));
    } else if (!plan->refusal.isEmpty()) {
        m_sentence->setText(plan->refusal);
    } else if (goes.isEmpty()) {
        m_sentence->setText(plan->stays.isEmpty() ? tr("Nothing: there is no backup of this job yet.")
                                                  : tr("Nothing: all backups of this job are wanted."));
    } else {
        m_sentence->setText(
            goes.size() == 1
                ? tr("After the next success this backup is deleted:")
                : tr("After the next success these %1 backups are deleted:").arg(countText(goes.size())));
    }
    QStringList lines;
    for (const Backup &backup : goes.first(std::min(goes.size(), mostShown))) {
        lines.append(tr("%1, %2, %3", "date, size, proof of a backup")
                         .arg(dateTimeText(backup.createdAt), bytesText(backup.fileBytes),
                              statusOf(backup.proof).word));
    }
    if (goes.size() > mostShown) {
        lines.append(tr("and %1 more").arg(countText(goes.size() - mostShown)));
    }
    m_list->setText(lines.join(u'\n'));
    m_list->setVisible(!lines.isEmpty());
}

} // namespace litekeeper
