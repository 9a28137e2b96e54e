// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace litekeeper {

/// What the Verify page shows while nothing was verified: a large area that asks for files. The page behind
/// it takes the drops.
class DropArea : public QWidget
{
    Q_OBJECT

public:
    explicit DropArea(QWidget *parent = nullptr);

Q_SIGNALS:
    void filesRequested();
    void folderRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace litekeeper
