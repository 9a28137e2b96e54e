// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictactions.h"

#include "ui/common/action.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeySequence>

#include <algorithm>

namespace litekeeper {

VerdictActions::VerdictActions(QObject *parent)
    : QObject(parent)
    , m_verify(makeAction(this, QStringLiteral("verifyFileAgain"), tr("Verif&y again"),
                          QStringLiteral("refresh"), QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_cancel(makeAction(this, QStringLiteral("cancelVerifying"), tr("Cance&l"), QStringLiteral("cancel"),
                          QKeySequence(Qt::Key_Escape)))
    , m_look(makeAction(this, QStringLiteral("lookInsideDatabase"), tr("Look &inside…"),
                        QStringLiteral("databases"), QKeySequence(Qt::CTRL | Qt::Key_I)))
    , m_restore(makeAction(this, QStringLiteral("restoreDatabase"), tr("&Restore…"),
                           QStringLiteral("restore"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)))
    , m_report(makeAction(this, QStringLiteral("saveReport"), tr("Repor&t…"), QStringLiteral("report"),
                          QKeySequence(Qt::CTRL | Qt::Key_S)))
    , m_show(makeAction(this, QStringLiteral("showFileInFolder"), tr("&Show in folder"),
                        QStringLiteral("folder"), QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_copySha256(makeAction(this, QStringLiteral("copyFileSha256"), tr("Copy S&HA-256"),
                              QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_remove(makeAction(this, QStringLiteral("removeFromList"), tr("Remove from the &list"),
                          QStringLiteral("close"), QKeySequence::Delete))
{
    m_look->setToolTip(tr("Show the tables of the database and their rows, from a private copy (Ctrl+I)"));
    m_restore->setToolTip(tr("Bring the database back, after a look at what would change (Ctrl+Shift+R)"));
    m_report->setToolTip(tr("Save the verdict as a page for an auditor, or as JSON (Ctrl+S)"));
    m_remove->setToolTip(tr("Forget the verdict; the file stays where it is (Del)"));
    connect(m_verify, &QAction::triggered, this, &VerdictActions::verifyRequested);
    connect(m_cancel, &QAction::triggered, this, &VerdictActions::cancelRequested);
    connect(m_look, &QAction::triggered, this, &VerdictActions::lookRequested);
    connect(m_restore, &QAction::triggered, this, &VerdictActions::restoreRequested);
    connect(m_report, &QAction::triggered, this, &VerdictActions::reportRequested);
    connect(m_show, &QAction::triggered, this, &VerdictActions::showInFolder);
    connect(m_copySha256, &QAction::triggered, this, &VerdictActions::copySha256);
    connect(m_remove, &QAction::triggered, this, &VerdictActions::removeRequested);
    setSelection({}, nullptr, false);
}

void VerdictActions::setSelection(const QList<const VerdictFile *> &files, const VerdictNode *current,
                                  bool anyJob)
{
    const bool anyIdle = std::any_of(files.begin(), files.end(), [](const auto *file) { return !file->job; });
    const FileVerdict *verdict = nullptr;
    m_file.clear();
    m_sha256.clear();
    if (current) {
        m_file = fileOf(*current).file;
        verdict = fileOf(*current).verdict ? &*fileOf(*current).verdict : nullptr;
        const bool inside
            = current->kind == VerdictNode::Kind::Database || current->kind == VerdictNode::Kind::Table;
        m_sha256 = inside ? databaseOf(*current)->sha256 : verdict ? verdict->sha256 : QByteArray();
    }
    m_verify->setEnabled(anyIdle);
    m_cancel->setEnabled(anyJob);
    const DatabaseVerdict *database = current ? databaseOf(*current) : nullptr;
    m_look->setEnabled(database && !database->tables.isEmpty());
    m_restore->setEnabled(database && database->verdict == Verdict::Sound);
    m_report->setEnabled(verdict);
    m_show->setEnabled(current);
    m_copySha256->setEnabled(!m_sha256.isEmpty());
    m_remove->setEnabled(anyIdle);
}

QList<QAction *> VerdictActions::all() const
{
    return {m_verify, m_cancel, m_look, m_restore, m_report, m_show, m_copySha256, m_remove};
}

QWidget *VerdictActions::makeToolBar(QWidget *parent) const
{
    return makeActionBar(all(), m_remove, parent);
}

void VerdictActions::showInFolder()
{
    const Path folder = m_file.parent_path();
    if (!openOnDesktop(folder)) {
        Q_EMIT failed(tr("No file manager answered when %1 was to be shown. Open it by hand.")
                          .arg(displayPath(folder)));
    }
}

void VerdictActions::copySha256()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_sha256.toHex()));
}

} // namespace litekeeper
