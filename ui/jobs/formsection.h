// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/panel.h"

#include <QHash>

class QHBoxLayout;
class QVBoxLayout;

namespace litekeeper {

class FindingsView;
class QuietLabel;

/// A part of a form: a heading, and fields below each other with their labels above them, so that words of
/// any length have room. What is wrong with a field is said below it.
class FormSection : public Panel
{
    Q_OBJECT

public:
    explicit FormSection(const QString &title, QWidget *parent = nullptr);

    /// `where` is the name that findings give the field. Returns the row, for buttons beside the field.
    QHBoxLayout *addField(const QString &label, QWidget *field, const QString &where = {});
    /// Fields side by side that belong together; they wrap where there is no room.
    void addWidget(QWidget *widget);
    QuietLabel *addHint(const QString &objectName);
    /// The place for findings about `where`, for what has no field of its own.
    void addFindings(const QString &where);

    /// Shows those of its fields, hides what it showed before.
    void setFindings(const QList<Finding> &findings);

private:
    QVBoxLayout *m_layout;
    QHash<QString, FindingsView *> m_findings;
};

} // namespace litekeeper
