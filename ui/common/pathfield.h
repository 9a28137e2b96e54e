// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QComboBox>

namespace litekeeper {

/// A path to be typed or picked from those known. Keeps paths whose bytes are no text, as long as nobody
/// types over them.
class PathField : public QComboBox
{
    Q_OBJECT

public:
    explicit PathField(QWidget *parent = nullptr);

    void setChoices(const QList<Path> &choices);
    void setPath(const Path &path);
    [[nodiscard]] Path path() const;

Q_SIGNALS:
    void pathChanged();

private:
    Path m_path;
    QString m_text; ///< what stands for m_path
};

} // namespace litekeeper
