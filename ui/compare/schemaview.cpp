// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/schemaview.h"

#include "ui/common/emptystate.h"
#include "ui/common/quietlabel.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/sqltext.h"
#include "ui/common/tableview.h"
#include "ui/common/typography.h"
#include "ui/compare/schemachangemodel.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr qsizetype mostLines = 2000; // a definition has a few dozen

/// The lines of `text` that are not in `other` in the same order: those outside their longest common
/// subsequence.
QList<int> ownLines(const QStringList &text, const QStringList &other)
{
    if (text.size() > mostLines || other.size() > mostLines) {
        return {};
    }
    const auto width = size_t(other.size()) + 1;
    std::vector<int> lengths((size_t(text.size()) + 1) * width, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int & { return lengths[size_t(i) * width + size_t(j)]; };
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        for (qsizetype j = other.size() - 1; j >= 0; --j) {
            at(i, j)
                = text.at(i) == other.at(j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    QList<int> own;
    qsizetype j = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        while (j < other.size() && text.at(i) != other.at(j) && at(i, j + 1) >= at(i + 1, j)) {
            ++j;
        }
        if (j < other.size() && text.at(i) == other.at(j)) {
            ++j;
        } else {
            own.append(int(i));
        }
    }
    return own;
}

/// The comma behind a line tells only whether another one follows.
QStringList linesOf(const QString &sql)
{
    QStringList lines = readableSql(sql).split(u'\n');
    for (QString &line : lines) {
        line = line.trimmed();
        if (line.endsWith(u',')) {
            line.chop(1);
        }
    }
    return lines;
}

} // namespace

SchemaView::SchemaView(QWidget *parent)
    : QWidget(parent)
    , m_model(new SchemaChangeModel(this))
    , m_list(new TableView(this))
    , m_before(new SqlText(this))
    , m_after(new SqlText(this))
    , m_stack(new QStackedWidget(this))
{
    auto *same = new EmptyState(QStringLiteral("check"), tr("The schema is the same"),
                                tr("Tables, indexes, views and triggers have the same definitions."), this);
    same->setObjectName(QStringLiteral("schemaHint"));
    m_stack->addWidget(same);
    m_stack->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

QWidget *SchemaView::makeContent()
{
    m_list->setObjectName(QStringLiteral("schemaChanges"));
    m_list->setAccessibleName(tr("Changes of the schema"));
    m_list->setSortingEnabled(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setModel(m_model);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(SchemaChangeModel::NameColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(SchemaChangeModel::TypeColumn, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(SchemaChangeModel::ChangeColumn, QHeaderView::ResizeToContents);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showChange(m_model->change(current.row())); });

    auto *sides = new QuietSplitter(Qt::Horizontal, this);
    sides->addWidget(makeSide(tr("Left"), m_before, QStringLiteral("schemaBefore")));
    sides->addWidget(makeSide(tr("Right"), m_after, QStringLiteral("schemaAfter")));
    sides->setChildrenCollapsible(false);
    sides->setSizes({1, 1});
    auto *content = new QuietSplitter(Qt::Vertical, this);
    content->addWidget(m_list);
    content->addWidget(sides);
    content->setChildrenCollapsible(false);
    content->setStretchFactor(1, 1);
    content->setSizes({180, 280});
    return content;
}

QWidget *SchemaView::makeSide(const QString &title, SqlText *text, const QString &name)
{
    auto *side = new QWidget(this);
    auto *caption = new QuietLabel(title, side);
    caption->setFont(smallFont(font()));
    caption->setContentsMargins(12, 8, 12, 4);
    text->setObjectName(name);
    text->setAccessibleName(tr("%1: the definition").arg(title));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(caption);
    layout->addWidget(text, 1);
    return side;
}

void SchemaView::setChanges(const QList<SchemaChange> &changes)
{
    m_model->setChanges(changes);
    m_stack->setCurrentIndex(changes.isEmpty() ? 0 : 1);
    if (changes.isEmpty()) {
        showChange(nullptr);
    } else {
        m_list->setCurrentIndex(m_model->index(0, 0));
    }
}

void SchemaView::showChange(const SchemaChange *change)
{
    m_before->setSql(change ? change->before : QString());
    m_after->setSql(change ? change->after : QString());
    m_before->setPlaceholderText(tr("It is not there."));
    m_after->setPlaceholderText(tr("It is not there."));
    if (change && change->kind == SchemaChange::Kind::Changed) {
        const QStringList before = linesOf(change->before);
        const QStringList after = linesOf(change->after);
        m_before->markLines(ownLines(before, after));
        m_after->markLines(ownLines(after, before));
    }
}

} // namespace litekeeper
