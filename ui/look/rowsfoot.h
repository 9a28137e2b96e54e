// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;

namespace litekeeper {

class QuietLabel;

/// The line below the rows: how many there are or what could not be read, how far a value or the rows are
/// taken out, and the actions that take them.
class RowsFoot : public QWidget
{
    Q_OBJECT

public:
    RowsFoot(const QList<QAction *> &actions, QWidget *parent = nullptr);

    void setCount(const QString &text);
    void showProblem(const QString &sentence);
    void clearProblem();
    [[nodiscard]] bool hasProblem() const;

    void setTaking(bool taking);               ///< shows a bar, which runs to and fro, and what cancels
    void setTaken(qint64 bytes, qint64 total); ///< total: 0 if that is not known

Q_SIGNALS:
    void cancelRequested();

private:
    QuietLabel *m_count;
    QLabel *m_problem;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace litekeeper
