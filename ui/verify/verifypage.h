// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/verify/verdictnode.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QSettings;
class QStackedWidget;

namespace litekeeper {

class CatalogueService;
class MessageArea;
class PageHeader;
class Questions;
class TableView;
class TaskRunner;
class VerdictActions;
class VerdictDetails;
class VerdictModel;
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

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildHeader();
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeEmptyState();
    void buildTree();
    void addActions();
    void watch();
    void takeQueue();
    void load();
    void begin(const Path &file, const QByteArray &password);
    void finish(const FileVerdict &verdict);
    void showFirst(const Path &file);
    void showSelection();
    void showState();
    void verifyAgain();
    void verifyWithPassword(const QByteArray &password);
    void cancel();
    void removeSelected();
    void lookInside();
    void saveReport();
    void showMenu(const QPoint &position);
    void showError(const QString &sentence);
    [[nodiscard]] VerifyLevel level() const;
    [[nodiscard]] QList<const VerdictFile *> selectedFiles() const;
    [[nodiscard]] const VerdictNode *current() const;

    Services m_services;
    Questions &m_questions;
    VerdictModel *m_model;
    VerdictActions *m_actions;
    PageHeader *m_header;
    QComboBox *m_level;
    QWidget *m_open; ///< the buttons that ask for files
    MessageArea *m_messages;
    QStackedWidget *m_stack;
    TableView *m_tree;
    VerdictDetails *m_details;
    QTimer m_minute;
    Path m_wanted; ///< to be shown when its verdict is there
    bool m_loaded = false;
};

} // namespace litekeeper
