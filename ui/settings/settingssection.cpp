// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingssection.h"

#include "ui/common/findingsview.h"
#include "ui/common/quietlabel.h"
#include "ui/common/switch.h"

#include <QBoxLayout>
#include <QEvent>

namespace litekeeper {

SettingsSection::SettingsSection(const QString &title, QWidget *parent)
    : Section(title, parent)
{
    column().addSpacing(4);
}

// Layouts in a scroll area may give wrapped text the room of fewer lines than it needs; then it would be cut
// off.
bool SettingsSection::event(QEvent *event)
{
    const bool done = Section::event(event);
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
    column().addWidget(added);
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
    column().addLayout(row);
}

void SettingsSection::addSpace()
{
    column().addSpacing(12);
}

void showRefusal(FindingsView &view, const std::optional<Error> &error)
{
    view.setFindings(error ? QList<Finding>{{.severity = Severity::Problem,
                                             .code = errorCode(error->kind),
                                             .text = describe(*error)}}
                           : QList<Finding>());
}

} // namespace litekeeper
