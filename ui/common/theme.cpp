// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/theme.h"

#include "domain/codes.h"
#include "ui/common/status.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

#include <memory>

namespace litekeeper {

namespace {

constexpr std::array<Code<Appearance>, 3> appearanceCodes{{
    {Appearance::System, "system"},
    {Appearance::Light, "light"},
    {Appearance::Dark, "dark"},
}};

struct Shades
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb disabled;
    QRgb placeholder;
    QRgb accent;
    QRgb onAccent;
    QRgb link;
    QRgb outline;
    QRgb shadow;
};

// Amber of a lighthouse on warm greys. Text on window and base has at least 12:1, placeholder 4.5:1.
constexpr Shades lightShades{0xfff5f4f1, 0xffffffff, 0xfffaf9f6, 0xffffffff, 0xff1f2328, 0xff9a9c9f,
                             0xff696d72, 0xfff2a71b, 0xff231700, 0xff8a5200, 0xffcfccc4, 0xff8c8980};
constexpr Shades darkShades{0xff1b1d20, 0xff212428, 0xff25282d, 0xff2d3136, 0xffe8e7e3, 0xff74777c,
                            0xff9a9ea4, 0xfff2b13c, 0xff231700, 0xfff2b13c, 0xff43474d, 0xff0c0d0e};

QPalette paletteOf(const Shades &shades)
{
    const QColor window(shades.window);
    const QColor outline(shades.outline);
    QPalette palette(QColor(shades.text), QColor(shades.button), window.lighter(115), outline, outline,
                     QColor(shades.text), QColor(shades.text), QColor(shades.base), window);
    palette.setColor(QPalette::AlternateBase, QColor(shades.alternate));
    palette.setColor(QPalette::ButtonText, QColor(shades.text));
    palette.setColor(QPalette::PlaceholderText, QColor(shades.placeholder));
    palette.setColor(QPalette::Highlight, QColor(shades.accent));
    palette.setColor(QPalette::HighlightedText, QColor(shades.onAccent));
    palette.setColor(QPalette::Link, QColor(shades.link));
    palette.setColor(QPalette::LinkVisited, QColor(shades.link));
    palette.setColor(QPalette::Midlight, mixed(window, outline, 0.5));
    palette.setColor(QPalette::Shadow, QColor(shades.shadow));
    palette.setColor(QPalette::ToolTipBase, QColor(shades.base));
    palette.setColor(QPalette::ToolTipText, QColor(shades.text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, QColor(shades.disabled));
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, outline);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(shades.disabled));
    return palette;
}

bool systemWantsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return false; // a dark desktop then comes as a dark palette of the platform theme
#endif
}

/// Qt hands out Fusion's own colours where the desktop has no palette.
bool systemHasPalette()
{
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    const QPalette fallback = fusion ? fusion->standardPalette() : QPalette();
    const QPalette palette = QApplication::palette();
    return palette.color(QPalette::Window) != fallback.color(QPalette::Window)
        || palette.color(QPalette::Highlight) != fallback.color(QPalette::Highlight);
}

} // namespace

QString appearanceCode(Appearance appearance)
{
    return codeOf(appearanceCodes, appearance);
}

std::optional<Appearance> appearanceFromCode(const QString &code)
{
    return valueOf(appearanceCodes, code);
}

void applyAppearance(Appearance appearance)
{
    if (appearance == Appearance::System) {
        // A default palette gives back what the platform theme says.
        QApplication::setPalette(QPalette());
        if (systemHasPalette()) {
            return;
        }
    }
    const bool dark
        = appearance == Appearance::Dark || (appearance == Appearance::System && systemWantsDark());
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QPalette lightPalette()
{
    return paletteOf(lightShades);
}

QPalette darkPalette()
{
    return paletteOf(darkShades);
}

QColor mixed(const QColor &under, const QColor &over, qreal share)
{
    const auto channel = [share](qreal a, qreal b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(channel(under.redF(), over.redF()), channel(under.greenF(), over.greenF()),
                            channel(under.blueF(), over.blueF()));
}

QColor separator(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.12);
}

QColor selectionGround(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Active, QPalette::Highlight),
                 isDark(palette) ? 0.22 : 0.28);
}

QColor hoverGround(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.05);
}

} // namespace litekeeper
