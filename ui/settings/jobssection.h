// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/settingssection.h"

namespace litekeeper {

class CatalogueService;
class JobService;

/// What holds for all jobs, in all processes.
class JobsSection : public SettingsSection
{
    Q_OBJECT

public:
    JobsSection(JobService &jobs, CatalogueService &catalogue, QWidget *parent = nullptr);

private:
    void showState();

    JobService &m_jobs;
    CatalogueService &m_catalogue;
    Switch *m_pause;
    QuietLabel *m_pauseSentence;
    Switch *m_notify;
};

} // namespace litekeeper
