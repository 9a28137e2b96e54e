// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifypage.h"

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/databaselook.h"
#include "service/paths.h"
#include "service/verdicttext.h"
#include "service/verifyreport.h"
#include "service/verifyservice.h"
#include "service/whendone.h"
#include "ui/common/columnmemory.h"
#include "ui/common/drop.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/pageheader.h"
#include "ui/common/panel.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/tableview.h"
#include "ui/verify/droparea.h"
#include "ui/verify/dropcover.h"
#include "ui/verify/lookinside.h"
#include "ui/verify/verdictactions.h"
#include "ui/verify/verdictdetails.h"
#include "ui/verify/verdictmodel.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostVerdicts = 200;
constexpr int mostShownAtOnce = 40; // rows of a sound archive that is unfolded without being asked
const QString levelKey = QStringLiteral("verify/level");
const QString errorKey = QStringLiteral("verify/error");
const QString reportKey = QStringLiteral("verify/report");

/// How many characters the language needs for an age or the time that is left; some of them are narrower than
/// a digit.
int ageWidth()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return int(std::max(ageText(now.addSecs(-59 * 60), now).size(), timeLeftText(0).size())) - 1;
}

/// "3 files · 2 not sound · 1 being verified"
QString summaryOf(const QList<const VerdictFile *> &files)
{
    qsizetype jobs = 0;
    qsizetype sound = 0;
    qsizetype unsound = 0;
    for (const VerdictFile *file : files) {
        jobs += file->job ? 1 : 0;
        const bool isSound = file->verdict && file->verdict->verdict == Verdict::Sound;
        sound += isSound ? 1 : 0;
        unsound += file->verdict && !isSound ? 1 : 0;
    }
    QStringList parts;
    if (!files.isEmpty()) {
        parts.append(files.size() == 1 ? VerifyPage::tr("1 file")
                                       : VerifyPage::tr("%1 files").arg(countText(files.size())));
    }
    if (unsound > 0) {
        parts.append(VerifyPage::tr("%1 not sound").arg(countText(unsound)));
    } else if (sound > 0) {
        parts.append(VerifyPage::tr("%1 sound").arg(countText(sound)));
    }
    if (jobs > 0) {
        parts.append(VerifyPage::tr("%1 being verified").arg(countText(jobs)));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

VerifyPage::VerifyPage(const Services &services, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_questions(questions)
    , m_model(new VerdictModel(this))
    , m_actions(new VerdictActions(this))
    , m_header(new PageHeader(tr("Verify"), this))
    , m_level(new QComboBox(this))
    , m_open(new QWidget(this))
    , m_messages(new MessageArea(this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new TableView(this))
    , m_details(new VerdictDetails(VerdictDetails::Use::Verify, this))
{
    setObjectName(QStringLiteral("verifyPage"));
    setAcceptDrops(true);
    buildHeader();
    buildTree();
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
    takeQueue();
    load();
}

VerifyPage::~VerifyPage() = default;

void VerifyPage::buildHeader()
{
    for (const VerifyLevel level : {VerifyLevel::Full, VerifyLevel::Quick}) {
        m_level->addItem(levelText(level), verifyLevelCode(level));
    }
    m_level->setObjectName(QStringLiteral("verifyLevel"));
    m_level->setAccessibleName(tr("How far to verify"));
    m_level->setItemData(0, tr("Also compares the indexes and reads every row"), Qt::ToolTipRole);
    m_level->setItemData(1, tr("Reads every byte and checks the structure; several times faster"),
                         Qt::ToolTipRole);
    m_level->setCurrentIndex(std::max(0, m_level->findData(m_services.settings.value(levelKey).toString())));
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this] { m_services.settings.setValue(levelKey, m_level->currentData()); });

    auto *folder = new QPushButton(themedIcon(QStringLiteral("folder")), tr("Open f&older…"), m_open);
    folder->setObjectName(QStringLiteral("openFolderButton"));
    connect(folder, &QPushButton::clicked, this, &VerifyPage::openFolder);
    auto *files = new QPushButton(themedIcon(QStringLiteral("verify")), tr("Open &files…"), m_open);
    files->setObjectName(QStringLiteral("openFilesButton"));
    files->setToolTip(tr("Verify archives or databases (Ctrl+O)"));
    connect(files, &QPushButton::clicked, this, &VerifyPage::openFiles);
    auto *buttons = new QHBoxLayout(m_open);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(folder);
    buttons->addWidget(files);
    m_header->addWidget(m_level);
    m_header->addWidget(m_open);
}

void VerifyPage::buildTree()
{
    m_tree->setObjectName(QStringLiteral("verdictTree"));
    m_tree->setAccessibleName(tr("Verified files"));
    m_tree->setSortingEnabled(false);
    m_tree->setItemsExpandable(true);
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(20);
    m_tree->setModel(m_model);
    m_tree->setMinimumHeight(120);
    m_details->setMinimumHeight(96);
    new ColumnMemory(m_services.settings, QStringLiteral("verify/columns"), *m_tree,
                     {0, 30, 9, 10, 11, ageWidth()}, this);
}

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
    connect(m_actions, &VerdictActions::cancelRequested, this, &VerifyPage::cancel);
    connect(m_actions, &VerdictActions::lookRequested, this, &VerifyPage::lookInside);
    connect(m_actions, &VerdictActions::reportRequested, this, &VerifyPage::saveReport);
    connect(m_actions, &VerdictActions::removeRequested, this, &VerifyPage::removeSelected);
    connect(m_actions, &VerdictActions::failed, this, &VerifyPage::showError);
    connect(m_details, &VerdictDetails::cancelRequested, this, &VerifyPage::cancel);
    connect(m_details, &VerdictDetails::passwordGiven, this, &VerifyPage::verifyWithPassword);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &VerifyPage::showMenu);
}

void VerifyPage::watch()
{
    VerifyService &verify = m_services.verify;
    connect(&verify, &VerifyService::queued, this, [this] { takeQueue(); });
    connect(&verify, &VerifyService::started, this, [this] { takeQueue(); });
    connect(&verify, &VerifyService::progressed, m_model, &VerdictModel::setProgress);
    connect(&verify, &VerifyService::finished, this, &VerifyPage::finish);
    connect(&verify, &VerifyService::cancelled, this, [this](const QUuid &id) {
        m_model->endJob(id);
        showState();
    });
    connect(&m_services.catalogue, &CatalogueService::verdictsChanged, this, &VerifyPage::load);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VerifyPage::showSelection);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &VerifyPage::showSelection);
    connect(m_model, &VerdictModel::contentsChanged, m_tree, &TableView::doItemsLayout);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &VerifyPage::showSelection);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &VerifyPage::showState);
    m_minute.setInterval(30s);
    connect(&m_minute, &QTimer::timeout, this, [this] { m_model->setNow(QDateTime::currentDateTimeUtc()); });
    m_minute.start();
}

void VerifyPage::takeQueue()
{
    const QList<VerifyService::Item> queue = m_services.verify.queue();
    for (const VerifyService::Item &item : queue) {
        Progress progress = item.progress;
        progress.queued = !item.running;
        m_model->putJob(item.file, {item.id, item.level, progress});
    }
    showState();
}

void VerifyPage::load()
{
    whenDone(m_services.catalogue.verdicts(mostVerdicts), this,
             [this](const Result<QList<FileVerdict>> &verdicts) {
                 m_loaded = true;
                 // Without a catalogue nothing is remembered, and the window says so. With files on its
                 // command line the page is there before the catalogue is open, which comes with
                 // verdictsChanged().
                 if (verdicts) {
                     m_model->setNow(QDateTime::currentDateTimeUtc());
                     m_model->addVerdicts(*verdicts);
                 }
                 showState();
             });
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
        begin(absolutePath(file), {});
    }
    if (!files.isEmpty()) {
        showFirst(absolutePath(files.constFirst()));
    }
}

void VerifyPage::begin(const Path &file, const QByteArray &password)
{
    const VerdictNode *known = m_model->node(m_model->indexOf(file));
    if (!known || !fileOf(*known).job) {
        m_services.verify.verify({file, level(), password});
    }
}

void VerifyPage::showFirst(const Path &file)
{
    m_wanted = file;
    const QModelIndex index = m_model->indexOf(file);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    m_tree->setFocus();
}

void VerifyPage::finish(const FileVerdict &verdict)
{
    m_model->setNow(QDateTime::currentDateTimeUtc());
    m_model->putVerdict(verdict);
    const QModelIndex index = m_model->indexOf(verdict.file);
    // What is in trouble shows itself.
    const qsizetype shown = verdict.entries.size() + verdict.databases.size();
    if (verdict.verdict != Verdict::Sound || (verdict.file == m_wanted && shown <= mostShownAtOnce)) {
        m_tree->expand(index);
    }
    showState();
}

void VerifyPage::showSelection()
{
    m_details->show(current());
    m_actions->setSelection(selectedFiles(), current(), m_model->jobCount() > 0);
}

void VerifyPage::showState()
{
    const QList<const VerdictFile *> files = m_model->files();
    m_stack->setCurrentIndex(m_loaded && files.isEmpty() ? 1 : 0);
    m_open->setVisible(!files.isEmpty()); // the drop area has buttons of its own
    if (!m_tree->currentIndex().isValid() && !files.isEmpty()) {
        m_tree->setCurrentIndex(m_model->index(0, 0));
        m_tree->expand(m_model->index(0, 0));
    }
    m_header->setSubtitle(summaryOf(files));
    showSelection();
}

void VerifyPage::verifyAgain()
{
    const QList<const VerdictFile *> files = selectedFiles();
    QList<Path> paths;
    std::transform(files.begin(), files.end(), std::back_inserter(paths),
                   [](const VerdictFile *file) { return file->file; });
    for (const Path &path : paths) {
        begin(path, {});
    }
}

void VerifyPage::verifyWithPassword(const QByteArray &password)
{
    if (const VerdictNode *node = current()) {
        begin(Path(fileOf(*node).file), password);
    }
}

void VerifyPage::cancel()
{
    QList<QUuid> jobs;
    const QList<const VerdictFile *> selected = selectedFiles();
    for (const VerdictFile *file : selected) {
        if (file->job) {
            jobs.append(file->job->id);
        }
    }
    const QList<VerifyService::Item> queue = m_services.verify.queue();
    if (jobs.isEmpty() && !queue.isEmpty()) {
        jobs.append(queue.constFirst().id); // none of them is selected: the one that runs
    }
    for (const QUuid &job : jobs) {
        m_services.verify.cancel(job);
    }
}

void VerifyPage::removeSelected()
{
    QList<Path> paths;
    const QList<const VerdictFile *> selected = selectedFiles();
    for (const VerdictFile *file : selected) {
        if (!file->job) {
            paths.append(file->file);
        }
    }
    for (const Path &path : paths) {
        m_model->remove(path);
    }
    // Also the older ones of these files, or they would be back with the next start.
    whenDone(m_services.catalogue.verdicts(mostVerdicts), this,
             [this, paths](const Result<QList<FileVerdict>> &verdicts) {
                 for (const FileVerdict &verdict : verdicts ? *verdicts : QList<FileVerdict>()) {
                     if (paths.contains(verdict.file)) {
                         m_services.catalogue.removeVerdict(verdict.id);
                     }
                 }
             });
}

void VerifyPage::lookInside()
{
    const VerdictNode *node = current();
    const DatabaseVerdict *database = node ? databaseOf(*node) : nullptr;
    if (!database) {
        return;
    }
    const TableSummary *table = tableOf(*node);
    auto *window = new LookInside(std::make_unique<DatabaseLook>(m_services.runner, standardPaths()),
                                  {.file = fileOf(*node).file,
                                   .database = database->path,
                                   .table = table ? table->name : QString(),
                                   .tables = database->tables},
                                  this);
    window->show();
}

void VerifyPage::saveReport()
{
    const VerdictNode *node = current();
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

void VerifyPage::showError(const QString &sentence)
{
    m_messages->show(Severity::Problem, sentence, errorKey);
}

VerifyLevel VerifyPage::level() const
{
    return verifyLevelFromCode(m_level->currentData().toString()).value_or(VerifyLevel::Full);
}

QList<const VerdictFile *> VerifyPage::selectedFiles() const
{
    QList<const VerdictFile *> files;
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const VerdictFile *file = &fileOf(*m_model->node(row));
        if (!files.contains(file)) {
            files.append(file);
        }
    }
    return files;
}

const VerdictNode *VerifyPage::current() const
{
    return m_model->node(m_tree->currentIndex());
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
