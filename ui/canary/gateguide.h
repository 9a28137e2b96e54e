// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "ui/common/panel.h"

class QLineEdit;
class QPlainTextEdit;

namespace litekeeper {

class PathField;

/// The line for the entrypoint of an application, ready to be copied, and what happens at its deployments.
class GateGuide : public Panel
{
    Q_OBJECT

public:
    explicit GateGuide(QWidget *parent = nullptr);

    void setDatabases(const QList<Path> &known);
    void begin(const Path &database); ///< empty: as it was

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeSnippet();
    [[nodiscard]] QWidget *makeSteps();
    void showSnippet();

    PathField *m_database;
    QLineEdit *m_lock;
    QLineEdit *m_command;
    QPlainTextEdit *m_snippet;
};

/// The line itself, quoted for sh(1).
[[nodiscard]] QString gateSnippet(const QString &database, const QString &lock, const QString &command);

} // namespace litekeeper
