// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/placesection.h"

#include "service/whendone.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/pathfield.h"
#include "ui/common/questions.h"
#include "ui/common/quietlabel.h"
#include "ui/restore/choicerow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace litekeeper {

PlaceSection::PlaceSection(CatalogueService &catalogue, QWidget *parent)
    : FormSection(tr("Where to"), parent)
    , m_catalogue(catalogue)
    , m_overOrigin(new QRadioButton(tr("&Over the database it was made of"), this))
    , m_elsewhere(new QRadioButton(tr("Over &another database, or to a new file"), this))
    , m_otherRow(new QWidget(this))
    , m_other(new PathField(this))
{
    setObjectName(QStringLiteral("restoreWhere"));
    buildOrigin();
    buildOther();
    setSource({});
    whenDone(m_catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &databases) {
        QList<Path> choices;
        for (const KnownDatabase &database : databases ? *databases : QList<KnownDatabase>()) {
            choices.append(database.source);
        }
        const QSignalBlocker quiet(m_other);
        m_other->setChoices(choices);
    });
}

void PlaceSection::buildOrigin()
{
    m_overOrigin->setObjectName(QStringLiteral("restoreOverOrigin"));
    column().addSpacing(8);
    addWidget(m_overOrigin);
    m_originHint = addHint(QStringLiteral("restoreOrigin"));
    indentBelowChoice(*m_originHint);
    connect(m_overOrigin, &QRadioButton::toggled, this, &PlaceSection::takeChoice);
}

void PlaceSection::buildOther()
{
    m_elsewhere->setObjectName(QStringLiteral("restoreElsewhere"));
    column().addSpacing(4);
    addWidget(m_elsewhere);
    m_other->setObjectName(QStringLiteral("restoreTarget"));
    m_other->setAccessibleName(tr("The database or new file to restore to"));
    auto *database
        = new QPushButton(themedIcon(QStringLiteral("file-database")), tr("&Database…"), m_otherRow);
    database->setObjectName(QStringLiteral("restoreChooseDatabase"));
    database->setToolTip(tr("Choose a database to restore over"));
    auto *newFile = new QPushButton(themedIcon(QStringLiteral("add")), tr("&New file…"), m_otherRow);
    newFile->setObjectName(QStringLiteral("restoreChooseNewFile"));
    newFile->setToolTip(tr("Choose a folder and a name that is not there yet"));
    auto *row = new QHBoxLayout(m_otherRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_other, 1);
    row->addWidget(database);
    row->addWidget(newFile);
    for (QPushButton *button : {database, newFile}) {
        button->setAutoDefault(false);
    }
    addWidget(m_otherRow);
    indentBelowChoice(*m_otherRow);
    connect(m_other, &PathField::pathChanged, this, &PlaceSection::changed);
    connect(database, &QPushButton::clicked, this, &PlaceSection::chooseDatabase);
    connect(newFile, &QPushButton::clicked, this, &PlaceSection::chooseNewFile);
}

void PlaceSection::setSource(const Path &source)
{
    const bool wasKnown = !m_source.empty();
    m_source = source;
    m_overOrigin->setVisible(!source.empty());
    m_originHint->setVisible(!source.empty());
    m_originHint->setText(wrappableText(displayPath(source)));
    if (source.empty()) {
        m_elsewhere->setChecked(true);
    } else if (!wasKnown && m_other->path().empty()) {
        m_overOrigin->setChecked(true);
    }
    takeChoice();
}

Path PlaceSection::target() const
{
    return m_overOrigin->isChecked() ? m_source : m_other->path();
}

void PlaceSection::takeChoice()
{
    m_otherRow->setVisible(m_elsewhere->isChecked());
    Q_EMIT changed();
}

void PlaceSection::chooseDatabase()
{
    const QStringList filters{tr("Databases (*.db *.sqlite *.sqlite3 *.db3)"), tr("All files (*)")};
    m_questions->chooseFiles(tr("Database to restore over"), filters, this,
                             [this](const QStringList &files) { setOther(files.constFirst()); });
}

void PlaceSection::chooseNewFile()
{
    const Path suggestion = m_source.empty()
        ? Path("restored.db")
        : m_source.parent_path() / ("restored-" + m_source.filename().string());
    m_questions->chooseNewFile(tr("New file to restore to"), QString::fromUtf8(pathBytes(suggestion)),
                               {tr("Databases (*.db *.sqlite *.sqlite3 *.db3)"), tr("All files (*)")}, this,
                               [this](const QString &file) { setOther(file); });
}

void PlaceSection::setOther(const QString &path)
{
    m_other->setPath(pathFromQString(path));
    Q_EMIT changed();
}

} // namespace litekeeper
