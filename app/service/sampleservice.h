// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

class CatalogueService;
class TaskLane;
class TaskRunner;

/// A database to try Litekeeper on, with a writer at work on it as an application would be. Main thread only;
/// making and writing happen on a worker of its own, which has to be gone before the runner is.
class SampleService : public QObject
{
    Q_OBJECT

public:
    /// `folder` is made when the first sample is.
    SampleService(CatalogueService &catalogue, TaskRunner &runner, Path folder, QObject *parent = nullptr);
    ~SampleService() override; ///< stops the writer and waits for it

    /// Makes the sample unless it is there, enters it in the catalogue, and lets the writer work for ten
    /// minutes. The result is where the sample lies.
    QFuture<Result<Path>> start();
    void stop();
    [[nodiscard]] bool isWriting() const { return m_isWriting; }

Q_SIGNALS:
    void writingChanged(bool isWriting);

private:
    void write(const Path &file);
    void setWriting(bool isWriting);

    CatalogueService &m_catalogue;
    Path m_folder;
    std::unique_ptr<TaskLane> m_lane;
    std::shared_ptr<RunControl> m_control;
    Path m_file; ///< what the writer works on
    bool m_isWriting = false;
};

} // namespace litekeeper
