// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace litekeeper {

class JobActions;
class JobModel;
class JobService;
class MessageArea;

/// Says on the page while all jobs are paused, by whomever, and offers to resume them.
class PausedNotice : public QObject
{
    Q_OBJECT

public:
    PausedNotice(JobService &jobs, JobModel &model, JobActions &actions, MessageArea &messages,
                 QObject *parent = nullptr);

    void update(); ///< looks at the service again
    void setPaused(bool paused);

private:
    JobService &m_jobs;
    JobModel &m_model;
    JobActions &m_actions;
    MessageArea &m_messages;
    bool m_shown = false;
};

} // namespace litekeeper
