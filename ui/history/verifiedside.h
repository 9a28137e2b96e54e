// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historytable.h"

class QSettings;

namespace litekeeper {

class CatalogueService;
class VerdictDetails;
class VerifiedModel;
struct VerdictFile;

/// The side of the history that has the verified files: it loads them itself and follows the catalogue.
class VerifiedSide : public HistoryTable
{
    Q_OBJECT

public:
    /// Both outlive it; `settings` keeps the columns.
    VerifiedSide(CatalogueService &catalogue, QSettings &settings, QWidget *parent = nullptr);
    ~VerifiedSide() override;

Q_SIGNALS:
    void counted(int files);
    void failed(const QString &sentence);
    void verifyRequested(); ///< the way on from the empty table

private:
    VerifiedSide(CatalogueService &catalogue, QSettings &settings, VerifiedModel *model,
                 VerdictDetails *details, QWidget *parent);
    void load();
    void showDetails();

    CatalogueService &m_catalogue;
    VerifiedModel *m_model;
    VerdictDetails *m_details;
    std::unique_ptr<VerdictFile> m_shown;
};

} // namespace litekeeper
