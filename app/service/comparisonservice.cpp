// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/comparisonservice.h"

#include "common/durablestream.h"
#include "runner/taskrunner.h"
#include "service/comparing.h"
#include "service/paths.h"
#include "service/progressslot.h"
#include "service/whendone.h"

#include <filesystem>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

/// What a script goes to must not be what it is about.
Result<void> mayBeWritten(const Path &file, const QList<Path> &sides, const NetworkAccess &network)
{
    if (network.isRemote(file) || network.isRemote(file.parent_path())) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = file,
                     .detail = ComparisonService::tr("the SQL is written only to a disk of this computer"),
                     .advice = ComparisonService::tr("Choose a folder on this computer, and copy the file "
                                                     "from there.")};
    }
    for (const Path &side : sides) {
        std::error_code ignored;
        if (side == file || (!network.isRemote(side) && std::filesystem::equivalent(side, file, ignored))) {
            return Error{.kind = ErrorKind::SameFile, .path = file};
        }
    }
    return {};
}

Result<qint64> scriptTo(const Path &left, const Path &right, const Path &file, const Path &scratch,
                        const NetworkAccess &network, const RunControl &control)
{
    if (const Result<void> may = mayBeWritten(file, {left, right}, network); !may) {
        return may.error();
    }
    Result<DurableStream> stream = DurableStream::begin(file);
    if (!stream) {
        return stream.error();
    }
    const ComparisonWish wish{.samples = 0,
                              .script = [&stream](const QByteArray &sql) { return stream->write(sql); }};
    const Result<Comparison> comparison = compareFiles(left, right, wish, scratch, network, control);
    if (!comparison) {
        return comparison.error();
    }
    if (const Result<void> published = stream->publish(); !published) {
        return published.error();
    }
    return stream->bytes();
}

} // namespace

ComparisonService::ComparisonService(TaskRunner &runner, const Paths &paths, const NetworkAccess &network,
                                     QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_scratch(paths.scratch)
    , m_network(network)
{
    m_ticks.setInterval(100ms);
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        if (const std::optional<Progress> progress = m_slot->take()) {
            Q_EMIT progressed(*progress);
        }
    });
}

ComparisonService::~ComparisonService()
{
    drop();
}

void ComparisonService::compare(const Path &left, const Path &right)
{
    const auto control = begin(false);
    const auto work = [left, right, scratch = m_scratch, network = m_network](const RunControl &wishes) {
        return compareFiles(left, right, {.samples = samples}, scratch, network, wishes);
    };
    whenDone(m_runner.startTask(control, work), this, [this, control](const Result<Comparison> &comparison) {
        if (!end(control)) {
            return;
        }
        if (comparison) {
            Q_EMIT compared(*comparison);
        } else {
            Q_EMIT failed(comparison.error());
        }
    });
}

void ComparisonService::writeScript(const Path &left, const Path &right, const Path &file)
{
    const auto control = begin(true);
    const auto work = [left = absolutePath(left), right = absolutePath(right), file = absolutePath(file),
                       scratch = m_scratch, network = m_network](const RunControl &wishes) {
        return scriptTo(left, right, file, scratch, network, wishes);
    };
    whenDone(m_runner.startTask(control, work), this, [this, control, file](const Result<qint64> &bytes) {
        if (!end(control)) {
            return;
        }
        if (bytes) {
            Q_EMIT scriptWritten(file, *bytes);
        } else {
            Q_EMIT failed(bytes.error());
        }
    });
}

void ComparisonService::cancel()
{
    if (!m_control) {
        return;
    }
    if (m_writes) {
        m_control->requestStop();
        return;
    }
    // Nobody needs to wait until a worker notices, or has come to it at all.
    drop();
    Q_EMIT failed({.kind = ErrorKind::Cancelled});
}

std::shared_ptr<RunControl> ComparisonService::begin(bool writes)
{
    drop();
    m_writes = writes;
    m_slot = std::make_shared<ProgressSlot>();
    m_control = std::make_shared<RunControl>([slot = m_slot](const Progress &now) { slot->put(now); });
    m_ticks.start();
    return m_control;
}

/// False: somebody wished for something else meanwhile.
bool ComparisonService::end(const std::shared_ptr<RunControl> &control)
{
    if (control != m_control) {
        return false;
    }
    m_ticks.stop();
    m_control.reset();
    return true;
}

void ComparisonService::drop()
{
    if (m_control) {
        m_control->requestStop();
    }
    m_control.reset();
    m_ticks.stop();
}

} // namespace litekeeper
