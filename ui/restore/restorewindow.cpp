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
#include "ui/restore/waysection.h"

#include <QCloseEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

using Stage = RestoreService::Stage;

constexpr int mostNameLetters = 28;
const QString errorKey = QStringLiteral("restore/error");

/// What may come right once the file is seen as an archive, which verification does.
bool mayBeAnArchive(ErrorKind kind)
{
    return kind == ErrorKind::NotADatabase || kind == ErrorKind::Unsupported || kind == ErrorKind::Damaged
        || kind == ErrorKind::Encrypted;
}

/// As much of a file's name as a button has room for.
QString buttonName(const Path &file)
{
    QString name = displayName(file);
    if (name.size() > mostNameLetters) {
        name = name.left(mostNameLetters - 1) + QChar(0x2026);
    }
    return name.replace(u'&', QStringLiteral("&&"));
}

} // namespace

RestoreWindow::RestoreWindow(const RestoreServices &services, const RestoreSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_restore(std::make_unique<RestoreService>(services.catalogue, services.backups, services.runner,
                                                 services.paths, Trigger::Window))
    , m_messages(new MessageArea(this))
    , m_scroll(new QScrollArea(this))
    , m_what(new BackupSection(services.catalogue, this))
    , m_where(new PlaceSection(services.catalogue, this))
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
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(16, 0, 16, 0);
    column->setSpacing(12);
    for (QWidget *section : std::initializer_list<QWidget *>{m_end, m_what, m_where, m_look, m_how}) {
        column->addWidget(section);
    }
    column->addStretch();
    m_scroll->setObjectName(QStringLiteral("restoreScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(page);
    m_scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
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
    m_what->setVisible(step != Step::Ended);
    m_where->setVisible(step != Step::Ended);
    m_look->setVisible(step == Step::Planned);
    m_how->setVisible(step == Step::Planned && m_target.exists);
    m_end->setVisible(step == Step::Ended);
    offerNext();
}

/// What was seen is of no use for another file or place.
void RestoreWindow::takeChoice()
{
    if (m_step == Step::Ended || isBusy()) {
        return;
    }
    m_messages->clear(errorKey);
    setStep(Step::Choosing);
}

void RestoreWindow::offerNext()
{
    if (isBusy()) {
        return;
    }
    if (m_step == Step::Ended) {
        m_foot->offer({}, {}, false, false);
    } else if (m_step == Step::Planned) {
        const QString missing = m_how->whatIsMissing();
        const QString name = buttonName(m_target.file);
        m_foot->offer(missing.isEmpty() ? plannedText() : missing,
                      m_target.exists ? tr("&Restore over %1").arg(name) : tr("&Restore to %1").arg(name),
                      missing.isEmpty(), m_target.exists);
    } else {
        const bool isChosen = !m_what->subject().file.empty() && !m_where->target().empty();
        m_foot->offer(isChosen ? tr("The backup is proven again and compared with what is there. Nothing is "
                                    "changed by that.")
                               : tr("Choose a backup, and where it is to go."),
                      tr("&Look first"), isChosen, false);
    }
}

QString RestoreWindow::plannedText() const
{
    if (!m_target.exists) {
        return tr("A new file is written and checked.");
    }
    const RestoreChoice choice = m_how->choice();
    if (!choice.safetyCopy) {
        return tr("What is there now is replaced, and cannot be brought back.");
    }
    return choice.way == RestoreWay::IntoLive
        ? tr("A safety copy is made, then everything is replaced in one transaction.")
        : tr("A safety copy is made, then the file is replaced.");
}

void RestoreWindow::next()
{
    m_messages->clear(errorKey);
    if (m_step == Step::Planned) {
        m_restore->restore(m_how->choice());
    } else {
        look();
    }
}

void RestoreWindow::look()
{
    const RestoreSubject subject = m_what->subject();
    m_restore->look({.backup = subject.file,
                     .target = m_where->target(),
                     .database = subject.database,
                     .password = subject.password});
}

void RestoreWindow::takeStage(Stage stage)
{
    const bool isBusy = stage != Stage::Idle;
    for (QWidget *section : std::initializer_list<QWidget *>{m_what, m_where, m_how}) {
        section->setEnabled(!isBusy);
    }
    m_end->setBusy(isBusy);
    switch (stage) {
    case Stage::Looking:
        m_foot->begin(m_restore->isUndoing() ? tr("The safety copy is proven again.")
                                             : tr("The backup is proven again and compared with what is "
                                                  "there."));
        break;
    case Stage::SafetyCopy:
        m_foot->begin(tr("A safety copy of %1 is made. Nothing is changed so far.")
                          .arg(displayName(m_restore->plan()->target.file)));
        break;
    case Stage::Restoring:
        m_foot->begin(m_restore->isUndoing() ? tr("The safety copy is brought back.")
                                             : tr("%1 is restored. If you cancel, it stays what it was.")
                                                   .arg(displayName(m_restore->plan()->target.file)));
        break;
    case Stage::Idle:
        break;
    }
}

void RestoreWindow::takePlan()
{
    const RestorePlan &plan = *m_restore->plan();
    m_target = plan.target;
    m_what->setBytes(plan.backup.bytes());
    m_look->setComparable(m_what->subject().database.empty());
    m_look->show(plan, {});
    m_how->setPlan(plan, safetyCopyFolder(plan, m_services.paths.defaultBackupFolder));
    setStep(Step::Planned);
    loadNewestBackup();
    m_foot->focusNext();
    // What would change is what somebody wants to read now.
    QMetaObject::invokeMethod(
        this, [this] { m_scroll->ensureWidgetVisible(m_look, 0, 0); }, Qt::QueuedConnection);
}

void RestoreWindow::loadNewestBackup()
{
    whenDone(m_services.catalogue.backups(), this,
             [this, target = m_target.file](const Result<QList<Backup>> &backups) {
                 if (!backups || !m_restore->plan() || m_restore->plan()->target.file != target) {
                     return;
                 }
                 const auto newest
                     = std::find_if(backups->begin(), backups->end(),
                                    [&target](const Backup &backup) { return backup.source == target; });
                 m_look->show(*m_restore->plan(),
                              newest == backups->end() ? std::nullopt : std::optional(*newest));
             });
}

void RestoreWindow::takeReport(const RestoreReport &report)
{
    m_closes = false; // it is done, and that should be seen
    m_end->show(report, m_target, m_restore->safetyCopy(), m_restore->isUndoing());
    setStep(Step::Ended);
    m_scroll->verticalScrollBar()->setValue(0);
    m_end->focusFirst();
}

void RestoreWindow::fail(const Error &error)
{
    const bool canRestore = m_step == Step::Planned && m_restore->plan();
    setStep(m_step == Step::Ended || canRestore ? m_step : Step::Choosing);
    if (m_closes) {
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection); // it may be closing right now
        return;
    }
    if (error.kind == ErrorKind::Cancelled) {
        m_messages->show(Severity::Note, tr("Cancelled. Nothing was changed."), errorKey);
        return;
    }
    Error told = error;
    if (error.kind == ErrorKind::Protected) {
        told.advice = tr("Solve that and restore again, or switch the safety copy off and go on without a "
                         "way back.");
    }
    MessageBar *bar = m_messages->show(Severity::Problem, describe(told), errorKey);
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
    if (isBusy()) {
        m_restore->cancel();
    } else {
        QDialog::reject();
    }
}

} // namespace litekeeper
