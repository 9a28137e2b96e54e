// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/formsection.h"

#include "ui/common/findingsview.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace litekeeper {

QHBoxLayout *FormSection::addField(const QString &label, QWidget *field, const QString &where)
{
    column().addSpacing(8);
    auto *name = new QLabel(label, this);
    name->setBuddy(field);
    column().addWidget(name);
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(QString(label).remove(u'&'));
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(field, 1);
    column().addLayout(row);
    if (!where.isEmpty()) {
        addFindings(where);
    }
    return row;
}

QuietLabel *FormSection::addHint(const QString &objectName)
{
    auto *hint = new QuietLabel(this);
    hint->setObjectName(objectName);
    hint->setWordWrap(true);
    hint->setFont(smallFont(font()));
    column().addWidget(hint);
    return hint;
}

void FormSection::addFindings(const QString &where)
{
    auto *view = new FindingsView(this);
    view->setObjectName(where + QStringLiteral("Findings"));
    column().addWidget(view);
    m_findings.insert(where, view);
}

void FormSection::setFindings(const QList<Finding> &findings)
{
    for (auto view = m_findings.cbegin(); view != m_findings.cend(); ++view) {
        QList<Finding> ofField;
        for (Finding finding : findings) {
            if (finding.where == view.key()) {
                finding.where.clear(); // it stands below the field
                ofField.append(finding);
            }
        }
        view.value()->setFindings(ofField);
    }
}

} // namespace litekeeper
