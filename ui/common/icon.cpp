// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

// A static library's resources are registered on demand only, and the macro works outside of namespaces only.
static void registerResources()
{
    Q_INIT_RESOURCE(litekeeper);
}

namespace litekeeper {

namespace {

QByteArray svgOf(const QString &name)
{
    registerResources();
    QFile file(QStringLiteral(":/litekeeper/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap rendered(const QString &name, const QByteArray &svg, const QColor &colour, QSize pixels)
{
    const QString key = QStringLiteral("litekeeper/%1/%2/%3x%4")
                            .arg(name, colour.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QByteArray recoloured = svg;
    recoloured.replace("#000000", colour.name().toLatin1());
    recoloured.replace("#000", colour.name().toLatin1());
    recoloured.replace("currentColor", colour.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(recoloured).render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QColor colourOf(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::WindowText);
}

/// Asks the palette at every painting, so that an icon once handed out never has the colours of yesterday.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, QByteArray svg)
        : m_name(std::move(name))
        , m_svg(std::move(svg))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return rendered(m_name, m_svg, colourOf(mode), size);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(m_name, m_svg); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    QString m_name;
    QByteArray m_svg;
};

} // namespace

QIcon themedIcon(const QString &name)
{
    const QByteArray svg = svgOf(name);
    return svg.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name, svg));
}

QIcon applicationIcon()
{
    registerResources();
    return QIcon(QStringLiteral(":/litekeeper/icons/litekeeper.svg"));
}

QPixmap tintedPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio)
{
    const int pixels = qRound(size * devicePixelRatio);
    QPixmap pixmap = rendered(name, svgOf(name), colour, QSize(pixels, pixels));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace litekeeper
