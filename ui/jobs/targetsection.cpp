// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/targetsection.h"

#include "common/clock.h"
#include "domain/nametemplate.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/pathfield.h"
#include "ui/common/questions.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/typography.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

const QString fixedTemplate = QStringLiteral("{name}");
constexpr int longestPatience = 7 * 24 * 60;

} // namespace

TargetSection::TargetSection(const JobsServices &services, QWidget *parent)
    : FormSection(tr("Where the backups go"), parent)
    , m_services(services)
    , m_destination(new PathField(this))
    , m_format(new QComboBox(this))
    , m_naming(new QComboBox(this))
    , m_template(new QLineEdit(this))
    , m_proof(new QComboBox(this))
    , m_patience(new QSpinBox(this))
{
    setObjectName(QStringLiteral("targetSection"));
    buildDestination();
    buildNaming();
    buildChoices();
    buildPatience();
}

void TargetSection::buildDestination()
{
    m_destination->setObjectName(QStringLiteral("jobDestination"));
    auto *choose = new QPushButton(themedIcon(QStringLiteral("folder")), tr("C&hoose…"), this);
    choose->setObjectName(QStringLiteral("jobDestinationChoose"));
    choose->setAccessibleName(tr("Choose the folder in a dialog"));
    addField(tr("Fol&der"), m_destination, QStringLiteral("destination"))->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &TargetSection::choose);
    connect(m_destination, &PathField::pathChanged, this, &TargetSection::changed);
}

void TargetSection::buildNaming()
{
    m_naming->setObjectName(QStringLiteral("jobNaming"));
    m_naming->addItem(tr("A new file each time, with date and time"), Dated);
    m_naming->addItem(tr("One fixed name, replaced each time"), Fixed);
    m_naming->addItem(tr("A template of your own"), Own);
    m_template->setObjectName(QStringLiteral("jobTemplate"));
    m_template->setAccessibleName(tr("Template for the names of the files"));
    m_template->setToolTip(tr("{name}, {date} and {time} stand for the database's name and the moment."));
    addField(tr("File &names"), m_naming);
    addWidget(m_template);
    m_example = addHint(QStringLiteral("jobNameExample"));
    addFindings(QStringLiteral("nameTemplate"));
    connect(m_naming, &QComboBox::currentIndexChanged, this, &TargetSection::takeNaming);
    connect(m_template, &QLineEdit::textChanged, this, &TargetSection::changed);
}

void TargetSection::buildChoices()
{
    m_format->setObjectName(QStringLiteral("jobFormat"));
    m_format->addItem(tr("SQLite: opens in any SQLite tool"), int(Format::Database));
    m_format->addItem(tr("Zip: smaller, opens in any file manager"), int(Format::Zip));
    m_format->addItem(tr("Zstandard: smaller still, and fast"), int(Format::Zstd));
    m_proof->setObjectName(QStringLiteral("jobProof"));
    for (const ProofLevel level :
         {ProofLevel::Proven, ProofLevel::Checked, ProofLevel::ReadBack, ProofLevel::Copied}) {
        m_proof->addItem(statusOf(level).word, int(level));
    }
    for (QComboBox *box : {m_format, m_proof, m_naming}) {
        box->setMinimumContentsLength(12);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    addField(tr("Fo&rmat"), m_format);
    addField(tr("&Proof of each backup"), m_proof);
    m_meaning = addHint(QStringLiteral("jobProofMeaning"));
    connect(m_format, &QComboBox::currentIndexChanged, this, &TargetSection::changed);
    connect(m_proof, &QComboBox::currentIndexChanged, this, [this] {
        m_meaning->setText(proofMeaning(ProofLevel(m_proof->currentData().toInt())));
        Q_EMIT changed();
    });
}

/// Only shares need patience, so it is shown where there is one.
void TargetSection::buildPatience()
{
    m_patience->setObjectName(QStringLiteral("jobPatience"));
    m_patience->setRange(0, longestPatience);
    m_patience->setSuffix(tr(" min", "minutes"));
    m_patienceField = new QWidget(this);
    auto *field = new QVBoxLayout(m_patienceField);
    field->setContentsMargins(0, 8, 0, 0);
    auto *label = new QLabel(tr("If the share does not answer, go on tr&ying for"), m_patienceField);
    label->setBuddy(m_patience);
    m_patience->setAccessibleName(QString(label->text()).remove(u'&'));
    auto *hint = new QuietLabel(m_patienceField);
    hint->setObjectName(QStringLiteral("jobPatienceHint"));
    hint->setWordWrap(true);
    hint->setFont(smallFont(font()));
    hint->setText(tr("After that the run fails and says so. The same time is given to a database that is "
                     "written to so much that it cannot be copied in one consistent state."));
    field->addWidget(label);
    field->addWidget(m_patience);
    field->addWidget(hint);
    addWidget(m_patienceField);
    m_patienceField->hide();
    connect(m_patience, &QSpinBox::valueChanged, this, &TargetSection::changed);
}

void TargetSection::setOnNetwork(bool isOnNetwork)
{
    m_patienceField->setVisible(isOnNetwork);
}

void TargetSection::setJob(const Job &job)
{
    m_patience->setValue(int(job.patience.count()));
    m_patienceField->setVisible(job.patience != Job().patience);
    m_destination->setChoices(m_services.launcher.recentDestinations());
    m_destination->setPath(job.destination);
    m_format->setCurrentIndex(m_format->findData(int(job.format)));
    m_proof->setCurrentIndex(m_proof->findData(int(job.proof)));
    m_meaning->setText(proofMeaning(job.proof));
    const Naming naming = job.nameTemplate.isEmpty() ? Dated
        : job.nameTemplate == fixedTemplate          ? Fixed
                                                     : Own;
    m_template->setText(naming == Own ? job.nameTemplate : QString());
    m_naming->setCurrentIndex(m_naming->findData(naming));
    m_template->setVisible(naming == Own);
}

void TargetSection::putInto(Job &job) const
{
    if (m_destination->path() != job.destination) {
        job.destination = m_destination->path();
        job.destinationId = {}; // another folder, another identity
    }
    job.format = Format(m_format->currentData().toInt());
    job.proof = ProofLevel(m_proof->currentData().toInt());
    job.patience = std::chrono::minutes(m_patience->value());
    switch (Naming(m_naming->currentData().toInt())) {
    case Dated:
        job.nameTemplate.clear();
        break;
    case Fixed:
        job.nameTemplate = fixedTemplate;
        break;
    case Own:
        job.nameTemplate = m_template->text().trimmed();
        break;
    }
}

bool TargetSection::isFixedName() const
{
    Job job;
    putInto(job);
    const auto name = NameTemplate::parse(job.nameTemplate);
    return name && name->isFixed();
}

void TargetSection::showExample(const Path &source)
{
    Job job;
    putInto(job);
    const auto name = NameTemplate::parse(job.nameTemplate);
    m_example->setVisible(name.hasValue());
    if (name) {
        const Path example = source.empty() ? Path("database.db") : source;
        const Path file = name->fileName(example, m_services.clock.nowUtc().toLocalTime(), job.format);
        m_example->setText(name->isFixed()
                               ? tr("Always %1, so there is one backup only.").arg(displayPath(file))
                               : tr("For example %1").arg(displayPath(file)));
    }
}

void TargetSection::choose()
{
    m_services.questions.chooseFolder(
        tr("Where shall the backups go?"), displayPath(m_destination->path()), this,
        [this](const QString &folder) { m_destination->setPath(pathFromQString(folder)); });
}

void TargetSection::takeNaming()
{
    const bool own = m_naming->currentData().toInt() == Own;
    if (own && m_template->text().isEmpty()) {
        m_template->setText(NameTemplate().text());
    }
    m_template->setVisible(own);
    Q_EMIT changed();
}

} // namespace litekeeper
