// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"
#include "ui/jobs/jobsservices.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace litekeeper {

class PathField;
class QuietLabel;

/// Where the backups go, in which format, under which names, and how far each is proven.
class TargetSection : public FormSection
{
    Q_OBJECT

public:
    explicit TargetSection(const JobsServices &services, QWidget *parent = nullptr);

    void setJob(const Job &job);
    void putInto(Job &job) const;
    /// The name of the next backup; `source` is that of the job.
    void showExample(const Path &source);
    [[nodiscard]] bool isFixedName() const;
    /// Whether the source or the folder is on a network mount, where a run may have to wait.
    void setOnNetwork(bool isOnNetwork);

Q_SIGNALS:
    void changed();

private:
    enum Naming { Dated, Fixed, Own };

    void buildDestination();
    void buildNaming();
    void buildChoices();
    void buildPatience();
    void choose();
    void takeNaming();

    JobsServices m_services;
    PathField *m_destination;
    QComboBox *m_format;
    QComboBox *m_naming;
    QLineEdit *m_template;
    QuietLabel *m_example = nullptr;
    QComboBox *m_proof;
    QuietLabel *m_meaning = nullptr;
    QSpinBox *m_patience;
    QWidget *m_patienceField = nullptr; ///< with its label and hint
};

} // namespace litekeeper
