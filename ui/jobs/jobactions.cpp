// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobactions.h"

#include "ui/common/action.h"
#include "ui/common/icon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace litekeeper {

JobActions::JobActions(QWidget *page)
    : QObject(page)
    , m_create(makeAction(this, QStringLiteral("newJob"), tr("&New job…"), QStringLiteral("add"),
                          QKeySequence::New))
    , m_edit(makeAction(this, QStringLiteral("editJob"), tr("&Edit…"), QStringLiteral("edit"),
                        QKeySequence(Qt::Key_F2)))
    , m_duplicate(makeAction(this, QStringLiteral("duplicateJob"), tr("D&uplicate…"), QStringLiteral("copy"),
                             QKeySequence(Qt::CTRL | Qt::Key_D)))
    , m_remove(makeAction(this, QStringLiteral("deleteJob"), tr("&Delete…"), QStringLiteral("trash"),
                          QKeySequence::Delete))
    , m_run(makeAction(this, QStringLiteral("runJob"), tr("&Run now"), QStringLiteral("backup"),
                       QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_rehearse(makeAction(this, QStringLiteral("rehearseJob"), tr("Re&hearse a restore now"),
                            QStringLiteral("verify"), {}))
    , m_cancel(makeAction(this, QStringLiteral("cancelJobRun"), tr("&Cancel the run"),
                          QStringLiteral("cancel"), {}))
    , m_toggle(makeAction(this, QStringLiteral("toggleJob"), tr("Switch &off"), QStringLiteral("pause"),
                          QKeySequence(Qt::Key_Space)))
    , m_export(makeAction(this, QStringLiteral("exportJobs"), tr("E&xport…"), QStringLiteral("export"), {}))
    , m_import(makeAction(this, QStringLiteral("importJobs"), tr("&Import…"), QStringLiteral("import"), {}))
    , m_pause(makeAction(this, QStringLiteral("pauseJobs"), tr("&Pause all jobs"), QString(), {}))
{
    // Wherever the focus is while the page is shown, also in the side bar.
    for (QAction *action : {m_create, m_run, m_duplicate}) {
        action->setShortcutContext(Qt::WindowShortcut);
    }
    // In the table only: on a button Space presses the button.
    m_toggle->setShortcutContext(Qt::WidgetShortcut);
    m_pause->setCheckable(true);
    connect(m_create, &QAction::triggered, this, &JobActions::createRequested);
    connect(m_edit, &QAction::triggered, this, &JobActions::editRequested);
    connect(m_duplicate, &QAction::triggered, this, &JobActions::duplicateRequested);
    connect(m_remove, &QAction::triggered, this, &JobActions::removeRequested);
    connect(m_run, &QAction::triggered, this, &JobActions::runRequested);
    connect(m_rehearse, &QAction::triggered, this, &JobActions::rehearseRequested);
    connect(m_cancel, &QAction::triggered, this, &JobActions::cancelRequested);
    connect(m_toggle, &QAction::triggered, this, &JobActions::toggleRequested);
    connect(m_export, &QAction::triggered, this, &JobActions::exportRequested);
    connect(m_import, &QAction::triggered, this, &JobActions::importRequested);
    connect(m_pause, &QAction::triggered, this, &JobActions::pauseToggled);
    page->addActions(all());
    update();
}

QList<QAction *> JobActions::all() const
{
    return {m_create, m_run,    m_rehearse, m_cancel, m_edit, m_duplicate,
            m_toggle, m_remove, m_export,   m_import, m_pause};
}

void JobActions::setSelection(const Selection &selection)
{
    m_selection = selection;
    update();
}

void JobActions::setListShown(bool shown)
{
    m_listShown = shown;
    update();
}

void JobActions::setPaused(bool paused)
{
    m_pause->setChecked(paused);
}

void JobActions::update()
{
    const bool any = m_listShown && m_selection.count > 0;
    const bool one = m_listShown && m_selection.count == 1;
    m_create->setEnabled(m_listShown);
    m_import->setEnabled(m_listShown);
    m_pause->setEnabled(m_listShown);
    m_export->setEnabled(m_listShown && m_selection.all > 0);
    m_export->setText(m_selection.count > 0 ? tr("E&xport…") : tr("E&xport all…"));
    m_edit->setEnabled(one);
    m_duplicate->setEnabled(one);
    m_remove->setEnabled(any);
    m_run->setEnabled(any && !m_selection.anyRunning);
    m_rehearse->setEnabled(any);
    m_cancel->setEnabled(any && m_selection.anyRunning);
    m_toggle->setEnabled(any);
    m_toggle->setText(m_selection.allEnabled ? tr("Switch &off") : tr("Switch &on"));
    m_toggle->setIcon(
        themedIcon(m_selection.allEnabled ? QStringLiteral("pause") : QStringLiteral("resume")));
}

QWidget *JobActions::makeToolBar(QWidget *parent) const
{
    auto *bar = new QWidget(parent);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(4);
    for (QAction *action : {m_run, m_edit, m_duplicate}) {
        layout->addWidget(makeActionButton(action, bar));
    }
    layout->addStretch(); // deleting stands away from the others, so that nobody hits it by mistake
    layout->addWidget(makeActionButton(m_remove, bar));
    auto *more = new QToolButton(bar);
    more->setObjectName(QStringLiteral("moreJobActions"));
    more->setIcon(themedIcon(QStringLiteral("more")));
    more->setToolTip(tr("Rehearse, export, import, pause all"));
    more->setAccessibleName(tr("More actions"));
    more->setAutoRaise(true);
    more->setFocusPolicy(Qt::StrongFocus);
    more->setMinimumHeight(32);
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addActions({m_rehearse, m_export, m_import, m_pause});
    more->setMenu(menu);
    layout->addWidget(more);
    return bar;
}

void JobActions::offerMenu(const QPoint &globalPosition, QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("jobMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_selection.anyRunning ? m_cancel : m_run, m_rehearse, m_edit, m_duplicate, m_toggle});
    menu->addSeparator();
    menu->addActions({m_export, m_remove});
    menu->popup(globalPosition);
}

} // namespace litekeeper
