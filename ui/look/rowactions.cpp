// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/rowactions.h"

#include "ui/common/action.h"
#include "ui/common/blobtype.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/rowtable.h"
#include "ui/look/tablerowsmodel.h"
#include "ui/look/valuetaking.h"

#include <QMenu>

namespace litekeeper {

namespace {

const QString takingKey = QStringLiteral("look/taking");

} // namespace

RowActions::RowActions(DatabaseLook &look, TaskRunner &runner, TableRowsModel &model, RowTable &rows,
                       MessageArea &messages, QWidget *parent)
    : QObject(parent)
    , m_model(model)
    , m_rows(rows)
    , m_messages(messages)
    , m_questions(&messages)
    , m_taking(new ValueTaking(look, runner, this))
{
    makeActions(*parent);
    watchTaking();
    connect(rows.selectionModel(), &QItemSelectionModel::currentChanged, this, &RowActions::update);
    connect(&rows, &QWidget::customContextMenuRequested, this, &RowActions::showMenu);
    update();
}

RowActions::~RowActions() = default;

void RowActions::makeActions(QWidget &window)
{
    m_copyWhole = makeAction(&window, QStringLiteral("copyWholeValue"), tr("&Copy value"),
                             QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    m_copyWhole->setToolTip(tr("Copy the whole value of the cell, however long it is (Ctrl+Shift+C)"));
    m_save = makeAction(&window, QStringLiteral("saveValue"), tr("&Save value…"), QStringLiteral("import"),
                        QKeySequence(Qt::CTRL | Qt::Key_S));
    m_save->setToolTip(tr("Save the value of the cell as a file, byte by byte (Ctrl+S)"));
    m_export = makeAction(&window, QStringLiteral("exportRows"), tr("&Export rows…"),
                          QStringLiteral("export"), QKeySequence(Qt::CTRL | Qt::Key_E));
    m_export->setToolTip(tr("Save the rows of the table, or those that the filter finds, as SQL, CSV or JSON "
                            "(Ctrl+E)"));
    window.addActions({m_copyWhole, m_save, m_export});
    connect(m_copyWhole, &QAction::triggered, this, &RowActions::copyWhole);
    connect(m_save, &QAction::triggered, this, &RowActions::saveValue);
    connect(m_export, &QAction::triggered, this, &RowActions::exportRows);
}

void RowActions::watchTaking()
{
    connect(m_taking, &ValueTaking::changed, this, [this] {
        update();
        Q_EMIT takingChanged();
    });
    connect(m_taking, &ValueTaking::progressed, this, &RowActions::progressed);
    connect(m_taking, &ValueTaking::copied, this, [this](qint64 bytes) {
        m_messages.show(Severity::Note, tr("The whole value was copied: %1.").arg(bytesText(bytes)),
                        takingKey);
    });
    connect(m_taking, &ValueTaking::saved, this, [this](const Path &file, qint64 bytes, qint64 rows) {
        m_messages.show(
            Severity::Note,
            rows < 0        ? tr("The value was saved as %1 (%2).").arg(displayPath(file), bytesText(bytes))
                : rows == 1 ? tr("1 row was saved as %1 (%2).").arg(displayPath(file), bytesText(bytes))
                            : tr("%1 rows were saved as %2 (%3).")
                                  .arg(countText(rows), displayPath(file), bytesText(bytes)),
            takingKey);
    });
    connect(m_taking, &ValueTaking::failed, this, [this](const QString &sentence) {
        if (!sentence.isEmpty()) {
            m_messages.show(Severity::Problem, sentence, takingKey);
        }
    });
}

void RowActions::update()
{
    const bool isFree = !m_taking->isRunning() && !m_hasGivenUp;
    const CellValue *cell = m_model.cell(m_rows.currentIndex());
    m_copyWhole->setEnabled(isFree && cell);
    m_save->setEnabled(isFree && cell && cell->kind != CellValue::Kind::Null);
    m_export->setEnabled(isFree && m_model.table().kind == TableOutline::Kind::Table);
}

void RowActions::clearMessage()
{
    m_messages.clear(takingKey);
}

void RowActions::cancel()
{
    m_taking->cancel();
}

void RowActions::giveUp()
{
    m_hasGivenUp = true;
    m_taking->giveUp();
    update();
}

bool RowActions::isTaking() const
{
    return m_taking->isRunning();
}

void RowActions::showMenu(const QPoint &position)
{
    if (!m_rows.indexAt(position).isValid()) {
        return;
    }
    auto *menu = new QMenu(&m_rows);
    menu->setObjectName(QStringLiteral("cellMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy ce&lls"), &m_rows, &RowTable::copySelection);
    menu->addActions({m_copyWhole, m_save});
    menu->addSeparator();
    menu->addAction(m_export);
    menu->popup(m_rows.viewport()->mapToGlobal(position));
}

void RowActions::copyWhole()
{
    const QModelIndex current = m_rows.currentIndex();
    const CellValue *cell = m_model.cell(current);
    const std::optional<ValuePlace> place = m_model.place(current);
    if (!cell || !place) {
        return;
    }
    clearMessage();
    m_taking->copy(*place, cell->kind == CellValue::Kind::Blob);
}

void RowActions::saveValue()
{
    const QModelIndex current = m_rows.currentIndex();
    const CellValue *cell = m_model.cell(current);
    const std::optional<ValuePlace> place = m_model.place(current);
    if (!cell || !place) {
        return;
    }
    const QString suffix
        = cell->kind == CellValue::Kind::Blob ? blobType(cell->blob).suffix : QStringLiteral("txt");
    QString name = QStringLiteral("%1-%2").arg(m_model.table().columns.at(current.column())).arg(place->key);
    for (QChar &character : name) {
        character = character.isLetterOrNumber() || character == u'-' ? character : QChar(u'_');
    }
    m_questions->chooseNewFile(tr("Save the value"), QStringLiteral("%1.%2").arg(name.left(80), suffix),
                               {tr("%1 (*.%2)").arg(suffix.toUpper(), suffix)}, this,
                               [this, place](const QString &chosen) {
                                   if (mayTake()) {
                                       m_taking->save(*place, absolutePath(pathFromQString(chosen)));
                                   }
                               });
}

void RowActions::exportRows()
{
    const QStringList filters{tr("CSV (*.csv)"), tr("SQL (*.sql)"), tr("JSON (*.json)")};
    const QString table = m_model.table().name;
    const QString filter = m_model.filter();
    const QString column
        = m_model.filterColumn() >= 0 ? m_model.table().columns.value(m_model.filterColumn()) : QString();
    m_questions->chooseNewFile(
        tr("Export the rows"), table.left(80).replace(u'/', u'_') + QStringLiteral(".csv"), filters, this,
        [this, table, filter, column](const QString &chosen) {
            const QString suffix = chosen.section(u'.', -1).toLower();
            const ExportFormat format = exportFormatFromCode(suffix).value_or(ExportFormat::Csv);
            if (mayTake()) {
                m_taking->exportRows(table, format, filter, column, absolutePath(pathFromQString(chosen)));
            }
        });
}

/// The window was there all the time in which somebody chose a file.
bool RowActions::mayTake()
{
    clearMessage();
    if (m_hasGivenUp) {
        m_messages.show(Severity::Problem, tr("Nothing was saved, because nothing more can be read."),
                        takingKey);
    } else if (m_taking->isRunning()) {
        m_messages.show(
            Severity::Note,
            tr("Nothing was saved, because something else is being saved. Try again once that is done."),
            takingKey);
    }
    return !m_hasGivenUp && !m_taking->isRunning();
}

} // namespace litekeeper
