// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/rowspane.h"

#include "service/databaselook.h"
#include "ui/common/action.h"
#include "ui/common/blobtype.h"
#include "ui/common/celltext.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/quietlabel.h"
#include "ui/common/rowtable.h"
#include "ui/look/tablerowsmodel.h"
#include "ui/look/valuetaking.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

const QString takingKey = QStringLiteral("look/taking");

} // namespace

RowsPane::RowsPane(DatabaseLook &look, TaskRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(new TableRowsModel(this))
    , m_taking(new ValueTaking(look, runner, this))
    , m_messages(new MessageArea(this))
    , m_questions(m_messages)
    , m_filter(new QLineEdit(this))
    , m_column(new QComboBox(this))
    , m_rows(new RowTable(this))
    , m_hint(new EmptyState(QStringLiteral("file-database"), QString(), QString(), this))
    , m_stack(new QStackedWidget(this))
    , m_count(new QuietLabel(this))
    , m_problem(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Ca&ncel"), this))
{
    m_rows->setObjectName(QStringLiteral("lookRows"));
    m_rows->setModel(m_model);
    m_hint->setObjectName(QStringLiteral("lookHint"));
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_rows);
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFilter());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFoot());
    watchModel();
    watchTaking();
    showActions();
}

RowsPane::~RowsPane() = default;

QWidget *RowsPane::makeFilter()
{
    auto *bar = new QWidget(this);
    m_filter->setObjectName(QStringLiteral("rowFilter"));
    m_filter->setAccessibleName(tr("Show only rows that contain this"));
    m_filter->setPlaceholderText(tr("Rows that contain… (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_column->setObjectName(QStringLiteral("rowFilterColumn"));
    m_column->setAccessibleName(tr("The column that the filter looks at"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setMinimumContentsLength(12);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_column);
    m_typing.setSingleShot(true);
    m_typing.setInterval(250ms);
    connect(&m_typing, &QTimer::timeout, this, &RowsPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &RowsPane::applyFilter);
    connect(m_column, &QComboBox::activated, this, &RowsPane::applyFilter);
    auto *find = new QAction(tr("&Filter"), this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WindowShortcut);
    connect(find, &QAction::triggered, this, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
    return bar;
}

void RowsPane::makeActions()
{
    m_copyWhole = makeAction(this, QStringLiteral("copyWholeValue"), tr("&Copy value"),
                             QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    m_copyWhole->setToolTip(tr("Copy the whole value of the cell, however long it is (Ctrl+Shift+C)"));
    m_save = makeAction(this, QStringLiteral("saveValue"), tr("&Save value…"), QStringLiteral("import"),
                        QKeySequence(Qt::CTRL | Qt::Key_S));
    m_save->setToolTip(tr("Save the value of the cell as a file, byte by byte (Ctrl+S)"));
    m_export = makeAction(this, QStringLiteral("exportRows"), tr("&Export rows…"), QStringLiteral("export"),
                          QKeySequence(Qt::CTRL | Qt::Key_E));
    m_export->setToolTip(tr("Save the rows of the table, or those that the filter finds, as SQL, CSV or JSON "
                            "(Ctrl+E)"));
    addActions({m_copyWhole, m_save, m_export});
    connect(m_copyWhole, &QAction::triggered, this, &RowsPane::copyWhole);
    connect(m_save, &QAction::triggered, this, &RowsPane::saveValue);
    connect(m_export, &QAction::triggered, this, &RowsPane::exportRows);
    connect(m_rows, &QWidget::customContextMenuRequested, this, &RowsPane::showMenu);
}

QWidget *RowsPane::makeFoot()
{
    auto *foot = new QWidget(this);
    m_count->setObjectName(QStringLiteral("lookCount"));
    m_problem->setObjectName(QStringLiteral("lookProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_bar->setObjectName(QStringLiteral("takingProgress"));
    m_bar->setAccessibleName(tr("Progress of what is taken out"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(120, 8);
    m_bar->hide();
    m_cancel->setObjectName(QStringLiteral("takingCancel"));
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, m_taking, &ValueTaking::cancel);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_count, 1);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    for (QAction *action : {m_copyWhole, m_save, m_export}) {
        row->addWidget(makeActionButton(action, foot));
    }
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_problem);
    layout->addLayout(row);
    return foot;
}

void RowsPane::watchModel()
{
    connect(m_model, &TableRowsModel::rowsWanted, &m_look, &DatabaseLook::fetchRows);
    connect(&m_look, &DatabaseLook::rowsArrived, this, &RowsPane::takePage);
    connect(&m_look, &DatabaseLook::rowsCounted, this, &RowsPane::takeCount);
    connect(&m_look, &DatabaseLook::rowFound, this, [this](const QString &table, qint64, qint64 position) {
        if (table == m_model->table().name && position >= 0) {
            goTo(position);
        }
    });
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this, &RowsPane::showActions);
}

void RowsPane::watchTaking()
{
    connect(m_taking, &ValueTaking::changed, this, [this] {
        m_bar->setRange(0, 0);
        m_bar->setVisible(m_taking->isRunning());
        m_cancel->setVisible(m_taking->isRunning());
        showActions();
        showState();
    });
    connect(m_taking, &ValueTaking::progressed, this, [this](qint64 bytes, qint64 total) {
        m_bar->setRange(0, total > 0 ? 1000 : 0);
        m_bar->setValue(total > 0 ? int(bytes * 1000 / total) : 0);
        m_count->setText(total > 0 ? tr("%1 of %2 taken out").arg(bytesText(bytes), bytesText(total))
                                   : tr("%1 taken out").arg(bytesText(bytes)));
    });
    connect(m_taking, &ValueTaking::copied, this, [this](qint64 bytes) {
        m_messages->show(Severity::Note, tr("The whole value was copied: %1.").arg(bytesText(bytes)),
                         takingKey);
    });
    connect(m_taking, &ValueTaking::saved, this, [this](const Path &file, qint64 bytes, qint64 rows) {
        m_messages->show(
            Severity::Note,
            rows < 0        ? tr("The value was saved as %1 (%2).").arg(displayPath(file), bytesText(bytes))
                : rows == 1 ? tr("1 row was saved as %1 (%2).").arg(displayPath(file), bytesText(bytes))
                            : tr("%1 rows were saved as %2 (%3).")
                                  .arg(countText(rows), displayPath(file), bytesText(bytes)),
            takingKey);
    });
    connect(m_taking, &ValueTaking::failed, this, [this](const QString &sentence) {
        if (!sentence.isEmpty()) {
            m_messages->show(Severity::Problem, sentence, takingKey);
        }
    });
}

void RowsPane::show(const TableOutline &table)
{
    m_problem->hide();
    m_messages->clear(takingKey);
    m_isFitted = false;
    {
        const QSignalBlocker quiet(m_filter);
        m_filter->clear();
        m_typing.stop();
    }
    m_column->clear();
    m_column->addItem(tr("Any column"));
    for (const QString &column : table.columns) {
        m_column->addItem(oneLine(column));
    }
    const bool isTable = table.kind == TableOutline::Kind::Table;
    m_filter->setEnabled(isTable);
    m_column->setEnabled(isTable);
    m_rows->setAccessibleName(tr("Rows of the table %1").arg(table.name));
    m_model->setTable(table);
    if (!isTable) {
        m_hint->setTexts(table.kind == TableOutline::Kind::View ? tr("A view is not run")
                                                                : tr("A virtual table is not run"),
                         tr("It could make this program do what whoever made the file likes. The rows it is "
                            "made of are in the tables."));
    } else if (!m_model->isCounted()) {
        m_look.countRows(table.name);
    }
    showState();
    showActions();
}

void RowsPane::applyFilter()
{
    m_typing.stop();
    m_problem->hide();
    m_model->setFilter(m_filter->text(), m_column->currentIndex() - 1);
    if (!m_model->isFiltered() && !m_model->isCounted()) {
        m_look.countRows(m_model->table().name);
    }
    showState();
    showActions();
}

void RowsPane::takePage(const RowPage &page)
{
    if (!m_model->takePage(page)) {
        return; // somebody has gone on to something else
    }
    if (!m_isFitted && m_model->rowCount() > 0) {
        m_rows->fitColumns();
        m_isFitted = true;
    }
    if (!page.problem.isEmpty()) {
        m_problem->setText(page.problem);
        m_problem->show();
    }
    showState();
    showActions();
}

void RowsPane::takeCount(const RowCount &count)
{
    if (count.table != m_model->table().name || m_model->isFiltered()) {
        return;
    }
    m_model->takeCount(count);
    if (!count.problem.isEmpty()) {
        m_problem->setText(count.problem);
        m_problem->show();
    }
    if (!count.isWhole) {
        m_look.countRows(count.table);
    }
    showState();
}

void RowsPane::showRow(qint64 key, const QString &column)
{
    m_wantedColumn = column;
    m_look.findRow(m_model->table().name, key);
}

void RowsPane::goTo(qint64 position)
{
    if (m_model->isFiltered()) {
        m_filter->clear();
        applyFilter();
    }
    if (position >= m_model->rowCount()) {
        m_model->takeCount({.table = m_model->table().name, .rows = position + 1});
    }
    const int column = std::max(0, int(m_model->table().columns.indexOf(m_wantedColumn)));
    const QModelIndex index
        = m_model->index(int(std::min<qint64>(position, m_model->rowCount() - 1)), column);
    m_stack->setCurrentWidget(m_rows);
    m_rows->setCurrentIndex(index);
    m_rows->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_rows->setFocus();
}

void RowsPane::fail(const QString &sentence)
{
    m_hasFailed = true;
    m_taking->giveUp();
    m_problem->setText(sentence);
    m_problem->show();
    showState();
    showActions();
}

QString RowsPane::countSentence() const
{
    const int count = m_model->rowCount();
    const QString rows = count == 1 ? tr("1 row") : tr("%1 rows").arg(countText(count));
    if (m_hasFailed) {
        return tr("Nothing more can be read");
    }
    if (!m_model->isFiltered()) {
        return count == 0 && m_model->isWaiting() ? tr("Reading…")
            : m_model->isCounted()                ? rows
                                                  : tr("%1 counted so far…").arg(rows);
    }
    if (count >= TableRowsModel::mostMatches) {
        return tr("The first %1 that match; use a longer filter").arg(rows);
    }
    return m_model->isWholeSearch() ? tr("%1 of the table match").arg(rows)
        : m_model->isWaiting()      ? tr("%1 match so far…").arg(rows)
                                    : tr("The first %1 that match; scroll for more").arg(rows);
}

void RowsPane::showState()
{
    const bool isTable = m_model->table().kind == TableOutline::Kind::Table;
    const bool isEmpty = m_model->rowCount() == 0 && m_model->isCounted() && !m_model->isWaiting();
    if (isTable && isEmpty && m_problem->isHidden()) {
        if (m_model->isFiltered()) {
            m_hint->setTexts(tr("No row contains that"), tr("Use fewer letters, or another column."));
        } else {
            m_hint->setTexts(tr("The table has no rows"), tr("It is there, with its columns, and empty."));
        }
    }
    m_stack->setCurrentWidget(isTable && !(isEmpty && m_problem->isHidden()) ? static_cast<QWidget *>(m_rows)
                                                                             : m_hint);
    if (!m_taking->isRunning()) {
        m_count->setText(isTable ? countSentence() : QString());
    }
}

void RowsPane::showActions()
{
    const bool isFree = !m_taking->isRunning() && !m_hasFailed;
    const CellValue *cell = m_model->cell(m_rows->currentIndex());
    m_copyWhole->setEnabled(isFree && cell);
    m_save->setEnabled(isFree && cell && cell->kind != CellValue::Kind::Null);
    m_export->setEnabled(isFree && m_model->table().kind == TableOutline::Kind::Table);
}

void RowsPane::showMenu(const QPoint &position)
{
    if (!m_rows->indexAt(position).isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cellMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy ce&lls"), m_rows, &RowTable::copySelection);
    menu->addActions({m_copyWhole, m_save});
    menu->addSeparator();
    menu->addAction(m_export);
    menu->popup(m_rows->viewport()->mapToGlobal(position));
}

void RowsPane::copyWhole()
{
    const QModelIndex current = m_rows->currentIndex();
    const CellValue *cell = m_model->cell(current);
    const std::optional<ValuePlace> place = m_model->place(current);
    if (!cell || !place) {
        return;
    }
    m_messages->clear(takingKey);
    m_taking->copy(*place, cell->kind == CellValue::Kind::Blob);
}

void RowsPane::saveValue()
{
    const QModelIndex current = m_rows->currentIndex();
    const CellValue *cell = m_model->cell(current);
    const std::optional<ValuePlace> place = m_model->place(current);
    if (!cell || !place) {
        return;
    }
    const QString suffix
        = cell->kind == CellValue::Kind::Blob ? blobType(cell->blob).suffix : QStringLiteral("txt");
    QString name = QStringLiteral("%1-%2").arg(m_model->table().columns.at(current.column())).arg(place->key);
    for (QChar &character : name) {
        character = character.isLetterOrNumber() || character == u'-' ? character : QChar(u'_');
    }
    m_questions->chooseNewFile(tr("Save the value"), QStringLiteral("%1.%2").arg(name.left(80), suffix),
                               {tr("%1 (*.%2)").arg(suffix.toUpper(), suffix)}, this,
                               [this, place](const QString &chosen) {
                                   m_messages->clear(takingKey);
                                   m_taking->save(*place, absolutePath(pathFromQString(chosen)));
                               });
}

void RowsPane::exportRows()
{
    const QStringList filters{tr("CSV (*.csv)"), tr("SQL (*.sql)"), tr("JSON (*.json)")};
    m_questions->chooseNewFile(
        tr("Export the rows"), m_model->table().name.left(80).replace(u'/', u'_') + QStringLiteral(".csv"),
        filters, this, [this](const QString &chosen) {
            const QString suffix = chosen.section(u'.', -1).toLower();
            const ExportFormat format = exportFormatFromCode(suffix).value_or(ExportFormat::Csv);
            const QString column = m_model->filterColumn() >= 0
                ? m_model->table().columns.value(m_model->filterColumn())
                : QString();
            m_messages->clear(takingKey);
            m_taking->exportRows(m_model->table().name, format, m_model->filter(), column,
                                 absolutePath(pathFromQString(chosen)));
        });
}

} // namespace litekeeper
