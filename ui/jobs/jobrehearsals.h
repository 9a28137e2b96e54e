// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/rehearsalservice.h"

#include <QHash>

namespace litekeeper {

class MessageArea;

/// Rehearsals that somebody asks for in the list of jobs: says that one goes on, and what came of it.
class JobRehearsals : public QObject
{
    Q_OBJECT

public:
    JobRehearsals(CatalogueService &catalogue, TaskRunner &runner, MessageArea &messages,
                  QObject *parent = nullptr);
    ~JobRehearsals() override; ///< ends those that go on

    /// Of the newest backup of each; of one that is going on already, nothing.
    void rehearse(const QList<Job> &jobs);

private:
    void begin(const Job &job);
    void tellEnd(const Job &job, const Result<RehearsalReport> &report);

    RehearsalService m_service;
    MessageArea &m_messages;
    QHash<QUuid, std::shared_ptr<RunControl>> m_controls; ///< of those that go on
};

} // namespace litekeeper
