// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QVBoxLayout;

namespace litekeeper {

class BackupLauncher;
class Questions;
struct WindowServices;

/// The settings, in sections below each other. Everything takes effect at once.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the page.
    SettingsPage(const WindowServices &services, BackupLauncher &launcher, Questions &questions,
                 QWidget *parent = nullptr);
};

} // namespace litekeeper
