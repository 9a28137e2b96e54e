// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/appearancesection.h"

#include "ui/common/appearancemenu.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>

namespace litekeeper {

AppearanceSection::AppearanceSection(QSettings &settings, QWidget *parent)
    : SettingsSection(tr("Appearance"), parent)
    , m_settings(settings)
    , m_choice(new QComboBox(this))
{
    setObjectName(QStringLiteral("appearanceSection"));
    m_choice->setObjectName(QStringLiteral("appearanceChoice"));
    m_choice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_choice->addItem(tr("As the system"), int(Appearance::System));
    m_choice->addItem(tr("Light"), int(Appearance::Light));
    m_choice->addItem(tr("Dark"), int(Appearance::Dark));
    auto *label = new QLabel(tr("Co&lours of the window"), this);
    label->setBuddy(m_choice);
    m_choice->setAccessibleName(QString(label->text()).remove(u'&'));
    addWidget(label);
    addWidget(m_choice);
    connect(m_choice, &QComboBox::activated, this,
            [this] { AppearanceMenu::choose(m_settings, Appearance(m_choice->currentData().toInt())); });
    showChoice();
}

void AppearanceSection::changeEvent(QEvent *event)
{
    SettingsSection::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showChoice(); // chosen in the menu
    }
}

void AppearanceSection::showEvent(QShowEvent *event)
{
    SettingsSection::showEvent(event);
    showChoice();
}

void AppearanceSection::showChoice()
{
    m_choice->setCurrentIndex(m_choice->findData(int(AppearanceMenu::remembered(m_settings))));
}

} // namespace litekeeper
