// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/suggestedfolders.h"

#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr int mostFolders = 4;

} // namespace

SuggestedFolders::SuggestedFolders(QWidget *parent)
    : QWidget(parent)
    , m_title(new QuietLabel(tr("Your databases lie here. One click plants a canary beside them:"), this))
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("suggestedFolders"));
    m_title->setWordWrap(true);
    m_title->setAlignment(Qt::AlignHCenter);
    m_rows->setContentsMargins(0, 24, 0, 0);
    m_rows->setSpacing(8);
    m_rows->addWidget(m_title);
    hide();
}

void SuggestedFolders::setFolders(const QList<Path> &folders)
{
    const QList<Path> shown = folders.mid(0, mostFolders);
    setVisible(!shown.isEmpty());
    if (shown == m_folders) {
        return;
    }
    m_folders = shown;
    qDeleteAll(findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    for (const Path &folder : shown) {
        const QString text = displayPath(folder);
        auto *button = new QPushButton(
            themedIcon(QStringLiteral("folder")),
            fontMetrics().elidedText(text, Qt::ElideMiddle, 380).replace(u'&', QStringLiteral("&&")), this);
        button->setObjectName(QStringLiteral("watchSuggested"));
        button->setAccessibleName(tr("Watch %1").arg(text));
        button->setToolTip(tr("Watch %1").arg(text));
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT plantRequested(folder); });
        m_rows->addWidget(button);
    }
}

QList<Path> unwatchedFolders(const QList<KnownDatabase> &databases, const WatchService &watches)
{
    QList<Path> folders;
    for (const KnownDatabase &database : databases) {
        const Path folder = database.source.parent_path();
        const std::optional<WatchEntry> watch = watchOf(watches.watches(), database.source);
        const bool isWatched = watch && watch->watch.kind == WatchKind::Folder;
        if (!isWatched && !folder.empty() && !folders.contains(folder)) {
            folders.append(folder);
        }
    }
    return folders;
}

} // namespace litekeeper
