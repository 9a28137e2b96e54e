// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifypage.h"

#include "runner/taskrunner.h"
#include "service/databaselook.h"
#include "service/paths.h"
#include "service/verifyreport.h"
#include "service/whendone.h"
#include "ui/common/drop.h"
#include "ui/common/format.h"
#include "ui/common/messagearea.h"
#include "ui/common/panel.h"
#include "ui/common/quietsplitter.h"
#include "ui/look/lookinside.h"
#include "ui/verify/droparea.h"
#include "ui/verify/dropcover.h"
#include "ui/verify/verdictactions.h"
#include "ui/verify/verdictdetails.h"
#include "ui/verify/verdictmodel.h"
#include "ui/verify/verdicttree.h"
#include "ui/verify/verifiedfiles.h"
#include "ui/verify/verifyheader.h"

#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

const QString errorKey = QStringLiteral("verify/error");
const QString reportKey = QStringLiteral("verify/report");

} // namespace

VerifyPage::VerifyPage(const Services &services, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_questions(questions)
    , m_model(new VerdictModel(this))
    , m_files(new VerifiedFiles(services.verify, services.catalogue, *m_model, this))
    , m_actions(new VerdictActions(this))
    , m_header(new VerifyHeader(services.settings, this))
    , m_messages(new MessageArea(this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new VerdictTree(*m_model, services.settings, this))
    , m_details(new VerdictDetails(VerdictDetails::Use::Verify, this))
{
    setObjectName(QStringLiteral("verifyPage"));
    setAcceptDrops(true);
    m_details->setMinimumHeight(96);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeEmptyState());
    new DropCover(tr("Drop to verify"), this);
    addActions();
    watch();
    m_files->load();
}

VerifyPage::~VerifyPage() = default;

QWidget *VerifyPage::makeContent()
{
    auto *panel = new Panel(this);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(Panel::listMargin, Panel::listMargin, Panel::listMargin, Panel::listMargin);
    layout->setSpacing(0);
    auto *splitter = new QuietSplitter(Qt::Vertical, panel);
    layout->addWidget(splitter);
    splitter->addWidget(m_tree);
    auto *below = new QWidget(splitter);
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_actions->makeToolBar(below));
    column->addWidget(m_details, 1);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({300, 280});
    return panel;
}

QWidget *VerifyPage::makeEmptyState()
{
    auto *area = new DropArea(this);
    connect(area, &DropArea::filesRequested, this, &VerifyPage::openFiles);
    connect(area, &DropArea::folderRequested, this, &VerifyPage::openFolder);
    return area;
}

void VerifyPage::addActions()
{
    QWidget::addActions(m_actions->all());
    connect(m_actions, &VerdictActions::verifyRequested, this, &VerifyPage::verifyAgain);
    connect(m_actions, &VerdictActions::cancelRequested, this,
            [this] { m_files->cancel(m_tree->selectedFiles()); });
    connect(m_actions, &VerdictActions::lookRequested, this, &VerifyPage::lookInside);
    connect(m_actions, &VerdictActions::restoreRequested, this, &VerifyPage::restore);
    connect(m_actions, &VerdictActions::reportRequested, this, &VerifyPage::saveReport);
    connect(m_actions, &VerdictActions::removeRequested, this,
            [this] { m_files->forget(m_tree->selectedFiles()); });
    connect(m_actions, &VerdictActions::failed, this,
            [this](const QString &sentence) { m_messages->show(Severity::Problem, sentence, errorKey); });
    connect(m_details, &VerdictDetails::cancelRequested, this,
            [this] { m_files->cancel(m_tree->selectedFiles()); });
    connect(m_details, &VerdictDetails::passwordGiven, this, &VerifyPage::verifyWithPassword);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &VerifyPage::showMenu);
}

void VerifyPage::watch()
{
    connect(m_header, &VerifyHeader::filesRequested, this, &VerifyPage::openFiles);
    connect(m_header, &VerifyHeader::folderRequested, this, &VerifyPage::openFolder);
    connect(m_files, &VerifiedFiles::finished, m_tree, &VerdictTree::unfold);
    connect(m_files, &VerifiedFiles::changed, this, &VerifyPage::showState);
    connect(m_tree, &VerdictTree::choiceChanged, this, &VerifyPage::showSelection);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &VerifyPage::showSelection);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &VerifyPage::showState);
}

void VerifyPage::openFiles()
{
    const QStringList filters{
        tr("Archives and databases (*.zip *.tar *.tar.gz *.tgz *.tar.zst *.tar.xz *.7z *.gz *.zst *.db "
           "*.sqlite *.sqlite3 *.db3)"),
        tr("All files (*)")};
    m_questions.chooseFiles(tr("Files to verify"), filters, this, [this](const QStringList &chosen) {
        QList<Path> files;
        std::transform(chosen.begin(), chosen.end(), std::back_inserter(files), pathFromQString);
        verify(files);
    });
}

void VerifyPage::openFolder()
{
    m_questions.chooseFolder(tr("Folder to verify"), {}, this,
                             [this](const QString &folder) { verify({pathFromQString(folder)}); });
}

void VerifyPage::verify(const QList<Path> &files)
{
    m_messages->clear(errorKey);
    m_messages->clear(reportKey);
    for (const Path &file : files) {
        m_files->verify(absolutePath(file), m_header->level());
    }
    if (!files.isEmpty()) {
        m_tree->showFile(absolutePath(files.constFirst()));
    }
}

void VerifyPage::showSelection()
{
    m_details->show(m_tree->current());
    m_actions->setSelection(m_tree->selectedFiles(), m_tree->current(), m_model->jobCount() > 0);
}

void VerifyPage::showFile(const Path &file)
{
    m_tree->showFile(file);
    showState();
}

void VerifyPage::showState()
{
    const QList<const VerdictFile *> files = m_model->files();
    m_stack->setCurrentIndex(m_files->isLoaded() && files.isEmpty() ? 1 : 0);
    m_tree->chooseFirst();
    m_header->setFiles(files);
    showSelection();
}

void VerifyPage::verifyAgain()
{
    const QList<const VerdictFile *> files = m_tree->selectedFiles();
    QList<Path> paths;
    std::transform(files.begin(), files.end(), std::back_inserter(paths),
                   [](const VerdictFile *file) { return file->file; });
    for (const Path &path : paths) {
        m_files->verify(path, m_header->level());
    }
}

void VerifyPage::verifyWithPassword(const QByteArray &password)
{
    if (const VerdictNode *node = m_tree->current()) {
        m_files->verify(Path(fileOf(*node).file), m_header->level(), password);
    }
}

void VerifyPage::lookInside()
{
    const VerdictNode *node = m_tree->current();
    const DatabaseVerdict *database = node ? databaseOf(*node) : nullptr;
    if (!database) {
        return;
    }
    const TableSummary *table = tableOf(*node);
    auto *window = new LookInside(std::make_unique<DatabaseLook>(m_services.runner, standardPaths()),
                                  m_services.runner,
                                  {.file = fileOf(*node).file,
                                   .database = database->path,
                                   .password = m_files->passwordOf(fileOf(*node)),
                                   .table = table ? table->name : QString(),
                                   .tables = database->tables},
                                  this);
    window->show();
}

void VerifyPage::restore()
{
    const VerdictNode *node = m_tree->current();
    if (const DatabaseVerdict *database = node ? databaseOf(*node) : nullptr) {
        Q_EMIT restoreRequested({.file = fileOf(*node).file,
                                 .database = database->path,
                                 .password = m_files->passwordOf(fileOf(*node))});
    }
}

void VerifyPage::saveReport()
{
    const VerdictNode *node = m_tree->current();
    if (!node || !fileOf(*node).verdict) {
        return;
    }
    const FileVerdict verdict = *fileOf(*node).verdict;
    const QString suggestion = QString::fromUtf8(pathBytes(withSuffix(verdict.file, "-verdict.html")));
    m_questions.chooseNewFile(
        tr("Save the report"), suggestion, {tr("Page for a browser (*.html)"), tr("JSON (*.json)")}, this,
        [this, verdict](const QString &chosen) {
            const Path file = pathFromQString(chosen);
            whenDone(
                m_services.runner.startTask([file, verdict] { return writeVerdictReport(file, verdict); }),
                this, [this, file](const Result<void> &written) {
                    m_messages->show(written ? Severity::Note : Severity::Problem,
                                     written ? tr("The report was saved as %1.").arg(displayPath(file))
                                             : describe(written.error()),
                                     reportKey);
                });
        });
}

void VerifyPage::showMenu(const QPoint &position)
{
    if (!m_tree->indexAt(position).isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("verdictMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions->all());
    menu->insertSeparator(m_actions->all().constLast());
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void VerifyPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void VerifyPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    verify(droppedFiles(*event->mimeData()));
}

} // namespace litekeeper
