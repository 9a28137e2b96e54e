// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/questions.h"

#include <QWidget>

namespace litekeeper {

class MessageBar;

/// The messages of the window, above its page: newest on top, at most three, and the questions among them.
class MessageArea : public QWidget, public Questions
{
    Q_OBJECT

public:
    explicit MessageArea(QWidget *parent = nullptr);

    /// `key` replaces an older message with the same key, so that a failing thing does not fill the window.
    MessageBar *show(Severity severity, const QString &text, const QString &key = {});
    void clear(const QString &key);

    void ask(const Question &question, QObject *context, Answer answer) override;
    void chooseFolder(const QString &title, const QString &start, QObject *context, Chosen chosen) override;
    void chooseFiles(const QString &title, const QStringList &filters, QObject *context,
                     ManyChosen chosen) override;
    void chooseNewFile(const QString &title, const QString &suggestion, const QStringList &filters,
                       QObject *context, Chosen chosen) override;

private:
    void dropOldest();
};

} // namespace litekeeper
