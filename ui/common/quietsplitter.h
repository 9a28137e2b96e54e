// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSplitter>

namespace litekeeper {

/// A splitter whose handle is a hairline, with enough room around it to be grabbed.
class QuietSplitter : public QSplitter
{
    Q_OBJECT

public:
    explicit QuietSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};

} // namespace litekeeper
