// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdicttree.h"

#include "ui/common/columnmemory.h"
#include "ui/common/format.h"
#include "ui/verify/verdictmodel.h"

#include <QItemSelectionModel>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int mostShownAtOnce = 40; // rows of a sound archive that is unfolded without being asked

/// How many characters the language needs for an age or the time that is left; some of them are narrower than
/// a digit.
int ageWidth()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return int(std::max(ageText(now.addSecs(-59 * 60), now).size(), timeLeftText(0).size())) - 1;
}

} // namespace

VerdictTree::VerdictTree(VerdictModel &model, QSettings &settings, QWidget *parent)
    : TableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("verdictTree"));
    setAccessibleName(tr("Verified files"));
    setSortingEnabled(false);
    setItemsExpandable(true);
    setRootIsDecorated(true);
    setIndentation(20);
    setModel(&model);
    setMinimumHeight(120);
    new ColumnMemory(settings, QStringLiteral("verify/columns"), *this, {0, 30, 9, 10, 11, ageWidth()}, this);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &VerdictTree::choiceChanged);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &VerdictTree::choiceChanged);
    connect(&model, &VerdictModel::contentsChanged, this, &VerdictTree::doItemsLayout);
}

QList<const VerdictFile *> VerdictTree::selectedFiles() const
{
    QList<const VerdictFile *> files;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const VerdictFile *file = &fileOf(*m_model.node(row));
        if (!files.contains(file)) {
            files.append(file);
        }
    }
    return files;
}

const VerdictNode *VerdictTree::current() const
{
    return m_model.node(currentIndex());
}

void VerdictTree::showFile(const Path &file)
{
    m_wanted = file;
    const QModelIndex index = m_model.indexOf(file);
    setCurrentIndex(index);
    scrollTo(index);
    expand(index);
    setFocus();
}

void VerdictTree::unfold(const FileVerdict &verdict)
{
    // What is in trouble shows itself.
    const qsizetype shown = verdict.entries.size() + verdict.databases.size();
    if (verdict.verdict != Verdict::Sound || (verdict.file == m_wanted && shown <= mostShownAtOnce)) {
        expand(m_model.indexOf(verdict.file));
    }
}

void VerdictTree::chooseFirst()
{
    if (!currentIndex().isValid() && m_model.rowCount() > 0) {
        const QModelIndex wanted = m_model.indexOf(m_wanted);
        const QModelIndex first = wanted.isValid() ? wanted : m_model.index(0, 0);
        setCurrentIndex(first);
        expand(first);
    }
}

} // namespace litekeeper
