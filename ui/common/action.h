// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QList>
#include <QString>

class QAction;
class QKeySequence;
class QObject;
class QToolButton;
class QWidget;

namespace litekeeper {

/// An action of a page: its keys work while the page or something on it has the focus, and its tooltip names
/// them.
[[nodiscard]] QAction *makeAction(QObject *parent, const QString &objectName, const QString &text,
                                  const QString &iconName, const QKeySequence &keys);

/// The flat button for it, with icon and text.
[[nodiscard]] QToolButton *makeActionButton(QAction *action, QWidget *parent);

/// Buttons for all of them in a row; `apart` stands at the other end, so that nobody hits it by mistake.
[[nodiscard]] QWidget *makeActionBar(const QList<QAction *> &actions, const QAction *apart, QWidget *parent);

/// Shows a file or folder with the desktop's program for it. False if the desktop has none.
[[nodiscard]] bool openOnDesktop(const Path &path);

} // namespace litekeeper
