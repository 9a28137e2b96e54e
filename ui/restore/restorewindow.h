// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoreservice.h"
#include "ui/restore/restoreservices.h"

#include <QDialog>

#include <memory>

namespace litekeeper {

class BackupSection;
class EndSection;
class LookSection;
class MessageArea;
class PlaceSection;
class Questions;
class RestoreFoot;
class ScopeSection;
class SectionScroll;
class WaySection;

/// The assistant: what is restored, where to, what would change, how, and the way back; on one page, in a
/// window of its own that stands in nobody's way. Deletes itself when it is closed; while it works, closing
/// cancels first.
class RestoreWindow : public QDialog
{
    Q_OBJECT

public:
    RestoreWindow(const RestoreServices &services, const RestoreSubject &subject, QWidget *parent = nullptr);
    ~RestoreWindow() override;

    /// Who answers in place of the person at the window.
    void setQuestions(Questions &questions);
    [[nodiscard]] bool isBusy() const { return m_restore->stage() != RestoreService::Stage::Idle; }

    void reject() override;

Q_SIGNALS:
    void verifyRequested(const litekeeper::Path &file); ///< it may be an archive with databases in it
    void compareRequested(const litekeeper::Path &left, const litekeeper::Path &right);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    enum class Step {
        Choosing, ///< nobody has looked at what is chosen
        Planned,
        Ended,
    };

    void buildPage();
    void listen();
    void next();
    void look();
    void takeChoice();
    void takeScope();
    void takePlan();
    void takeStage(RestoreService::Stage stage);
    void takeReport(const RestoreReport &report);
    void fail(const Error &error);
    void setStep(Step step);
    void offerNext();
    void loadNewestBackup();
    void lookInside();
    void showInFolder();

    RestoreServices m_services;
    std::unique_ptr<RestoreService> m_restore;
    Step m_step = Step::Choosing;
    RestoreTarget m_target; ///< of the newest plan
    bool m_goesOn = false;  ///< the look is the last before the restore, and nobody is asked again
    bool m_isStale = false; ///< something else was chosen meanwhile, in a dialog that was open
    bool m_closes = false;  ///< somebody has closed the window while it worked
    MessageArea *m_messages;
    SectionScroll *m_scroll;
    BackupSection *m_what;
    PlaceSection *m_where;
    ScopeSection *m_scope;
    LookSection *m_look;
    WaySection *m_how;
    EndSection *m_end;
    RestoreFoot *m_foot;
};

} // namespace litekeeper
