// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QList>

class QMimeData;

namespace litekeeper {

/// The files and folders of this machine among what is dragged; empty if there are none.
[[nodiscard]] QList<Path> droppedFiles(const QMimeData &data);

/// Whether a file is called like an archive. By its name and not its content, because looking would make the
/// window wait for the disk; whoever reads the file afterwards goes by the content.
[[nodiscard]] bool isCalledArchive(const Path &file);

} // namespace litekeeper
