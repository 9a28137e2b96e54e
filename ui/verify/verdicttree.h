// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/tableview.h"
#include "ui/verify/verdictnode.h"

class QSettings;

namespace litekeeper {

class VerdictModel;

/// The tree of verified files and what is in them.
class VerdictTree : public TableView
{
    Q_OBJECT

public:
    /// Both outlive the tree; `settings` keeps its columns.
    VerdictTree(VerdictModel &model, QSettings &settings, QWidget *parent = nullptr);

    /// Of all selected rows, each file once.
    [[nodiscard]] QList<const VerdictFile *> selectedFiles() const;
    [[nodiscard]] const VerdictNode *current() const; ///< null if there is none

    void showFile(const Path &file); ///< makes it the current row, and a file to unfold with its verdict
    void unfold(const FileVerdict &verdict); ///< what is in trouble, or was asked for and is short
    void chooseFirst();                      ///< if no row is current: the wanted file, or the topmost

Q_SIGNALS:
    void choiceChanged(); ///< other rows are selected, or another one is current

private:
    VerdictModel &m_model;
    Path m_wanted; ///< to be unfolded when its verdict is there
};

} // namespace litekeeper
