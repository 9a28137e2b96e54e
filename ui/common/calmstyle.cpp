// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/calmstyle.h"

#include "ui/common/calmindicator.h"
#include "ui/common/calmpaint.h"
#include "ui/common/celldelegate.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace litekeeper {

namespace {

constexpr int fieldPadding = 6; // between the edge of a field and its text, beyond Fusion's
constexpr int menuArrowWidth = 12;

} // namespace

CalmStyle::CalmStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

QPalette CalmStyle::standardPalette() const
{
    return lightPalette();
}

void CalmStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QHeaderView *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            calm::paintButton(*painter, *button);
            return;
        }
        break;
    case PE_PanelButtonTool:
        calm::paintToolButton(*painter, *option);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0) {
            calm::paintField(*painter, *option);
            return;
        }
        break;
    case PE_FrameLineEdit:
        return; // part of the panel
    case PE_FrameMenu:
        calm::paintMenuFrame(*painter, *option);
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QListWidget *>(widget)) {
            calm::paintField(*painter, *option);
            return;
        }
        break;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            calm::paintSortArrow(*painter, *header);
            return;
        }
        break;
    case PE_IndicatorRadioButton:
        calm::paintRadioIndicator(*painter, *option);
        return;
    case PE_IndicatorCheckBox:
        calm::paintCheckIndicator(*painter, *option);
        return;
    case PE_PanelItemViewRow: // of which only the branches of a tree are seen
    case PE_PanelItemViewItem:
        calm::paintItemGround(*painter, *option);
        return;
    case PE_PanelScrollAreaCorner:
        return;
    case PE_FrameFocusRect:
        calm::paintFocusFrame(*painter, *option);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            calm::paintButtonLabel(*painter, *button,
                                   styleHint(SH_UnderlineShortcut, option, widget, nullptr) != 0);
            return;
        }
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            drawHeader(*header, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            calm::paintHeaderSection(*painter, *header);
            return;
        }
        break;
    case CE_Splitter:
        return; // the gap between two sheets says enough
    case CE_HeaderEmptyArea:
        calm::paintHeaderEmptyArea(*painter, *option);
        return;
    case CE_ProgressBarGroove:
        calm::paintProgressGroove(*painter, *option);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            calm::paintProgressContents(*painter, *bar);
            return;
        }
        break;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            // The ground of a selected row is a tint, on which the usual text colour reads best.
            QStyleOptionViewItem tinted(*item);
            tinted.palette.setColor(QPalette::HighlightedText, tinted.palette.color(QPalette::Text));
            QProxyStyle::drawControl(element, &tinted, painter, widget);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void CalmStyle::drawHeader(const QStyleOptionHeader &header, QPainter *painter, const QWidget *widget) const
{
    // Qt takes the margin above and below the text too, and puts the arrow at the upper edge; both belong on
    // the middle line.
    drawControl(CE_HeaderSection, &header, painter, widget);
    QStyleOptionHeader part(header);
    if (!(part.textAlignment & Qt::AlignVertical_Mask)) {
        part.textAlignment |= Qt::AlignVCenter; // models of Qt say left or right only
    }
    const QRect label = subElementRect(SE_HeaderLabel, &header, widget);
    part.rect = QRect(label.left(), header.rect.top(), label.width(), header.rect.height());
    drawControl(CE_HeaderLabel, &part, painter, widget);
    const QRect arrow = subElementRect(SE_HeaderArrow, &header, widget);
    part.rect = QRect(arrow.left(), header.rect.top(), arrow.width(), header.rect.height());
    drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            calm::paintComboBox(*painter, *box);
            return;
        }
    }
    if (control == CC_SpinBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            calm::paintSpinBox(*painter, *box, subControlRect(control, option, SC_SpinBoxUp, widget),
                               subControlRect(control, option, SC_SpinBoxDown, widget));
            return;
        }
    }
    if (control == CC_ToolButton) {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && button->features.testFlag(QStyleOptionToolButton::HasMenu)) {
            drawMenuButton(*button, painter, widget);
            return;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            calm::paintScrollBar(*painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

/// Qt puts the arrow into the lower corner, over the frame.
void CalmStyle::drawMenuButton(const QStyleOptionToolButton &button, QPainter *painter,
                               const QWidget *widget) const
{
    drawPrimitive(PE_PanelButtonTool, &button, painter, widget);
    QStyleOptionToolButton label(button);
    label.features = QStyleOptionToolButton::None;
    const bool hasText = !button.text.isEmpty() && button.toolButtonStyle != Qt::ToolButtonIconOnly;
    label.rect.setWidth(button.rect.width() - (hasText ? menuArrowWidth : 0));
    drawControl(CE_ToolButtonLabel, &label, painter, widget);
    if (hasText) {
        const QRect arrow(label.rect.right() + 1 - 8, button.rect.top(), menuArrowWidth,
                          button.rect.height());
        calm::paintMenuArrow(*painter, button, visualRect(button.direction, button.rect, arrow));
    }
    if (button.state & State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(button);
        drawPrimitive(PE_FrameFocusRect, &focus, painter, widget);
    }
}

QRect CalmStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine) {
                return {}; // no arrows: the groove takes their place
            }
            if (subControl == SC_ScrollBarGroove) {
                return bar->rect;
            }
            const bool upright = bar->orientation == Qt::Vertical;
            const int length = upright ? bar->rect.height() : bar->rect.width();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            const int handle = range <= 0
                ? length
                : qBound(32, int(qint64(bar->pageStep) * length / (range + bar->pageStep)), qMax(32, length));
            const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                   length - handle, bar->upsideDown);
            const QRect slider = upright ? QRect(0, at, bar->rect.width(), handle)
                                         : QRect(at, 0, handle, bar->rect.height());
            if (subControl == SC_ScrollBarSlider) {
                return slider;
            }
            const int end = at + handle;
            if (subControl == SC_ScrollBarSubPage) {
                return upright ? QRect(0, 0, bar->rect.width(), at) : QRect(0, 0, at, bar->rect.height());
            }
            if (subControl == SC_ScrollBarAddPage) {
                return upright ? QRect(0, end, bar->rect.width(), length - end)
                               : QRect(end, 0, length - end, bar->rect.height());
            }
        }
    }
    const QRect usual = QProxyStyle::subControlRect(control, option, subControl, widget);
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    // The line edit of an editable one brings its own padding.
    return control == CC_ComboBox && subControl == SC_ComboBoxEditField && box && !box->editable
        ? usual.adjusted(fieldPadding, 0, 0, 0)
        : usual;
}

QRect CalmStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect usual = QProxyStyle::subElementRect(element, option, widget);
    switch (element) {
    case SE_LineEditContents:
        return usual.adjusted(fieldPadding, 0, -fieldPadding, 0);
    default:
        return usual;
    }
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                  const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        size.rwidth() = qMax(size.width() + 16, 72);
        size.setHeight(qMax(size.height(), 32));
        break;
    case CT_ComboBox:
        size.rwidth() += 2 * fieldPadding;
        size.setHeight(qMax(size.height(), 32));
        break;
    case CT_SpinBox:
        size.rwidth() += 2 * fieldPadding;
        size.setHeight(qMax(size.height(), 32));
        break;
    case CT_LineEdit:
        size.setHeight(qMax(size.height(), 32));
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button
            && button->features.testFlag(QStyleOptionToolButton::HasMenu) && !button->text.isEmpty()
            && button->toolButtonStyle != Qt::ToolButtonIconOnly) {
            size.rwidth() += menuArrowWidth;
        }
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator) {
            size.setHeight(qMax(size.height(), 30));
        }
        break;
    case CT_HeaderSection:
        size.setHeight(qMax(34, option->fontMetrics.height() + 16));
        break;
    default:
        break;
    }
    return size;
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_HeaderMargin:
        return CellDelegate::padding; // headers stand above the texts of their cells
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SplitterWidth:
        return 12;
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_MenuVMargin:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_EtchDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace litekeeper
