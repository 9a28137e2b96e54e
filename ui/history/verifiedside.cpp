// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/verifiedside.h"

#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/common/columnmemory.h"
#include "ui/common/emptystate.h"
#include "ui/common/tableview.h"
#include "ui/history/verifiedmodel.h"
#include "ui/verify/verdictdetails.h"

#include <QPushButton>

namespace litekeeper {

namespace {

constexpr int mostVerdicts = 1000;

} // namespace

VerifiedSide::VerifiedSide(CatalogueService &catalogue, QSettings &settings, QWidget *parent)
    : VerifiedSide(catalogue, settings, new VerifiedModel, new VerdictDetails(VerdictDetails::Use::Look),
                   parent)
{
}

VerifiedSide::VerifiedSide(CatalogueService &catalogue, QSettings &settings, VerifiedModel *model,
                           VerdictDetails *details, QWidget *parent)
    : HistoryTable(model,
                   {.id = VerifiedModel::VerdictIdRole,
                    .source = VerifiedModel::FileRole,
                    .state = VerifiedModel::StateRole},
                   details, parent)
    , m_catalogue(catalogue)
    , m_model(model)
    , m_details(details)
{
    m_model->setParent(this);
    view().setObjectName(QStringLiteral("verifiedTable"));
    view().setAccessibleName(tr("Verified files"));
    auto *empty = new EmptyState(
        QStringLiteral("verify"), tr("No files verified yet"),
        tr("Drop a backup that another program made on the window, and see whether it would restore."), this);
    auto *button = empty->addPrimaryButton(tr("Go to &Verify"), QStringLiteral("historyToVerify"));
    connect(button, &QPushButton::clicked, this, &VerifiedSide::verifyRequested);
    setEmptyState(empty);
    new ColumnMemory(settings, QStringLiteral("history/verifiedColumns"), view(),
                     {dateWidth(), 30, 0, 9, 9, 11}, this);
    connect(this, &HistoryTable::currentChanged, this, &VerifiedSide::showDetails);
    connect(&m_catalogue, &CatalogueService::verdictsChanged, this, &VerifiedSide::load);
    load();
}

VerifiedSide::~VerifiedSide() = default;

void VerifiedSide::load()
{
    whenDone(m_catalogue.verdicts(mostVerdicts), this, [this](const Result<QList<FileVerdict>> &verdicts) {
        if (!verdicts) {
            Q_EMIT failed(describe(verdicts.error()));
            return;
        }
        m_model->setVerdicts(*verdicts);
        Q_EMIT counted(int(verdicts->size()));
        setLoaded();
    });
}

void VerifiedSide::showDetails()
{
    const VerifiedRow *row = m_model->rowWith(currentId());
    m_shown = row ? std::make_unique<VerdictFile>(row->verdict.file) : nullptr;
    if (row) {
        m_shown->verdict = row->verdict;
    }
    m_details->show(m_shown.get());
}

} // namespace litekeeper
