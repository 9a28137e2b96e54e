// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/sampleservice.h"

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/paths.h"
#include "service/sample.h"
#include "service/whendone.h"

namespace litekeeper {

namespace {

constexpr std::chrono::minutes writingTime{10};
constexpr int commitsPerSecond = 50; // busy enough to be seen, and no burden on a laptop

Result<Path> makeSample(const Path &folder)
{
    const Path file = folder / "sample-bank.db";
    if (isSample(file)) {
        return file;
    }
    if (const Result<void> made = createPrivateFolder(folder); !made) {
        return made.error();
    }
    if (const auto created = createSample(file); !created) {
        return created.error();
    }
    return file;
}

} // namespace

SampleService::SampleService(CatalogueService &catalogue, TaskRunner &runner, Path folder, QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_folder(std::move(folder))
    , m_lane(runner.makeLane())
{
}

SampleService::~SampleService()
{
    stop(); // the lane then waits for the writer
}

QFuture<Result<Path>> SampleService::start()
{
    if (m_isWriting) { // the lane is busy with it, and what is asked for is there
        return QtFuture::makeReadyFuture(Result<Path>(m_file));
    }
    const auto made = m_lane->start([folder = m_folder] { return makeSample(folder); });
    whenDone(made, this, [this](const Result<Path> &file) {
        if (file) {
            m_catalogue.rememberDatabase(*file);
            write(*file);
        }
    });
    return made;
}

void SampleService::write(const Path &file)
{
    if (m_isWriting) {
        return;
    }
    m_file = file;
    m_control = std::make_shared<RunControl>();
    setWriting(true);
    const auto writing = m_lane->start([file, control = m_control] {
        return writeTransfers(file, writingTime, commitsPerSecond, *control);
    });
    whenDone(writing, this, [this](const Result<SampleTraffic> &) { setWriting(false); });
}

void SampleService::stop()
{
    if (m_control) {
        m_control->requestStop();
    }
}

void SampleService::setWriting(bool isWriting)
{
    m_isWriting = isWriting;
    Q_EMIT writingChanged(isWriting);
}

} // namespace litekeeper
