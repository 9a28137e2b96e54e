// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "ui/common/status.h"

#include <QWidget>

class QAction;
class QLabel;

namespace litekeeper {

class QuietLabel;

/// The answer of a comparison in a few words and a sentence, and what can be done with it.
class CompareAnswer : public QWidget
{
    Q_OBJECT

public:
    explicit CompareAnswer(QWidget *parent = nullptr);

    /// Null: there is none yet, and nothing to be done with it. `busy`: a piece of work goes on.
    void show(const Comparison *comparison);
    void setActions(bool mayCompare, bool busy);

Q_SIGNALS:
    void compareRequested();
    void exportRequested();
    void copyRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showGlyph();

    QLabel *m_glyph;
    QLabel *m_title;
    QuietLabel *m_text;
    QuietLabel *m_remark;
    QAction *m_again;
    QAction *m_export;
    QAction *m_copy;
    Status m_status;
    bool m_isAnswered = false;
};

} // namespace litekeeper
