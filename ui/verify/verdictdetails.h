// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/detailspane.h"
#include "ui/verify/verdictnode.h"

namespace litekeeper {

class PasswordBar;
class TableSummaryModel;
class TableView;
class VerificationBar;

/// All about the selected row of the Verify page: whether it would restore, what was found, its facts and
/// tables; and while it is verified, how far that is.
class VerdictDetails : public DetailsPane
{
    Q_OBJECT

public:
    enum class Use {
        Verify,
        Look, ///< at what was verified once: no password is asked for
    };

    explicit VerdictDetails(Use use, QWidget *parent = nullptr);

    void show(const VerdictNode *node); ///< null: nothing is selected
    using QWidget::show;

Q_SIGNALS:
    void cancelRequested();
    void passwordGiven(const QByteArray &password);

private:
    void showJob(const VerdictFile &file);
    void showFile(const VerdictFile &file);
    void showDatabase(const DatabaseVerdict &database);
    void showEntry(const FileVerdict &file, const EntryVerdict &entry);
    /// Tables stand beside the facts, facts by themselves beside the findings.
    void setContents(const QList<FactsGrid::Fact> &facts, const DatabaseVerdict *database);

    Use m_use;
    QUuid m_job;
    VerificationBar *m_progress;
    PasswordBar *m_password;
    FactsGrid *m_sideFacts; ///< where no tables are
    TableSummaryModel *m_tableModel;
    QLabel *m_tablesTitle;
    TableView *m_tables;
};

} // namespace litekeeper
