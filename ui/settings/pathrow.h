// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QWidget>

#include <functional>

namespace litekeeper {

class ElidedLabel;

/// A path in one line, with what it is before it and room for buttons behind it.
class PathRow : public QWidget
{
    Q_OBJECT

public:
    explicit PathRow(const QString &name, QWidget *parent = nullptr);

    void setPath(const Path &path);
    void addButton(const QString &text, const QString &objectName, const QString &accessibleName,
                   std::function<void()> clicked);

private:
    ElidedLabel *m_path;
};

} // namespace litekeeper
