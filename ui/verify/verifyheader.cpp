// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifyheader.h"

#include "service/verdicttext.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace litekeeper {

namespace {

const QString levelKey = QStringLiteral("verify/level");

/// "3 files · 2 not sound · 1 being verified"
QString summaryOf(const QList<const VerdictFile *> &files)
{
    qsizetype jobs = 0;
    qsizetype sound = 0;
    qsizetype unsound = 0;
    for (const VerdictFile *file : files) {
        jobs += file->job ? 1 : 0;
        const bool isSound = file->verdict && file->verdict->verdict == Verdict::Sound;
        sound += isSound ? 1 : 0;
        unsound += file->verdict && !isSound ? 1 : 0;
    }
    QStringList parts;
    if (!files.isEmpty()) {
        parts.append(files.size() == 1 ? VerifyHeader::tr("1 file")
                                       : VerifyHeader::tr("%1 files").arg(countText(files.size())));
    }
    if (unsound > 0) {
        parts.append(VerifyHeader::tr("%1 not sound").arg(countText(unsound)));
    } else if (sound > 0) {
        parts.append(VerifyHeader::tr("%1 sound").arg(countText(sound)));
    }
    if (jobs > 0) {
        parts.append(VerifyHeader::tr("%1 being verified").arg(countText(jobs)));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

VerifyHeader::VerifyHeader(QSettings &settings, QWidget *parent)
    : PageHeader(tr("Verify"), parent)
    , m_level(new QComboBox(this))
    , m_open(new QWidget(this))
{
    fillLevels(settings);
    makeButtons();
    addWidget(m_level);
    addWidget(m_open);
}

void VerifyHeader::fillLevels(QSettings &settings)
{
    for (const VerifyLevel level : {VerifyLevel::Full, VerifyLevel::Quick}) {
        m_level->addItem(levelText(level), verifyLevelCode(level));
    }
    m_level->setObjectName(QStringLiteral("verifyLevel"));
    m_level->setAccessibleName(tr("How far to verify"));
    m_level->setItemData(0, tr("Also compares the indexes and reads every row"), Qt::ToolTipRole);
    m_level->setItemData(1, tr("Reads every byte and checks the structure; several times faster"),
                         Qt::ToolTipRole);
    m_level->setCurrentIndex(std::max(0, m_level->findData(settings.value(levelKey).toString())));
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this, &settings] { settings.setValue(levelKey, m_level->currentData()); });
}

void VerifyHeader::makeButtons()
{
    auto *folder = new QPushButton(themedIcon(QStringLiteral("folder")), tr("Open f&older…"), m_open);
    folder->setObjectName(QStringLiteral("openFolderButton"));
    connect(folder, &QPushButton::clicked, this, &VerifyHeader::folderRequested);
    auto *files = new QPushButton(themedIcon(QStringLiteral("verify")), tr("Open &files…"), m_open);
    files->setObjectName(QStringLiteral("openFilesButton"));
    files->setToolTip(tr("Verify archives or databases (Ctrl+O)"));
    connect(files, &QPushButton::clicked, this, &VerifyHeader::filesRequested);
    auto *buttons = new QHBoxLayout(m_open);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(folder);
    buttons->addWidget(files);
}

void VerifyHeader::setFiles(const QList<const VerdictFile *> &files)
{
    m_open->setVisible(!files.isEmpty()); // the drop area has buttons of its own
    setSubtitle(summaryOf(files));
}

VerifyLevel VerifyHeader::level() const
{
    return verifyLevelFromCode(m_level->currentData().toString()).value_or(VerifyLevel::Full);
}

} // namespace litekeeper
