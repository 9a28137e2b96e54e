// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoring.h"
#include "ui/common/section.h"

class QLabel;
class QPushButton;

namespace litekeeper {

class FactsGrid;
class FindingsView;

/// What came of a restore, and what can be done now.
class EndSection : public Section
{
    Q_OBJECT

public:
    explicit EndSection(QWidget *parent = nullptr);

    void show(const RestoreReport &report, const RestoreTarget &target,
              const std::optional<Backup> &safetyCopy, bool wasUndo);
    void setBusy(bool busy);
    void focusFirst();

Q_SIGNALS:
    void undoRequested();
    void showRequested();
    void lookRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildHead();
    void buildButtons();
    void showGlyph();

    bool m_isSound = true;
    QLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_sentence;
    FindingsView *m_findings;
    FactsGrid *m_facts;
    QLabel *m_undoHint;
    QPushButton *m_undo;
    QPushButton *m_show;
    QPushButton *m_look;
};

} // namespace litekeeper
