// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"
#include "ui/jobs/jobsservices.h"

class QLineEdit;

namespace litekeeper {

class PathField;

/// Which database, and what the job is called.
class SourceSection : public FormSection
{
    Q_OBJECT

public:
    explicit SourceSection(const JobsServices &services, QWidget *parent = nullptr);

    void setJob(const Job &job, bool isNew);
    void putInto(Job &job) const;
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    void offerKnown();
    void choose();
    void followSource();

    JobsServices m_services;
    PathField *m_source;
    QLineEdit *m_name;
    bool m_nameFollows = false; ///< until a person gives another name
};

} // namespace litekeeper
