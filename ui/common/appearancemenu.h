// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/theme.h"

#include <QMenu>

class QSettings;

namespace litekeeper {

/// System, light or dark: applied at once, remembered in the settings.
class AppearanceMenu : public QMenu
{
    Q_OBJECT

public:
    explicit AppearanceMenu(QSettings &settings, QWidget *parent = nullptr);

    [[nodiscard]] static Appearance remembered(const QSettings &settings);
    static void choose(QSettings &settings, Appearance appearance); ///< applies and remembers it
};

} // namespace litekeeper
