// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/commandlinesection.h"

#include "ui/common/icon.h"
#include "ui/common/typography.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace litekeeper {

namespace {

constexpr int shownLines = 4;

} // namespace

CommandLineSection::CommandLineSection(QWidget *parent)
    : FormSection(tr("The same on the command line"), parent)
    , m_line(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("commandLineSection"));
    m_line->setObjectName(QStringLiteral("jobCommandLine"));
    m_line->setAccessibleName(tr("The same on the command line"));
    m_line->setReadOnly(true);
    m_line->setTabChangesFocus(true);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_line->setFrameShape(QFrame::NoFrame);
    m_line->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_line->setFont(smallFont(QFontDatabase::systemFont(QFontDatabase::FixedFont)));
    m_line->setFixedHeight(m_line->fontMetrics().lineSpacing() * shownLines + 12);
    m_line->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addWidget(m_line);
    auto *copy = new QPushButton(themedIcon(QStringLiteral("copy")), tr("Cop&y"), this);
    copy->setObjectName(QStringLiteral("copyCommandLine"));
    copy->setAccessibleName(tr("Copy the command line"));
    addWidget(copy);
    layout()->setAlignment(copy, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_line->toPlainText()); });
}

void CommandLineSection::show(const Job &job)
{
    const QString line = commandLine(job);
    if (m_line->toPlainText() != line) {
        m_line->setPlainText(line);
    }
}

} // namespace litekeeper
