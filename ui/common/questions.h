// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

namespace litekeeper {

/// A question to the person at the window. `id` names it for tests; the answer is an index into `choices`.
struct Question
{
    QString id;
    QString text;
    QStringList choices; ///< button texts; the first one is the safe answer, taken by Escape and by closing
    bool dangerous = false; ///< the last choice destroys something
};

/// How the window asks. Never blocks: the answer comes to the function, at most once, and not at all if
/// `context` is destroyed before. Tests inject their own.
class Questions
{
public:
    using Answer = std::function<void(int choice)>;
    using Chosen = std::function<void(const QString &path)>;
    using ManyChosen = std::function<void(const QStringList &paths)>;

    virtual ~Questions() = default;
    virtual void ask(const Question &question, QObject *context, Answer answer) = 0;
    /// A folder to choose; nothing is called when the person changes their mind.
    virtual void chooseFolder(const QString &title, const QString &start, QObject *context, Chosen chosen)
        = 0;
    /// Files to open, one or several.
    virtual void chooseFiles(const QString &title, const QStringList &filters, QObject *context,
                             ManyChosen chosen)
        = 0;
    /// A file to write; the first filter stands for the suffix of `suggestion`. Replacing is asked for.
    virtual void chooseNewFile(const QString &title, const QString &suggestion, const QStringList &filters,
                               QObject *context, Chosen chosen)
        = 0;

protected:
    Questions() = default;
    Questions(const Questions &) = default;
    Questions &operator=(const Questions &) = default;
};

} // namespace litekeeper
