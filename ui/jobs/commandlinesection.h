// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"

class QPlainTextEdit;

namespace litekeeper {

/// The command that does once what the job does, for scripts and for those who like to know.
class CommandLineSection : public FormSection
{
    Q_OBJECT

public:
    explicit CommandLineSection(QWidget *parent = nullptr);

    void show(const Job &job);

private:
    QPlainTextEdit *m_line;
};

} // namespace litekeeper
