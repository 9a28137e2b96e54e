// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/retention.h"
#include "ui/common/formsection.h"

namespace litekeeper {

class QuietLabel;

/// Which backups go after the next success.
class RetentionPreview : public FormSection
{
    Q_OBJECT

public:
    explicit RetentionPreview(QWidget *parent = nullptr);

    void show(const Result<RetentionPlan> &plan);

private:
    QuietLabel *m_sentence;
    QuietLabel *m_list;
};

} // namespace litekeeper
