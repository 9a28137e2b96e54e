// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/section.h"

#include <QHash>

class QHBoxLayout;

namespace litekeeper {

class FindingsView;
class QuietLabel;

/// A part of a form: a heading, and fields below each other with their labels above them, so that words of
/// any length have room. What is wrong with a field is said below it.
class FormSection : public Section
{
    Q_OBJECT

public:
    using Section::Section;

    /// `where` is the name that findings give the field. Returns the row, for buttons beside the field.
    QHBoxLayout *addField(const QString &label, QWidget *field, const QString &where = {});
    QuietLabel *addHint(const QString &objectName);
    /// The place for findings about `where`, for what has no field of its own.
    void addFindings(const QString &where);

    /// Shows those of its fields, hides what it showed before.
    void setFindings(const QList<Finding> &findings);

private:
    QHash<QString, FindingsView *> m_findings;
};

} // namespace litekeeper
