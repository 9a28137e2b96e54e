// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace litekeeper {

/// Lies over a page while files are dragged over it, and says what a drop would do.
class DropCover : public QWidget
{
    Q_OBJECT

public:
    DropCover(const QString &text, QWidget *page);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

/// The dashed frame of an area onto which files may be dropped.
void paintDropFrame(QPainter &painter, const QRectF &area, const QPalette &palette, bool isOver);

} // namespace litekeeper
