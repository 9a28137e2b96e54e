// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"

class QLineEdit;

namespace litekeeper {

/// Who is told how a run went, besides the people at the window.
class AfterSection : public FormSection
{
    Q_OBJECT

public:
    explicit AfterSection(QWidget *parent = nullptr);

    void setJob(const Job &job);
    void putInto(Job &job) const;

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_pingUrl;
    QLineEdit *m_command;
};

} // namespace litekeeper
