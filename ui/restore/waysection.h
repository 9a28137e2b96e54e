// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoreservice.h"
#include "ui/common/formsection.h"

class QCheckBox;
class QRadioButton;

namespace litekeeper {

/// How it is restored: which way, and whether there will be a way back.
class WaySection : public FormSection
{
    Q_OBJECT

public:
    explicit WaySection(QWidget *parent = nullptr);

    /// `copyFolder`: where the safety copy goes. Everything is as recommended then.
    void setPlan(const RestorePlan &plan, const Path &copyFolder);
    /// Only some tables are restored, which only one of the ways can.
    void setSingleTables(bool single);
    [[nodiscard]] RestoreChoice choice() const;
    /// What has to be said before it can begin: a sentence; empty: nothing.
    [[nodiscard]] QString whatIsMissing() const;

Q_SIGNALS:
    void changed();

private:
    void buildWays();
    void buildSafety();
    void describeWays();
    void describeSingleTables();
    void update();

    RestoreTarget m_target;
    bool m_isSingleTables = false;
    QRadioButton *m_live;
    QuietLabel *m_liveHint;
    QRadioButton *m_swap;
    QuietLabel *m_swapHint;
    QCheckBox *m_isStopped;
    QCheckBox *m_safetyCopy;
    QuietLabel *m_safetyHint;
    QCheckBox *m_noWayBack;
};

} // namespace litekeeper
