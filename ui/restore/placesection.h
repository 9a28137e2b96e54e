// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/common/formsection.h"

class QLabel;
class QRadioButton;

namespace litekeeper {

class PathField;
class Questions;

/// Where a backup goes: over the database it was made of, or elsewhere.
class PlaceSection : public FormSection
{
    Q_OBJECT

public:
    PlaceSection(CatalogueService &catalogue, QWidget *parent = nullptr);

    void setQuestions(Questions &questions) { m_questions = &questions; }
    /// The database the backup was made of; empty: nobody knows.
    void setSource(const Path &source);
    [[nodiscard]] Path target() const; ///< empty: none was chosen

Q_SIGNALS:
    void changed();

private:
    void buildOrigin();
    void buildOther();
    void takeChoice();
    void chooseDatabase();
    void chooseNewFile();
    void setOther(const QString &path);

    CatalogueService &m_catalogue;
    Questions *m_questions = nullptr;
    Path m_source;
    QRadioButton *m_overOrigin;
    QuietLabel *m_originHint;
    QRadioButton *m_elsewhere;
    QWidget *m_otherRow;
    PathField *m_other;
};

} // namespace litekeeper
