// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/factsgrid.h"
#include "ui/common/status.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace litekeeper {

class FindingsView;
class QuietLabel;

/// What stands beside a list: all about the selected row. Head with the state, a sentence, findings, facts,
/// and below them what the page adds. Shows a hint while nothing is selected.
class DetailsPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsPane(const QString &hint, QWidget *parent = nullptr);

    void clear();
    void setHead(const Status &status, const QString &title, const QString &subtitle);
    void setSentence(const QString &text);
    void setFindings(const QList<Finding> &findings);
    void setFacts(const QList<FactsGrid::Fact> &facts);

protected:
    QLabel *addSection(const QString &title);
    void addContent(QWidget *widget, int stretch = 0);
    void changeEvent(QEvent *event) override;

private:
    void buildHead();
    void showGlyph();

    Status m_status;
    QWidget *m_content;
    QVBoxLayout *m_layout;
    QuietLabel *m_hint;
    QWidget *m_body;
    QVBoxLayout *m_bodyLayout;
    QLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_word;
    QLabel *m_subtitle;
    QLabel *m_sentence;
    FindingsView *m_findings;
    FactsGrid *m_facts;
};

} // namespace litekeeper
