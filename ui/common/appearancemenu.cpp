// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/appearancemenu.h"

#include <QActionGroup>
#include <QSettings>

namespace litekeeper {

namespace {

const QString appearanceKey = QStringLiteral("window/appearance");

}

AppearanceMenu::AppearanceMenu(QSettings &settings, QWidget *parent)
    : QMenu(tr("&Appearance"), parent)
{
    setObjectName(QStringLiteral("appearanceMenu"));
    auto *group = new QActionGroup(this);
    const std::initializer_list<std::pair<Appearance, QString>> choices{
        {Appearance::System, tr("As the &System")},
        {Appearance::Light, tr("&Light")},
        {Appearance::Dark, tr("&Dark")}};
    for (const auto &[appearance, text] : choices) {
        QAction *action
            = addAction(text, this, [&settings, appearance = appearance] { choose(settings, appearance); });
        action->setObjectName(QStringLiteral("appearance-%1").arg(appearanceCode(appearance)));
        action->setCheckable(true);
        action->setChecked(appearance == remembered(settings));
        group->addAction(action);
        // It may have been chosen elsewhere meanwhile.
        connect(this, &QMenu::aboutToShow, action, [action, &settings, appearance = appearance] {
            action->setChecked(appearance == remembered(settings));
        });
    }
}

void AppearanceMenu::choose(QSettings &settings, Appearance appearance)
{
    settings.setValue(appearanceKey, appearanceCode(appearance));
    applyAppearance(appearance);
}

Appearance AppearanceMenu::remembered(const QSettings &settings)
{
    return appearanceFromCode(settings.value(appearanceKey).toString()).value_or(Appearance::System);
}

} // namespace litekeeper
