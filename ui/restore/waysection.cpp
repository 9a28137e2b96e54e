// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/waysection.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/restore/choicerow.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QRadioButton>
#include <QVBoxLayout>

namespace litekeeper {

WaySection::WaySection(QWidget *parent)
    : FormSection(tr("How"), parent)
    , m_live(new QRadioButton(this))
    , m_swap(new QRadioButton(this))
    , m_isStopped(
          new QCheckBox(tr("Its program on the server is &stopped, and stays so until this is done"), this))
    , m_safetyCopy(new QCheckBox(tr("Make a proven safety &copy first"), this))
    , m_noWayBack(new QCheckBox(this))
{
    setObjectName(QStringLiteral("restoreHow"));
    buildWays();
    buildSafety();
}

void WaySection::buildWays()
{
    m_live->setObjectName(QStringLiteral("restoreIntoLive"));
    m_swap->setObjectName(QStringLiteral("restoreSwap"));
    m_isStopped->setObjectName(QStringLiteral("restoreStopped"));
    auto *ways = new QButtonGroup(this);
    ways->addButton(m_live);
    ways->addButton(m_swap);
    column().addSpacing(8);
    addWidget(m_live);
    m_liveHint = addHint(QStringLiteral("restoreIntoLiveHint"));
    addWidget(m_swap);
    m_swapHint = addHint(QStringLiteral("restoreSwapHint"));
    addWidget(m_isStopped);
    for (QuietLabel *hint : {m_liveHint, m_swapHint}) {
        indentBelowChoice(*hint);
    }
    connect(m_live, &QRadioButton::toggled, this, &WaySection::update);
    connect(m_isStopped, &QCheckBox::toggled, this, &WaySection::update);
}

void WaySection::buildSafety()
{
    m_safetyCopy->setObjectName(QStringLiteral("restoreSafetyCopy"));
    m_noWayBack->setObjectName(QStringLiteral("restoreNoWayBack"));
    column().addSpacing(4);
    addWidget(m_safetyCopy);
    m_safetyHint = addHint(QStringLiteral("restoreSafetyHint"));
    indentBelowChoice(*m_safetyHint);
    addWidget(m_noWayBack);
    connect(m_safetyCopy, &QCheckBox::toggled, this, &WaySection::update);
    connect(m_noWayBack, &QCheckBox::toggled, this, &WaySection::update);
}

void WaySection::setPlan(const RestorePlan &plan, const Path &copyFolder)
{
    m_target = plan.target;
    m_isSingleTables = false;
    describeWays();
    m_isStopped->setChecked(false);
    m_safetyCopy->setChecked(true);
    m_noWayBack->setChecked(false);
    m_safetyHint->setText(
        wrappableText(tr("Of what is there now, to %1. It is listed in the History, and Undo brings it back.")
                          .arg(displayPath(copyFolder))));
    update();
}

void WaySection::setSingleTables(bool single)
{
    if (single != m_isSingleTables) {
        m_isSingleTables = single;
        const QSignalBlocker quiet(this);
        describeWays();
        m_noWayBack->setChecked(false); // it is about something else now
    }
    update();
}

void WaySection::describeSingleTables()
{
    m_live->setText(tr("Into the &live database"));
    m_live->setEnabled(true);
    m_live->setChecked(true);
    m_liveHint->setText(tr("The rows of these tables change in one transaction. Programs that have the "
                           "database open stay connected."));
    m_swap->setText(tr("S&wap the file"));
    m_swapHint->setText(tr("Not for single tables: a swapped file replaces all of them."));
    m_noWayBack->setText(tr("I &understand: what is in these tables now will be lost for good"));
}

void WaySection::describeWays()
{
    m_swap->setEnabled(!m_isSingleTables);
    if (m_isSingleTables) {
        describeSingleTables();
        return;
    }
    const RestoreTarget &target = m_target;
    const bool recommendsLive = target.recommended == RestoreWay::IntoLive;
    const QString recommended = tr("%1 (recommended)");
    const QString live = tr("Into the &live database");
    const QString swap = tr("S&wap the file");
    m_live->setText(recommendsLive ? recommended.arg(live) : live);
    m_swap->setText(recommendsLive ? swap : recommended.arg(swap));
    m_live->setEnabled(target.whyNotLive.isEmpty());
    m_liveHint->setText(recommendsLive ? target.because : tr("Not possible: %1").arg(target.whyNotLive));
    const QString condition = target.openedBy.isEmpty()
        ? tr(
            "For a database whose program is stopped. Owner, permissions and extended attributes of the file "
            "stay; what cannot be closed of the old one is set aside.")
        : tr("Only once its program is stopped. Now it is open: %1.")
              .arg(target.openedBy.join(QStringLiteral(", ")));
    m_swapHint->setText(condition);
    (recommendsLive ? m_live : m_swap)->setChecked(true);
    m_noWayBack->setText(
        tr("I &understand: what is in %1 now will be lost for good").arg(displayName(target.file)));
}

void WaySection::update()
{
    m_isStopped->setVisible(m_target.isOnNetwork && m_target.exists);
    m_safetyHint->setVisible(m_safetyCopy->isChecked());
    m_noWayBack->setVisible(!m_safetyCopy->isChecked());
    Q_EMIT changed();
}

RestoreChoice WaySection::choice() const
{
    if (!m_target.exists) {
        // Nobody can have a file open that is not there.
        return {.way = RestoreWay::SwapFile, .safetyCopy = false, .applicationIsStopped = true};
    }
    return {.way = m_live->isChecked() ? RestoreWay::IntoLive : RestoreWay::SwapFile,
            .safetyCopy = m_safetyCopy->isChecked(),
            .applicationIsStopped = m_isStopped->isChecked()};
}

QString WaySection::whatIsMissing() const
{
    if (m_target.exists && m_target.isOnNetwork && !m_isStopped->isChecked()) {
        return tr("Stop its program on the server, and say so above.");
    }
    if (m_target.exists && !m_safetyCopy->isChecked() && !m_noWayBack->isChecked()) {
        return tr("Without a safety copy there is no way back: say above that you understand that.");
    }
    return {};
}

} // namespace litekeeper
