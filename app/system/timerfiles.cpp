// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/timerfiles.h"

#include "common/durablefile.h"
#include "system/smallfile.h"

namespace litekeeper {

namespace {

void restoreFile(const Path &file, const std::optional<QByteArray> &before)
{
    // If the disk refuses this too, the state says so the next time somebody looks.
    if (before) {
        (void)writeDurably(file, *before);
    } else {
        (void)removeDurably(file);
    }
}

bool isGone(const Result<void> &removed)
{
    return removed || removed.error().kind == ErrorKind::NotFound;
}

bool isForeignFile(const std::optional<QByteArray> &content)
{
    return content && !content->startsWith("# Written by Litekeeper");
}

} // namespace

bool TimerFiles::Content::isForeign() const
{
    return isForeignFile(service) || isForeignFile(timer);
}

bool TimerFiles::Content::operator==(const SystemdUnits &units) const
{
    return service == units.service && timer == units.timer;
}

TimerFiles::TimerFiles(Path folder)
    : m_folder(std::move(folder))
{
}

Path TimerFiles::service() const
{
    return m_folder / "litekeeper.service";
}

Path TimerFiles::timer() const
{
    return m_folder / "litekeeper.timer";
}

Path TimerFiles::link() const
{
    return m_folder / "timers.target.wants" / "litekeeper.timer";
}

TimerFiles::Content TimerFiles::read() const
{
    std::error_code noLink;
    return {.service = readSmallFile(service()),
            .timer = readSmallFile(timer()),
            .isEnabled = std::filesystem::is_symlink(link(), noLink)};
}

Result<void> TimerFiles::write(const SystemdUnits &units) const
{
    if (const Result<void> made = createFolderDurably(m_folder); !made) {
        return made;
    }
    if (const Result<void> written = writeDurably(service(), units.service); !written) {
        return written;
    }
    return writeDurably(timer(), units.timer);
}

void TimerFiles::restore(const Content &before) const
{
    restoreFile(service(), before.service);
    restoreFile(timer(), before.timer);
    if (!before.isEnabled) {
        (void)removeDurably(link());
    }
}

Result<void> TimerFiles::remove() const
{
    for (const Path &file : {link(), timer(), service()}) {
        if (const Result<void> removed = removeDurably(file); !isGone(removed)) {
            return removed;
        }
    }
    return {};
}

} // namespace litekeeper
