// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QWidget>

class QLabel;

namespace litekeeper {

/// Findings as sentences, the worst first, each with the glyph of its severity. Hidden while there are none.
class FindingsView : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsView(QWidget *parent = nullptr);

    void setFindings(const QList<Finding> &findings);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void show(int row, const Finding &finding);
    void addRow();
    void forgetHeights();
    void keepTextsWhole();

    QList<Finding> m_findings;
    QList<QLabel *> m_glyphs;
    QList<QLabel *> m_places; ///< hidden where a finding is about the whole
    QList<QLabel *> m_texts;
};

} // namespace litekeeper
