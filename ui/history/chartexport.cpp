// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/chartexport.h"

#include "common/durablefile.h"
#include "runner/taskrunner.h"
#include "service/whendone.h"
#include "ui/common/questions.h"
#include "ui/history/chartpanels.h"

#include <QBuffer>
#include <QDateTime>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace litekeeper {

namespace {

constexpr int pictureWidth = 1200; // logical pixels
constexpr double pictureRatio = 2;

QByteArray pngOf(const ChartPanels &panels)
{
    const QSize size = panels.pictureSize(pictureWidth);
    QImage image(size * pictureRatio, QImage::Format_RGB32);
    image.setDevicePixelRatio(pictureRatio);
    QPainter painter(&image);
    panels.paintAll(painter, pictureWidth);
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

QByteArray svgOf(const ChartPanels &panels, const QString &title)
{
    const QSize size = panels.pictureSize(pictureWidth);
    QByteArray svg;
    QBuffer buffer(&svg);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setResolution(96); // pixels of browsers
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(title);
    QPainter painter(&generator);
    panels.paintAll(painter, pictureWidth);
    painter.end();
    return svg;
}

} // namespace

ChartExport::ChartExport(const ChartPanels &panels, Questions &questions, TaskRunner &runner, QObject *parent)
    : QObject(parent)
    , m_panels(panels)
    , m_questions(questions)
    , m_runner(runner)
{
}

void ChartExport::exportCsv(const QByteArray &csv)
{
    write(QStringLiteral("csv"), tr("Table (*.csv)"), csv);
}

void ChartExport::exportPng()
{
    write(QStringLiteral("png"), tr("Picture (*.png)"), pngOf(m_panels));
}

void ChartExport::exportSvg()
{
    write(QStringLiteral("svg"), tr("Drawing (*.svg)"), svgOf(m_panels, tr("Litekeeper: history")));
}

void ChartExport::write(const QString &suffix, const QString &filter, const QByteArray &content)
{
    const QString suggestion
        = QStringLiteral("litekeeper-history-%1.%2")
              .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd")), suffix);
    m_questions.chooseNewFile(
        tr("Export the history"), suggestion, {filter}, this, [this, content](const QString &chosen) {
            const Path file = pathFromQString(chosen);
            whenDone(m_runner.startTask([file, content] { return writeDurably(file, content); }), this,
                     [this, file](const Result<void> &written) {
                         if (written) {
                             Q_EMIT exported(tr("The history was exported to %1.").arg(displayPath(file)));
                         } else {
                             Q_EMIT failed(describe(written.error()));
                         }
                     });
        });
}

} // namespace litekeeper
