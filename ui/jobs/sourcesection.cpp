// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/sourcesection.h"

#include "service/catalogueservice.h"
#include "service/jobservice.h"
#include "service/whendone.h"
#include "ui/common/icon.h"
#include "ui/common/pathfield.h"
#include "ui/common/questions.h"
#include "ui/jobs/jobnames.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace litekeeper {

SourceSection::SourceSection(const JobsServices &services, QWidget *parent)
    : FormSection(tr("What is backed up"), parent)
    , m_services(services)
    , m_source(new PathField(this))
    , m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("sourceSection"));
    m_source->setObjectName(QStringLiteral("jobSource"));
    m_source->lineEdit()->setPlaceholderText(tr("Choose one that Litekeeper knows, or type a path"));
    m_name->setObjectName(QStringLiteral("jobName"));
    m_name->setMaxLength(200);
    auto *choose = new QPushButton(themedIcon(QStringLiteral("folder")), tr("&Choose…"), this);
    choose->setObjectName(QStringLiteral("jobSourceChoose"));
    choose->setAccessibleName(tr("Choose the database in a dialog"));
    addField(tr("Data&base"), m_source, QStringLiteral("source"))->addWidget(choose);
    addField(tr("Name of the &job"), m_name, QStringLiteral("name"));

    connect(choose, &QPushButton::clicked, this, &SourceSection::choose);
    connect(m_source, &PathField::pathChanged, this, [this] {
        followSource();
        Q_EMIT changed();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameFollows = false; });
    connect(m_name, &QLineEdit::textChanged, this, &SourceSection::changed);
}

void SourceSection::setJob(const Job &job, bool isNew)
{
    m_nameFollows = false;
    m_source->setPath(job.source);
    m_name->setText(job.name);
    m_nameFollows = isNew && (job.source.empty() || job.name.startsWith(displayName(job.source)));
    offerKnown();
}

void SourceSection::putInto(Job &job) const
{
    job.source = m_source->path();
    job.name = m_name->text().trimmed();
}

void SourceSection::focusFirst()
{
    m_source->setFocus(Qt::TabFocusReason);
}

void SourceSection::offerKnown()
{
    whenDone(m_services.catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &known) {
        QList<Path> sources;
        for (const KnownDatabase &database : known ? *known : QList<KnownDatabase>()) {
            sources.append(database.source);
        }
        m_source->setChoices(sources);
    });
}

void SourceSection::choose()
{
    m_services.questions.chooseFiles(tr("Which database shall be backed up?"), {tr("All files (*)")}, this,
                                     [this](const QStringList &files) {
                                         if (!files.isEmpty()) {
                                             m_source->setPath(pathFromQString(files.constFirst()));
                                         }
                                     });
}

void SourceSection::followSource()
{
    if (m_nameFollows && !m_source->path().empty()) {
        m_name->setText(freeName(displayName(m_source->path()), takenNames(m_services.jobs.jobs())));
    }
}

} // namespace litekeeper
