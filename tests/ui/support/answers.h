// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/questions.h"

#include <QList>
#include <QPointer>

namespace litekeeper::test {

/// Answers in place of a person, at once, and remembers what was asked.
class Answers : public Questions
{
public:
    int choice = 0;     ///< the answer to the next questions
    QList<int> choices; ///< answers to be given before it, one after the other
    QString folder;     ///< the folder that is chosen next; empty: the person changes their mind
    QStringList files;  ///< the files that are chosen next; empty: the person changes their mind
    QString newFile;    ///< the same for a file to write
    QList<Question> asked;

    void ask(const Question &question, QObject *, Answer answer) override
    {
        asked.append(question);
        answer(choices.isEmpty() ? choice : choices.takeFirst());
    }
    void chooseFolder(const QString &, const QString &, QObject *, Chosen chosen) override
    {
        if (!folder.isEmpty()) {
            chosen(folder);
        }
    }
    void chooseFiles(const QString &, const QStringList &, QObject *, ManyChosen chosen) override
    {
        if (!files.isEmpty()) {
            chosen(files);
        }
    }
    void chooseNewFile(const QString &, const QString &, const QStringList &, QObject *,
                       Chosen chosen) override
    {
        if (!newFile.isEmpty()) {
            chosen(newFile);
        }
    }
};

} // namespace litekeeper::test
