// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restorewindow.h"

#include "service/catalogueservice.h"
#include "service/databaselook.h"
#include "service/whendone.h"
#include "ui/common/action.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/look/lookinside.h"
#include "ui/restore/backupsection.h"
#include "ui/restore/endsection.h"
#include "ui/restore/looksection.h"
#include "ui/restore/placesection.h"
#include "ui/restore/restorefoot.h"
#include "ui/restore/restoreoffer.h"
#include "ui/restore/scopesection.h"
#include "ui/restore/sectionscroll.h"
#include "ui/restore/waysection.h"

#include <QCloseEvent>
#include <QVBoxLayout>

#include <utility>

namespace litekeeper {

namespace {

const QString errorKey = QStringLiteral("restore/error");

} // namespace

RestoreWindow::RestoreWindow(const RestoreServices &services, const RestoreSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_restore(std::make_unique<RestoreService>(services.catalogue, services.backups, services.runner,
                                                 services.paths, Trigger::Window))
    , m_messages(new MessageArea(this))
    , m_scroll(new SectionScroll(this))
    , m_what(new BackupSection(services.catalogue, this))
    , m_where(new PlaceSection(services.catalogue, this))
    , m_scope(new ScopeSection(this))
    , m_look(new LookSection(this))
    , m_how(new WaySection(this))
    , m_end(new EndSection(this))
    , m_foot(new RestoreFoot(this))
{
    setObjectName(QStringLiteral("restoreWindow"));
    setWindowTitle(tr("Restore"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 720);
    setQuestions(*m_messages);
    buildPage();
    listen();
    m_what->setSubject(subject);
    setStep(Step::Choosing);
    m_foot->focusNext();
}

RestoreWindow::~RestoreWindow() = default;

void RestoreWindow::setQuestions(Questions &questions)
{
    m_what->setQuestions(questions);
    m_where->setQuestions(questions);
}

void RestoreWindow::buildPage()
{
    m_scroll->setSections({m_end, m_what, m_where, m_scope, m_look, m_how});
    auto *messages = new QVBoxLayout;
    messages->setContentsMargins(16, 0, 16, 0);
    messages->addWidget(m_messages);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 16, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(messages);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_foot);
}

void RestoreWindow::listen()
{
    connect(m_what, &BackupSection::changed, this, [this] {
        m_where->setSource(m_what->subject().source);
        takeChoice();
    });
    connect(m_where, &PlaceSection::changed, this, &RestoreWindow::takeChoice);
    connect(m_scope, &ScopeSection::changed, this, &RestoreWindow::takeScope);
    connect(m_look, &LookSection::compareRequested, this,
            [this] { Q_EMIT compareRequested(m_target.file, m_what->subject().file); });
    connect(m_how, &WaySection::changed, this, &RestoreWindow::offerNext);
    connect(m_foot, &RestoreFoot::nextRequested, this, &RestoreWindow::next);
    connect(m_foot, &RestoreFoot::cancelRequested, m_restore.get(), &RestoreService::cancel);
    connect(m_foot, &RestoreFoot::closeRequested, this, &QWidget::close);
    connect(m_end, &EndSection::undoRequested, this, [this] {
        m_messages->clear(errorKey);
        m_restore->undo();
    });
    connect(m_end, &EndSection::showRequested, this, &RestoreWindow::showInFolder);
    connect(m_end, &EndSection::lookRequested, this, &RestoreWindow::lookInside);
    connect(m_restore.get(), &RestoreService::progressed, m_foot, &RestoreFoot::setProgress);
    connect(m_restore.get(), &RestoreService::stageChanged, this, &RestoreWindow::takeStage);
    connect(m_restore.get(), &RestoreService::planned, this, &RestoreWindow::takePlan);
    connect(m_restore.get(), &RestoreService::finished, this, &RestoreWindow::takeReport);
    connect(m_restore.get(), &RestoreService::failed, this, &RestoreWindow::fail);
}

void RestoreWindow::setStep(Step step)
{
    m_step = step;
    if (step == Step::Choosing) {
        m_scope->reset();
    }
    m_what->setVisible(step != Step::Ended);
    m_where->setVisible(step != Step::Ended);
    m_scope->setVisible(step != Step::Ended);
    m_look->setVisible(step == Step::Planned);
    m_how->setVisible(step == Step::Planned && m_target.exists);
    m_end->setVisible(step == Step::Ended);
    offerNext();
}

/// What was seen is of no use for another file or place.
void RestoreWindow::takeChoice()
{
    if (m_step == Step::Ended) {
        return;
    }
    if (isBusy()) {
        m_isStale = true;
        return;
    }
    m_messages->clear(errorKey);
    setStep(Step::Choosing);
}

void RestoreWindow::takeScope()
{
    m_messages->clear(errorKey);
    m_look->setTables(m_scope->tables());
    m_how->setSingleTables(!m_scope->isWhole());
    offerNext();
}

void RestoreWindow::offerNext()
{
    if (isBusy()) {
        return;
    }
    if (m_step == Step::Ended) {
        m_foot->offer({}, {}, false, false);
        return;
    }
    RestoreOffer offer = offerToLook(!m_what->subject().file.empty() && !m_where->target().empty());
    if (m_step == Step::Planned) {
        const QString missing = m_scope->whatIsMissing();
        offer = offerToRestore(m_target, m_how->choice(), m_scope->count(),
                               missing.isEmpty() ? m_how->whatIsMissing() : missing);
    }
    m_foot->offer(offer.text, offer.button, offer.isEnabled, offer.isDangerous);
}

void RestoreWindow::next()
{
    m_messages->clear(errorKey);
    const RestorePlan *plan = m_restore->plan();
    if (m_step == Step::Planned && plan && plan->tables == m_scope->tables()) {
        m_restore->restore(m_how->choice());
    } else {
        look();
    }
}

/// Once somebody has seen what would change, it is for other tables than before, and goes on by itself.
void RestoreWindow::look()
{
    m_goesOn = m_step == Step::Planned;
    m_isStale = false;
    const RestoreSubject subject = m_what->subject();
    m_restore->look({.backup = subject.file,
                     .target = m_where->target(),
                     .database = subject.database,
                     .password = subject.password,
                     .tables = m_scope->tables()});
}

void RestoreWindow::takeStage(RestoreService::Stage stage)
{
    const bool isBusy = stage != RestoreService::Stage::Idle;
    for (QWidget *section : std::initializer_list<QWidget *>{m_what, m_where, m_scope, m_how}) {
        section->setEnabled(!isBusy);
    }
    m_end->setBusy(isBusy);
    if (isBusy) {
        const RestorePlan *plan = m_restore->plan();
        m_foot->begin(stageText(stage, m_restore->isUndoing(), plan ? plan->target.file : m_target.file));
    }
}

void RestoreWindow::takePlan()
{
    const bool goesOn = std::exchange(m_goesOn, false);
    if (std::exchange(m_isStale, false)) {
        setStep(Step::Choosing); // what was seen is not what the window shows
        m_foot->focusNext();
        return;
    }
    if (goesOn) {
        m_restore->restore(m_how->choice());
        return;
    }
    const RestorePlan &plan = *m_restore->plan();
    m_target = plan.target;
    m_what->setBytes(plan.backup.bytes());
    m_look->setComparable(m_what->subject().database.empty());
    m_look->show(plan, {});
    m_scope->setPlan(plan);
    m_look->setTables({});
    m_how->setPlan(plan, safetyCopyFolder(plan, m_services.paths.defaultBackupFolder));
    setStep(Step::Planned);
    loadNewestBackup();
    m_foot->focusNext();
    // What would change is what somebody wants to read now.
    m_scroll->showSection(m_look);
}

void RestoreWindow::loadNewestBackup()
{
    whenDone(m_services.catalogue.backups(), this,
             [this, target = m_target.file](const Result<QList<Backup>> &backups) {
                 const RestorePlan *plan = m_restore->plan();
                 if (backups && plan && plan->target.file == target) {
                     m_look->show(*plan, newestOf(*backups, target));
                 }
             });
}

void RestoreWindow::takeReport(const RestoreReport &report)
{
    m_closes = false; // it is done, and that should be seen
    m_end->show(report, m_target, m_restore->safetyCopy(), m_restore->isUndoing());
    setStep(Step::Ended);
    m_scroll->showTop();
    m_end->focusFirst();
}

void RestoreWindow::fail(const Error &error)
{
    // Tables that were refused are no reason to look at everything anew: others may be chosen.
    const bool wasRefused = std::exchange(m_goesOn, false)
        && (error.kind == ErrorKind::InvalidArgument || error.kind == ErrorKind::Cancelled);
    const bool canRestore
        = m_step == Step::Planned && (m_restore->plan() || wasRefused) && !std::exchange(m_isStale, false);
    setStep(m_step == Step::Ended || canRestore ? m_step : Step::Choosing);
    m_foot->focusNext(); // which was hidden while it worked
    if (m_closes) {
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection); // it may be closing right now
        return;
    }
    if (error.kind == ErrorKind::Cancelled) {
        m_messages->show(Severity::Note, tr("Cancelled. Nothing was changed."), errorKey);
        return;
    }
    MessageBar *bar = m_messages->show(Severity::Problem, failureText(error), errorKey);
    const Path file = m_what->subject().file;
    if (m_step == Step::Choosing && mayBeAnArchive(error.kind) && error.path == file) {
        bar->addButton(tr("&Verify the file"), QStringLiteral("restoreVerify"),
                       [this, file] { Q_EMIT verifyRequested(file); });
    }
}

void RestoreWindow::lookInside()
{
    auto *window
        = new LookInside(std::make_unique<DatabaseLook>(m_services.runner, m_services.paths),
                         m_services.runner, {.file = m_target.file, .database = m_target.file}, this);
    window->show();
}

void RestoreWindow::showInFolder()
{
    const Path folder = m_target.file.parent_path();
    if (!openOnDesktop(folder)) {
        m_messages->show(
            Severity::Problem,
            tr("No file manager answered when %1 was to be shown. Open it by hand.").arg(displayPath(folder)),
            errorKey);
    }
}

void RestoreWindow::closeEvent(QCloseEvent *event)
{
    m_closes = isBusy();
    QDialog::closeEvent(event);
}

/// Escape and the cross: what goes on is ended first.
void RestoreWindow::reject()
{
    isBusy() ? m_restore->cancel() : QDialog::reject();
}

} // namespace litekeeper
