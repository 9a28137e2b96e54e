// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/theme.h"
#include "ui/settings/settingssection.h"

class QComboBox;
class QSettings;

namespace litekeeper {

/// Which colours the window wears; the same choice as in the menu.
class AppearanceSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit AppearanceSection(QSettings &settings, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showChoice();

    QSettings &m_settings;
    QComboBox *m_choice;
};

} // namespace litekeeper
