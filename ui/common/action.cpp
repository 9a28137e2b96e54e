// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/action.h"

#include "ui/common/icon.h"

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QUrl>

namespace litekeeper {

QAction *makeAction(QObject *parent, const QString &objectName, const QString &text, const QString &iconName,
                    const QKeySequence &keys)
{
    auto *action = new QAction(themedIcon(iconName), text, parent);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString name = QString(text).remove(u'&');
    action->setToolTip(
        keys.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keys.toString(QKeySequence::NativeText)));
    return action;
}

QToolButton *makeActionButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    if (action->menu()) {
        button->setPopupMode(QToolButton::InstantPopup);
    }
    return button;
}

QWidget *makeActionBar(const QList<QAction *> &actions, const QAction *apart, QWidget *parent)
{
    auto *bar = new QWidget(parent);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(4);
    for (QAction *action : actions) {
        if (action == apart) {
            layout->addStretch();
        }
        layout->addWidget(makeActionButton(action, bar));
    }
    return bar;
}

bool openOnDesktop(const Path &path)
{
    // Keeps file names whose bytes are not UTF-8.
    return QDesktopServices::openUrl(
        QUrl::fromEncoded("file://" + pathBytes(path).toPercentEncoding("/"), QUrl::StrictMode));
}

} // namespace litekeeper
