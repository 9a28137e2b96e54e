// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/verify/verdictnode.h"

#include <QObject>

class QAction;

namespace litekeeper {

/// What can be done with the selected file, as actions for buttons, menu and keys.
class VerdictActions : public QObject
{
    Q_OBJECT

public:
    explicit VerdictActions(QObject *parent = nullptr);

    /// `files`: those that are selected; `current`: the row the details show, null for none.
    void setSelection(const QList<const VerdictFile *> &files, const VerdictNode *current, bool anyJob);

    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QWidget *makeToolBar(QWidget *parent) const;

Q_SIGNALS:
    void verifyRequested();
    void cancelRequested();
    void restoreRequested(); ///< of the database of the current row
    void lookRequested();    ///< into the database of the current row
    void reportRequested();
    void removeRequested();
    void failed(const QString &sentence);

private:
    void showInFolder();
    void copySha256();

    Path m_file;
    QByteArray m_sha256;
    QAction *m_verify;
    QAction *m_cancel;
    QAction *m_look;
    QAction *m_restore;
    QAction *m_report;
    QAction *m_show;
    QAction *m_copySha256;
    QAction *m_remove;
};

} // namespace litekeeper
