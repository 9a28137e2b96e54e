// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAction;
class QKeySequence;
class QMenu;

namespace litekeeper {

/// What can be done with the selected databases and with the place they are in, as actions for menus and
/// keys.
class DatabaseActions : public QObject
{
    Q_OBJECT

public:
    explicit DatabaseActions(QObject *parent = nullptr);

    [[nodiscard]] QList<QAction *> all() const { return m_all; }
    /// Of what concerns the selected databases; it deletes itself when it closes.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

Q_SIGNALS:
    void backUpRequested();
    void everyNightRequested();
    void restoreRequested();
    void detailsRequested();
    void rememberRequested();
    void copyPathRequested();
    void lookRequested();
    void compareRequested();
    void searchRequested();
    void connectRequested();
    void stopRequested();
    void filterRequested();

private:
    using Signal = void (DatabaseActions::*)();
    QAction *add(const QString &text, const QString &name, const QString &iconName, const QKeySequence &keys,
                 Signal wish);

    QList<QAction *> m_all;
    QList<QAction *> m_ofSelection;
};

} // namespace litekeeper
