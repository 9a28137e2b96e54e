// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/paths.h"
#include "ui/settings/settingssection.h"

namespace litekeeper {

class BackupLauncher;
class PathRow;
class Questions;

/// Where backups go unless something else is said.
class BackupFolderSection : public SettingsSection
{
    Q_OBJECT

public:
    BackupFolderSection(BackupLauncher &launcher, Questions &questions, QWidget *parent = nullptr);

private:
    void choose();

    BackupLauncher &m_launcher;
    Questions &m_questions;
    PathRow *m_folder;
};

/// Where Litekeeper keeps its own things.
class PlacesSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit PlacesSection(const Paths &paths, QWidget *parent = nullptr);

private:
    void addPlace(const QString &name, const QString &objectName, const Path &path, const Path &folder);

    FindingsView *m_refusal = nullptr;
};

} // namespace litekeeper
