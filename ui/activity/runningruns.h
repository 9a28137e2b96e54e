// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QHash>
#include <QScrollArea>
#include <QSet>
#include <QUuid>

class QVBoxLayout;

namespace litekeeper {

class RunBoard;
class RunCard;
struct Run;

/// A card for each run, of this process and of others, in the order of their start. As high as its cards, and
/// scrolls where that is more than the page can give. Hidden while nothing runs.
class RunningRuns : public QScrollArea
{
    Q_OBJECT

public:
    explicit RunningRuns(RunBoard &runs, QWidget *parent = nullptr);

    [[nodiscard]] QSet<QUuid> runIds() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runsChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addCard(const Run &run);
    void removeCard(const QUuid &runId);
    void showProgress(const QUuid &runId, const Progress &progress);
    [[nodiscard]] int contentHeight() const;

    RunBoard &m_runs;
    QWidget *m_content;
    QVBoxLayout *m_layout;
    QHash<QUuid, RunCard *> m_cards;
};

} // namespace litekeeper
