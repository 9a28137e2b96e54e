// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "domain/comparison.h"
#include "service/paths.h"

#include <QDialog>

class QStackedWidget;

namespace litekeeper {

class CatalogueService;
class CompareAnswer;
class CompareSide;
class ComparisonResults;
class ComparisonService;
class EmptyState;
class MessageArea;
class Questions;
class TaskRunner;
class VerificationBar;
struct Error;

/// A window that compares two files: two backups, a backup with its live database, or any two databases. It
/// does not hold up the others, and what goes on in it ends with it.
class CompareWindow : public QDialog
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives the window.
    struct Services
    {
        CatalogueService &catalogue;
        TaskRunner &runner;
        Paths paths;
    };

    /// Empty paths: somebody still has to choose them.
    CompareWindow(const Services &services, const Path &left, const Path &right, QWidget *parent = nullptr);
    ~CompareWindow() override;

    /// Who answers in place of the person at the window.
    void setQuestions(Questions &questions) { m_questions = &questions; }

private:
    void buildFrame();
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeMessage();
    void watchService();
    void learnAboutFiles();
    void describeSide(CompareSide &side) const;
    void setFiles(const Path &left, const Path &right);
    void choose(CompareSide *side);
    void swap();
    void compare();
    void take(const Comparison &comparison);
    void fail(const Error &error);
    void exportScript();
    void writeScript(const Path &left, const Path &right, const Path &file);
    void copySummary();
    void say(const QString &title, const QString &text);

    Services m_services;
    ComparisonService *m_service;
    MessageArea *m_messages;
    Questions *m_questions;
    CompareSide *m_left;
    CompareSide *m_right;
    CompareAnswer *m_answer;
    VerificationBar *m_progress;
    QStackedWidget *m_stack; ///< the one sentence, or the results
    EmptyState *m_message;
    ComparisonResults *m_results;
    QList<Backup> m_backups; ///< that the catalogue knows
    std::optional<Comparison> m_comparison;
};

} // namespace litekeeper
