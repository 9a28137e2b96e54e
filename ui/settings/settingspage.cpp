// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "ui/common/pageheader.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/backgroundsection.h"
#include "ui/settings/folderssection.h"
#include "ui/settings/jobssection.h"
#include "ui/windowservices.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

/// Longer lines are hard to read, however wide the window is.
constexpr int widestSection = 860;

} // namespace

SettingsPage::SettingsPage(const WindowServices &services, BackupLauncher &launcher, Questions &questions,
                           QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto *content = new QWidget;
    auto *sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(12);
    const QList<QWidget *> all{
        new BackgroundSection(services.timer, services.autostart, services.closing, content),
        new JobsSection(services.jobs, services.catalogue, content),
        new BackupFolderSection(launcher, questions, content),
        new AppearanceSection(services.settings, content), new PlacesSection(services.paths, content)};
    for (QWidget *section : all) {
        section->setMaximumWidth(widestSection);
        sections->addWidget(section);
    }
    sections->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("settingsScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new PageHeader(tr("Settings"), this));
    layout->addWidget(scroll, 1);
}

} // namespace litekeeper
