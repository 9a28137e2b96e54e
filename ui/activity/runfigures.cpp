// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/runfigures.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QGridLayout>

namespace litekeeper {

RunFigures::RunFigures(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    addFigure(Bytes, QStringLiteral("figureBytes"), tr("Done"), tr("Of the current step"));
    addFigure(Rate, QStringLiteral("figureRate"), tr("Speed"), tr("Of the current step"));
    addFigure(Pages, QStringLiteral("figurePages"), tr("Pages"), tr("Pages of the database copied so far"));
    addFigure(Held, QStringLiteral("figureHeld"), tr("Snapshot held"),
              tr("While the snapshot is held, the database's write-ahead log cannot be reset"));
    addFigure(WalGrowth, QStringLiteral("figureWal"), tr("WAL growth"),
              tr("By how much the database's write-ahead log grew meanwhile"));
    addFigure(Restarts, QStringLiteral("figureRestarts"), tr("Restarts"),
              tr("Times the copy had to begin anew"));
    set(Pages, QStringLiteral("–"));
}

void RunFigures::addFigure(Figure figure, const QString &objectName, const QString &name,
                           const QString &explanation)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    auto *title = new QuietLabel(name, this);
    title->setFont(smallFont(font()));
    title->setToolTip(explanation);
    auto *value = new QLabel(this);
    value->setObjectName(objectName);
    value->setFont(figureFont(font()));
    value->setToolTip(explanation);
    grid->addWidget(title, 0, figure);
    grid->addWidget(value, 1, figure);
    // The two long ones get the room; equal shares would cut them off in a narrow window.
    grid->setColumnStretch(figure, figure == Bytes || figure == Pages ? 3 : 2);
    m_values[figure] = value;
}

void RunFigures::set(Figure figure, const QString &text)
{
    const auto *title
        = static_cast<QLabel *>(static_cast<QGridLayout *>(layout())->itemAtPosition(0, figure)->widget());
    m_values[figure]->setText(text);
    m_values[figure]->setAccessibleName(title->text() + QStringLiteral(": ") + text);
}

void RunFigures::setProgress(const Progress &progress)
{
    const auto of = [](const QString &done, const QString &total) { return tr("%1 of %2").arg(done, total); };
    set(Bytes,
        progress.bytesTotal > 0 ? of(bytesText(progress.bytesDone), bytesText(progress.bytesTotal))
                                : QStringLiteral("–"));
    set(Rate,
        progress.bytesPerSecond > 0 && !progress.paused ? rateText(progress.bytesPerSecond)
                                                        : QStringLiteral("–"));
    if (progress.pagesTotal > 0) { // told while copying only, and worth keeping in sight afterwards
        set(Pages, of(countText(progress.pagesDone), countText(progress.pagesTotal)));
    }
    set(Held, durationText(progress.holdMilliseconds));
    set(WalGrowth, bytesText(progress.walGrowthBytes));
    set(Restarts, countText(progress.restarts));
}

} // namespace litekeeper
