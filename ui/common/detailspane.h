// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/factsgrid.h"
#include "ui/common/status.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace litekeeper {

class FindingsView;
class QuietLabel;

/// What stands beside a list: all about the selected row. Head with the state, a sentence, findings, facts,
/// and below them what the page adds. Shows a hint while nothing is selected.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    enum class Shape {
        Tall, ///< beside a list: one column
        Wide, ///< below a table: what the page adds stands in a column of its own
    };

    DetailsPane(Shape shape, const QString &hint, QWidget *parent = nullptr);

    void clear();
    void setHead(const Status &status, const QString &title, const QString &subtitle);
    void setSentence(const QString &text);
    void setFindings(const QList<Finding> &findings);
    void setFacts(const QList<FactsGrid::Fact> &facts);

protected:
    void addBelowHead(QWidget *widget);
    QLabel *addSection(const QString &title);
    void addContent(QWidget *widget);
    void changeEvent(QEvent *event) override;

private:
    void buildBody(Shape shape);
    void buildHead();
    void showGlyph();

    Status m_status;
    QuietLabel *m_hint;
    QWidget *m_body;
    QScrollArea *m_scroll;
    QVBoxLayout *m_main;
    QVBoxLayout *m_side; ///< the same as m_main where the pane is tall
    QLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_word;
    QLabel *m_subtitle;
    QLabel *m_sentence;
    FindingsView *m_findings;
    FactsGrid *m_facts;
};

} // namespace litekeeper
