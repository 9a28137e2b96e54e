// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/backupbar.h"

#include "ui/common/backuplauncher.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/questions.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace litekeeper {

namespace {

QuietLabel *labelFor(QWidget *buddy, const QString &text, QWidget *parent)
{
    auto *label = new QuietLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

} // namespace

BackupBar::BackupBar(BackupLauncher &launcher, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_launcher(launcher)
    , m_questions(questions)
    , m_destination(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_proof(new QComboBox(this))
    , m_everyNight(new QPushButton(this))
    , m_backUp(new QPushButton(this))
{
    setObjectName(QStringLiteral("backupBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    buildDestination();
    layout->addSpacing(8);
    buildChoices();
    layout->addSpacing(8);
    m_backUp->setObjectName(QStringLiteral("backUpButton"));
    m_backUp->setIcon(themedIcon(QStringLiteral("backup")));
    m_backUp->setDefault(true);
    m_everyNight->setObjectName(QStringLiteral("everyNightButton"));
    m_everyNight->setIcon(themedIcon(QStringLiteral("night")));
    m_everyNight->setText(tr("Every &night…"));
    m_everyNight->setToolTip(tr("Back the selected database up every night by itself (Ctrl+J)"));
    layout->addWidget(m_everyNight);
    layout->addWidget(m_backUp);
    connect(m_everyNight, &QPushButton::clicked, this, &BackupBar::everyNightClicked);
    connect(m_backUp, &QPushButton::clicked, this, &BackupBar::backUpClicked);
    connect(&m_launcher, &BackupLauncher::optionsChanged, this, &BackupBar::showOptions);
    showOptions();
    setCount(0);
}

void BackupBar::buildDestination()
{
    m_destination->setObjectName(QStringLiteral("destinationBox"));
    m_destination->setAccessibleName(tr("Folder for the backups"));
    m_destination->setMinimumContentsLength(5); // a screen of 1366 pixels at 125 % holds the window
    m_destination->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *choose = new QToolButton(this);
    choose->setObjectName(QStringLiteral("destinationChoose"));
    choose->setIcon(themedIcon(QStringLiteral("folder")));
    choose->setAutoRaise(true);
    choose->setToolTip(tr("Choose another folder…"));
    choose->setAccessibleName(tr("Choose another folder for the backups"));
    layout()->addWidget(labelFor(m_destination, tr("Back up &to"), this));
    static_cast<QHBoxLayout *>(layout())->addWidget(m_destination, 1);
    layout()->addWidget(choose);
    connect(choose, &QToolButton::clicked, this, &BackupBar::chooseDestination);
    connect(m_destination, &QComboBox::activated, this, &BackupBar::takeOptions);
}

void BackupBar::buildChoices()
{
    m_format->setObjectName(QStringLiteral("formatBox"));
    m_format->setAccessibleName(tr("Format of the backups"));
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        m_format->addItem(formatText(format), int(format));
    }
    m_proof->setObjectName(QStringLiteral("proofBox"));
    m_proof->setAccessibleName(tr("How far each backup is proven"));
    for (const ProofLevel level :
         {ProofLevel::Proven, ProofLevel::Checked, ProofLevel::ReadBack, ProofLevel::Copied}) {
        m_proof->addItem(statusOf(level).word, int(level));
        m_proof->setItemData(m_proof->count() - 1, proofMeaning(level), Qt::ToolTipRole);
    }
    layout()->addWidget(labelFor(m_format, tr("F&ormat"), this));
    layout()->addWidget(m_format);
    layout()->addWidget(labelFor(m_proof, tr("&Proof"), this));
    layout()->addWidget(m_proof);
    connect(m_format, &QComboBox::activated, this, &BackupBar::takeOptions);
    connect(m_proof, &QComboBox::activated, this, &BackupBar::takeOptions);
}

void BackupBar::setCount(int count)
{
    m_backUp->setEnabled(count > 0);
    m_everyNight->setEnabled(count == 1);
    m_backUp->setText(count > 1 ? tr("&Back up %1 now").arg(count) : tr("&Back up now"));
    m_backUp->setToolTip(count > 0 ? tr("Back up what is selected (Ctrl+B)") : tr("Select a database first"));
}

void BackupBar::showOptions()
{
    const BackupOptions &options = m_launcher.options();
    QList<Path> folders = m_launcher.recentDestinations();
    if (!folders.contains(options.destination)) {
        folders.prepend(options.destination);
    }
    m_destination->clear();
    for (const Path &folder : std::as_const(folders)) {
        m_destination->addItem(displayPath(folder), pathBytes(folder));
    }
    m_destination->setCurrentIndex(m_destination->findData(pathBytes(options.destination)));
    m_destination->setToolTip(displayPath(options.destination));
    m_format->setCurrentIndex(m_format->findData(int(options.format)));
    m_proof->setCurrentIndex(m_proof->findData(int(options.proof)));
    m_proof->setToolTip(proofMeaning(options.proof));
}

void BackupBar::takeOptions()
{
    m_launcher.setOptions({pathFromBytes(m_destination->currentData().toByteArray()),
                           Format(m_format->currentData().toInt()),
                           ProofLevel(m_proof->currentData().toInt())});
}

void BackupBar::chooseDestination()
{
    m_questions.chooseFolder(tr("Where shall the backups go?"), displayPath(m_launcher.options().destination),
                             this, [this](const QString &folder) {
                                 BackupOptions options = m_launcher.options();
                                 options.destination = pathFromQString(folder);
                                 m_launcher.setOptions(options);
                             });
}

void BackupBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(separator(palette()));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace litekeeper
