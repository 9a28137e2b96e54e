// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/compareside.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace litekeeper {

CompareSide::CompareSide(const QString &caption, const QString &choose, QWidget *parent)
    : Panel(parent)
    , m_name(new ElidedLabel(Qt::ElideMiddle, this))
    , m_glyph(new QLabel(this))
    , m_about(new ElidedLabel(Qt::ElideRight, this))
    , m_folder(new ElidedLabel(Qt::ElideMiddle, this))
{
    auto *title = new QuietLabel(caption, this);
    title->setFont(smallFont(font()));
    m_name->setObjectName(QStringLiteral("sideName"));
    m_name->setFont(headingFont(font()));
    m_name->setForegroundRole(QPalette::Text);
    m_about->setObjectName(QStringLiteral("sideAbout"));
    m_folder->setObjectName(QStringLiteral("sideFolder"));
    m_folder->setFont(smallFont(font()));
    auto *button = new QPushButton(choose, this);
    button->setObjectName(QStringLiteral("sideChoose"));
    button->setAccessibleName(tr("%1: choose another file").arg(caption));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, &CompareSide::chooseRequested);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 10, 12, 12);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    grid->addWidget(title, 0, 0, 1, 2);
    grid->addWidget(m_name, 1, 0, 1, 2);
    auto *line = new QHBoxLayout; // a glyph that is hidden leaves no gap
    line->setSpacing(6);
    line->addWidget(m_glyph);
    line->addWidget(m_about, 1);
    grid->addLayout(line, 2, 0, 1, 2);
    grid->addWidget(m_folder, 3, 0, 1, 2);
    grid->addWidget(button, 0, 2, 4, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    setFile({});
}

void CompareSide::setFile(const Path &file)
{
    m_file = file;
    m_name->setText(file.empty() ? tr("No file yet") : displayName(file));
    m_name->setToolTip(displayPath(file).toHtmlEscaped());
    m_folder->setText(displayPath(file.parent_path()));
    m_folder->setToolTip(displayPath(file.parent_path()).toHtmlEscaped());
    setRole(Role::Unknown);
}

void CompareSide::setRole(Role role, const Backup *backup)
{
    m_role = role;
    m_status = backup ? std::optional(statusOf(*backup)) : std::nullopt;
    QString about;
    if (m_file.empty()) {
        about = tr("A backup, or any database");
    } else if (backup) {
        about = tr("Backup of %1 · %2").arg(dateTimeText(backup->createdAt), statusOf(*backup).word);
    } else if (role == Role::Live) {
        about = tr("The live database, as it is now");
    } else {
        about = tr("Not in the history: nothing is known of its proof");
    }
    m_about->setText(about);
    m_about->setToolTip(backup ? proofMeaning(backup->proof) : about);
    showGlyph();
}

QString CompareSide::describedFile() const
{
    return QStringLiteral("%1 (%2)").arg(displayPath(m_file), m_about->text());
}

void CompareSide::showGlyph()
{
    m_glyph->setVisible(m_status.has_value());
    if (m_status) {
        m_glyph->setPixmap(statusIcon(*m_status, palette()).pixmap(16, 16));
    }
}

void CompareSide::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    Panel::changeEvent(event);
}

} // namespace litekeeper
