// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/editorfoot.h"

#include "ui/common/status.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace litekeeper {

EditorFoot::EditorFoot(QWidget *editor)
    : QWidget(editor)
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
    , m_save(new QPushButton(tr("&Save"), this))
{
    m_text->setObjectName(QStringLiteral("editorState"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_save->setObjectName(QStringLiteral("saveJob"));
    m_save->setDefault(true);
    m_save->setToolTip(tr("Save (Ctrl+S)"));
    m_cancel->setObjectName(QStringLiteral("cancelEditing"));
    m_cancel->setToolTip(tr("Leave without saving (Esc)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_glyph, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_save);
    auto *saveKeys = new QShortcut(QKeySequence::Save, editor);
    auto *cancelKeys = new QShortcut(QKeySequence(Qt::Key_Escape), editor);
    connect(m_save, &QPushButton::clicked, this, &EditorFoot::saveRequested);
    connect(m_cancel, &QPushButton::clicked, this, &EditorFoot::cancelRequested);
    connect(saveKeys, &QShortcut::activated, this, &EditorFoot::saveRequested);
    connect(cancelKeys, &QShortcut::activated, this, &EditorFoot::cancelRequested);
}

void EditorFoot::show(Severity severity, const QString &text)
{
    m_severity = severity;
    m_text->setText(text);
    showGlyph();
}

void EditorFoot::setSaving(bool saving)
{
    m_save->setEnabled(!saving);
}

void EditorFoot::focusSave()
{
    m_save->setFocus(Qt::OtherFocusReason);
}

void EditorFoot::showGlyph()
{
    const Status status = m_severity == Severity::Note ? statusOf(JobState::Well) : statusOf(m_severity);
    m_glyph->setPixmap(statusIcon(status, palette()).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void EditorFoot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    QWidget::changeEvent(event);
}

} // namespace litekeeper
