// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/windowservices.h"

#include <QObject>

#include <functional>

class QWidget;

namespace litekeeper {

class ActivityPage;
class BackupLauncher;
class DatabasesPage;
class JobsPage;
class MainMenu;
class MessageArea;
class PageStack;
class Questions;
class RestoreAssistant;
class VerifyPage;

/// Which pages the window has, what each works with, and the ways from one to another.
class WindowPages : public QObject
{
    Q_OBJECT

public:
    /// In the order of the side bar.
    enum class Id { Overview, Databases, Jobs, Activity, Verify, History, Canary, Settings };
    Q_ENUM(Id)

    /// All of them outlive the pages.
    WindowPages(const WindowServices &services, BackupLauncher &launcher, MessageArea &messages,
                PageStack &stack, MainMenu &menu, QObject *parent = nullptr);

    /// Who answers in place of the person at the window. Call it before the first page that asks is shown.
    void setQuestions(Questions &questions) { m_questions = &questions; }

    void show(Id id);
    [[nodiscard]] QWidget *page(Id id) const; ///< null while it was not shown yet
    // Each of these shows its page.
    [[nodiscard]] DatabasesPage &databases();
    [[nodiscard]] JobsPage &jobs();
    [[nodiscard]] ActivityPage &activity();
    [[nodiscard]] VerifyPage &verify();
    void restoreFile(); ///< asks for one
    [[nodiscard]] RestoreAssistant &restores() { return *m_restore; }
    /// If a job was not saved when the program ended: asks, without a hurry, what becomes of it.
    void offerDraft();
    /// In a window of its own: a backup, or a database that may be live.
    void lookInside(const Path &file);
    /// In a window of its own; empty paths are asked for there.
    void compare(const Path &left, const Path &right);
    /// To the page that is for them: archives are verified, databases and folders searched.
    void takeDrop(const QList<Path> &files);

private:
    void add(Id id, const QString &text, const QString &iconName, MainMenu &menu,
             QWidget *(WindowPages::*make)());
    void watchCounts();
    void trySample();
    QWidget *makeOverview();
    QWidget *makeDatabases();
    QWidget *makeJobs();
    QWidget *makeActivity();
    QWidget *makeVerify();
    QWidget *makeHistory();
    QWidget *makeCanary();
    QWidget *makeSettings();

    WindowServices m_services;
    BackupLauncher &m_launcher;
    MessageArea &m_messages;
    Questions *m_questions;
    PageStack &m_stack;
    RestoreAssistant *m_restore;
};

} // namespace litekeeper
