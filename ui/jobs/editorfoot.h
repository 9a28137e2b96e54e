// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace litekeeper {

/// The foot of the editor: what keeps the job from being saved or run, and the two ways out, with their keys.
class EditorFoot : public QWidget
{
    Q_OBJECT

public:
    /// The keys work anywhere in `editor`.
    explicit EditorFoot(QWidget *editor);

    /// A note means that all is well.
    void show(Severity severity, const QString &text);
    void setSaving(bool saving);
    void focusSave();

Q_SIGNALS:
    void saveRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showGlyph();

    Severity m_severity = Severity::Note;
    QLabel *m_glyph;
    QLabel *m_text;
    QPushButton *m_cancel;
    QPushButton *m_save;
};

} // namespace litekeeper
