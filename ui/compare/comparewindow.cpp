// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparewindow.h"

#include "service/catalogueservice.h"
#include "service/comparisonservice.h"
#include "service/whendone.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/verificationbar.h"
#include "ui/compare/compareanswer.h"
#include "ui/compare/compareside.h"
#include "ui/compare/comparisonresults.h"
#include "ui/compare/comparisontext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

const QString exportKey = QStringLiteral("compare/export");

/// "blog-20260101-to-blog-20260102.sql", beside the right one.
QString suggestedScript(const Path &left, const Path &right)
{
    const auto stem = [](const Path &file) { return displayName(file).section(u'.', 0, 0); };
    return QStringLiteral("%1-to-%2.sql").arg(stem(left), stem(right));
}

} // namespace

CompareWindow::CompareWindow(const Services &services, const Path &left, const Path &right, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_service(new ComparisonService(services.runner, services.paths, services.catalogue.network(), this))
    , m_messages(new MessageArea(this))
    , m_questions(m_messages)
    , m_left(new CompareSide(tr("Left"), tr("C&hoose…"), this))
    , m_right(new CompareSide(tr("Right"), tr("Ch&oose…"), this))
    , m_answer(new CompareAnswer(this))
    , m_progress(new VerificationBar(this))
    , m_stack(new QStackedWidget(this))
    , m_results(new ComparisonResults(this))
{
    setObjectName(QStringLiteral("compareWindow"));
    setWindowTitle(tr("Compare"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1080, 720);
    buildFrame();
    watchService();
    learnAboutFiles();
    setFiles(left.empty() ? left : absolutePath(left), right.empty() ? right : absolutePath(right));
}

CompareWindow::~CompareWindow() = default;

void CompareWindow::buildFrame()
{
    m_left->setObjectName(QStringLiteral("leftSide"));
    m_right->setObjectName(QStringLiteral("rightSide"));
    m_answer->setObjectName(QStringLiteral("compareAnswer"));
    m_results->setObjectName(QStringLiteral("compareResults"));
    m_progress->setNames(tr("Progress of the comparison"), tr("Cancel the comparison"));
    m_progress->hide();
    m_stack->addWidget(makeMessage());
    m_stack->addWidget(m_results);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHeader());
    layout->addWidget(m_messages);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer);
    layout->addWidget(m_stack, 1);
    connect(m_answer, &CompareAnswer::compareRequested, this, &CompareWindow::compare);
    connect(m_answer, &CompareAnswer::exportRequested, this, &CompareWindow::exportScript);
    connect(m_answer, &CompareAnswer::copyRequested, this, &CompareWindow::copySummary);
    for (CompareSide *side : {m_left, m_right}) {
        connect(side, &CompareSide::chooseRequested, this, [this, side] { choose(side); });
    }
}

QWidget *CompareWindow::makeHeader()
{
    auto *header = new QWidget(this);
    auto *swap = new QPushButton(themedIcon(QStringLiteral("compare")), tr("S&wap"), header);
    swap->setObjectName(QStringLiteral("swapSides"));
    swap->setAccessibleName(tr("Swap left and right"));
    swap->setToolTip(tr("Swap left and right: what was added becomes what was removed"));
    swap->setAutoDefault(false);
    connect(swap, &QPushButton::clicked, this, &CompareWindow::swap);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_left, 1);
    layout->addWidget(swap);
    layout->addWidget(m_right, 1);
    return header;
}

QWidget *CompareWindow::makeMessage()
{
    m_message = new EmptyState(QStringLiteral("databases"), QString(), QString(), this);
    m_message->setObjectName(QStringLiteral("compareMessage"));
    return m_message;
}

void CompareWindow::watchService()
{
    connect(m_service, &ComparisonService::progressed, m_progress, &VerificationBar::setProgress);
    connect(m_progress, &VerificationBar::cancelRequested, m_service, &ComparisonService::cancel);
    connect(m_service, &ComparisonService::compared, this, &CompareWindow::take);
    connect(m_service, &ComparisonService::failed, this, &CompareWindow::fail);
    connect(m_service, &ComparisonService::scriptWritten, this, [this](const Path &file, qint64 bytes) {
        m_progress->hide();
        m_answer->setActions(true, false);
        m_messages->show(
            Severity::Note,
            tr("The SQL was saved as %1 (%2). It turns the left database into the right one, in one "
               "transaction; try it on a copy first.")
                .arg(displayPath(file), bytesText(bytes)),
            exportKey);
    });
}

void CompareWindow::learnAboutFiles()
{
    whenDone(m_services.catalogue.backups(), this, [this](const Result<QList<Backup>> &backups) {
        if (backups) {
            m_backups = *backups;
            for (CompareSide *side : {m_left, m_right}) {
                describeSide(*side);
            }
        }
    });
}

void CompareWindow::describeSide(CompareSide &side) const
{
    for (const Backup &backup : m_backups) {
        if (backup.file == side.file()) {
            side.setRole(CompareSide::Role::Backup, &backup);
            return;
        }
    }
    const bool isLive = std::any_of(m_backups.cbegin(), m_backups.cend(),
                                    [&](const Backup &backup) { return backup.source == side.file(); });
    side.setRole(isLive ? CompareSide::Role::Live : CompareSide::Role::Unknown);
}

void CompareWindow::setFiles(const Path &left, const Path &right)
{
    m_left->setFile(left);
    m_right->setFile(right);
    describeSide(*m_left);
    describeSide(*m_right);
    setWindowTitle(left.empty() || right.empty()
                       ? tr("Compare")
                       : tr("Compare %1 with %2").arg(displayName(left), displayName(right)));
    compare();
}

void CompareWindow::choose(CompareSide *side)
{
    const QStringList filters{tr("Backups and databases (*.db *.sqlite *.sqlite3 *.db3 *.zip *.zst)"),
                              tr("All files (*)")};
    m_questions->chooseFiles(tr("A backup or database to compare"), filters, this,
                             [this, side](const QStringList &chosen) {
                                 if (chosen.isEmpty()) {
                                     return;
                                 }
                                 const Path first = absolutePath(pathFromQString(chosen.first()));
                                 if (chosen.size() > 1) {
                                     setFiles(first, absolutePath(pathFromQString(chosen.at(1))));
                                 } else if (side == m_left) {
                                     setFiles(first, m_right->file());
                                 } else {
                                     setFiles(m_left->file(), first);
                                 }
                             });
}

void CompareWindow::swap()
{
    setFiles(Path(m_right->file()), Path(m_left->file()));
}

void CompareWindow::compare()
{
    m_messages->clear(exportKey);
    m_comparison.reset();
    m_answer->show(nullptr);
    const bool hasBoth = !m_left->file().empty() && !m_right->file().empty();
    const bool areTwo = hasBoth && m_left->file() != m_right->file();
    m_progress->setVisible(areTwo);
    if (!areTwo) {
        m_service->drop();
    }
    if (!hasBoth) {
        say(tr("Choose two files to compare"),
            tr("Each may be a backup in any format, or a database; of a live one a snapshot is taken, and "
               "its application goes on."));
    } else if (!areTwo) {
        say(tr("Both are the same file"), tr("Choose another one on one of the sides."));
    } else {
        m_progress->begin(Phase::Preparing);
        say(tr("Comparing"), tr("Row by row. Neither of the two is changed."));
        m_service->compare(m_left->file(), m_right->file());
    }
    m_answer->setActions(hasBoth, m_service->isRunning());
}

void CompareWindow::say(const QString &title, const QString &text)
{
    m_message->setTexts(title, text);
    m_stack->setCurrentWidget(m_message);
}

void CompareWindow::take(const Comparison &comparison)
{
    m_comparison = comparison;
    m_progress->hide();
    m_answer->show(&comparison);
    m_answer->setActions(true, false);
    m_results->setComparison(comparison);
    m_stack->setCurrentWidget(m_results);
    m_results->takeFocus();
}

void CompareWindow::fail(const Error &error)
{
    m_progress->hide();
    m_answer->setActions(true, false);
    const bool isCancelled = error.kind == ErrorKind::Cancelled;
    if (m_comparison) { // what was found stays readable
        if (!isCancelled) {
            m_messages->show(Severity::Problem, describe(error), exportKey);
        }
    } else if (isCancelled) {
        say(tr("Cancelled"), tr("Nothing was changed. “Compare again” begins anew."));
    } else {
        say(tr("They cannot be compared"), describe(error));
    }
}

void CompareWindow::exportScript()
{
    m_questions->chooseNewFile(tr("Save SQL that turns the left one into the right one"),
                               suggestedScript(m_left->file(), m_right->file()), {tr("SQL (*.sql)")}, this,
                               [this, left = m_left->file(), right = m_right->file()](const QString &chosen) {
                                   writeScript(left, right, pathFromQString(chosen));
                               });
}

/// The window was there all the time in which somebody chose a file.
void CompareWindow::writeScript(const Path &left, const Path &right, const Path &file)
{
    m_messages->clear(exportKey);
    if (m_service->isRunning() || left != m_left->file() || right != m_right->file()) {
        m_messages->show(Severity::Note,
                         tr("No SQL was saved, because other files were compared meanwhile. Save it again "
                            "once they are."),
                         exportKey);
        return;
    }
    m_progress->begin(Phase::Preparing);
    m_progress->show();
    m_service->writeScript(left, right, file);
    m_answer->setActions(true, true);
}

void CompareWindow::copySummary()
{
    QGuiApplication::clipboard()->setText(
        summaryText(*m_comparison, m_left->describedFile(), m_right->describedFile()));
}

} // namespace litekeeper
