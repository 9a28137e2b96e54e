// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingssection.h"

#include "ui/common/findingsview.h"
#include "ui/common/quietlabel.h"
#include "ui/common/switch.h"
#include "ui/common/typography.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

namespace litekeeper {

SettingsSection::SettingsSection(const QString &title, QWidget *parent)
    : Panel(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(16, 12, 16, 16);
    m_layout->setSpacing(4);
    auto *heading = new QLabel(title, this);
    heading->setFont(headingFont(font()));
    m_layout->addWidget(heading);
    m_layout->addSpacing(4);
    setAccessibleName(title);
}

// Layouts in a scroll area may give wrapped text the room of fewer lines than it needs; then it would be cut
// off.
bool SettingsSection::event(QEvent *event)
{
    const bool done = Panel::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        const QList<QuietLabel *> labels = findChildren<QuietLabel *>();
        for (QuietLabel *label : labels) {
            if (label->wordWrap()) {
                label->setMinimumHeight(label->isHidden() ? 0 : label->heightForWidth(label->width()));
            }
        }
    }
    return done;
}

Switch *SettingsSection::addSwitch(const QString &text, const QString &objectName)
{
    auto *added = new Switch(text, this);
    added->setObjectName(objectName);
    m_layout->addWidget(added);
    return added;
}

QuietLabel *SettingsSection::addSentence(const QString &objectName, const QString &text)
{
    auto *sentence = new QuietLabel(text, this);
    sentence->setObjectName(objectName);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addIndented(sentence);
    return sentence;
}

FindingsView *SettingsSection::addRefusal(const QString &objectName)
{
    auto *view = new FindingsView(this);
    view->setObjectName(objectName);
    addIndented(view);
    return view;
}

void SettingsSection::addIndented(QWidget *widget)
{
    auto *row = new QHBoxLayout;
    row->addSpacing(Switch::textIndent);
    if (widget->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed) {
        row->addWidget(widget);
        row->addStretch();
    } else {
        row->addWidget(widget, 1);
    }
    m_layout->addLayout(row);
}

void SettingsSection::addRow(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void SettingsSection::addSpace()
{
    m_layout->addSpacing(12);
}

void showRefusal(FindingsView &view, const std::optional<Error> &error)
{
    view.setFindings(error ? QList<Finding>{{.severity = Severity::Problem,
                                             .code = errorCode(error->kind),
                                             .text = describe(*error)}}
                           : QList<Finding>());
}

} // namespace litekeeper
