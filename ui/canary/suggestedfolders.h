// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/knowndatabase.h"
#include "service/watchservice.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace litekeeper {

/// Folders of known databases that nobody watches yet, each with a button that plants a canary there.
class SuggestedFolders : public QWidget
{
    Q_OBJECT

public:
    explicit SuggestedFolders(QWidget *parent = nullptr);

    void setFolders(const QList<Path> &folders);

Q_SIGNALS:
    void plantRequested(const litekeeper::Path &folder);

private:
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QList<Path> m_folders;
};

/// The folders of the databases that no watch of a folder holds, in the order of their paths.
[[nodiscard]] QList<Path> unwatchedFolders(const QList<KnownDatabase> &databases,
                                           const WatchService &watches);

} // namespace litekeeper
