// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/restore/restoreservices.h"
#include "ui/verify/verdictnode.h"

#include <QWidget>

class QSettings;
class QStackedWidget;

namespace litekeeper {

class CatalogueService;
class MessageArea;
class Questions;
class TaskRunner;
class VerdictActions;
class VerdictDetails;
class VerdictModel;
class VerdictTree;
class VerifiedFiles;
class VerifyHeader;
class VerifyService;

/// Tells whether files would restore: drop them, see each verdict with all that led to it, and keep a report.
class VerifyPage : public QWidget
{
    Q_OBJECT

public:
    struct Services
    {
        VerifyService &verify;
        CatalogueService &catalogue;
        TaskRunner &runner;
        QSettings &settings; ///< keeps the columns and the level
    };

    /// All of them outlive the page.
    VerifyPage(const Services &services, Questions &questions, QWidget *parent = nullptr);
    ~VerifyPage() override;

    void openFiles();  ///< asks which, and verifies them
    void openFolder(); ///< the same for what a folder holds
    /// One after the other; what is being verified already is not begun again.
    void verify(const QList<Path> &files);
    void showFile(const Path &file); ///< with its verdict, now or when there is one

Q_SIGNALS:
    void restoreRequested(const litekeeper::RestoreSubject &subject);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeEmptyState();
    void addActions();
    void watch();
    void showSelection();
    void showState();
    void verifyAgain();
    void verifyWithPassword(const QByteArray &password);
    void lookInside();
    void restore();
    void saveReport();
    void showMenu(const QPoint &position);

    Services m_services;
    Questions &m_questions;
    VerdictModel *m_model;
    VerifiedFiles *m_files;
    VerdictActions *m_actions;
    VerifyHeader *m_header;
    MessageArea *m_messages;
    QStackedWidget *m_stack;
    VerdictTree *m_tree;
    VerdictDetails *m_details;
};

} // namespace litekeeper
