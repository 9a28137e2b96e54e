// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/folderssection.h"

#include "ui/common/action.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/findingsview.h"
#include "ui/common/questions.h"
#include "ui/common/quietlabel.h"
#include "ui/settings/pathrow.h"

namespace litekeeper {

BackupFolderSection::BackupFolderSection(BackupLauncher &launcher, Questions &questions, QWidget *parent)
    : SettingsSection(tr("Backup folder"), parent)
    , m_launcher(launcher)
    , m_questions(questions)
    , m_folder(new PathRow(QString(), this))
{
    setObjectName(QStringLiteral("backupFolderSection"));
    m_folder->setObjectName(QStringLiteral("backupFolder"));
    m_folder->addButton(tr("Ch&oose…"), QStringLiteral("chooseBackupFolder"), tr("Choose the backup folder"),
                        [this] { choose(); });
    addWidget(m_folder);
    auto *sentence = new QuietLabel(
        tr("“Back up now” writes here, and new jobs suggest it. Jobs that exist keep their own."), this);
    sentence->setWordWrap(true);
    addWidget(sentence);
    const auto show = [this] { m_folder->setPath(m_launcher.options().destination); };
    connect(&m_launcher, &BackupLauncher::optionsChanged, this, show);
    show();
}

void BackupFolderSection::choose()
{
    m_questions.chooseFolder(tr("Where backups go"), displayPath(m_launcher.options().destination), this,
                             [this](const QString &path) {
                                 BackupOptions options = m_launcher.options();
                                 options.destination = pathFromQString(path);
                                 m_launcher.setOptions(options);
                             });
}

PlacesSection::PlacesSection(const Paths &paths, QWidget *parent)
    : SettingsSection(tr("Where Litekeeper keeps its things"), parent)
{
    setObjectName(QStringLiteral("placesSection"));
    addPlace(tr("Catalogue: jobs, runs and what is known of backups"), QStringLiteral("catalogue"),
             paths.catalogue, paths.catalogue.parent_path());
    addPlace(tr("Private copies of what is being verified"), QStringLiteral("scratch"), paths.scratch,
             paths.scratch);
    addPlace(tr("Sample databases"), QStringLiteral("samples"), paths.samples, paths.samples);
    m_refusal = new FindingsView(this);
    m_refusal->setObjectName(QStringLiteral("placesRefusal"));
    addWidget(m_refusal);
}

void PlacesSection::addPlace(const QString &name, const QString &objectName, const Path &path,
                             const Path &folder)
{
    auto *row = new PathRow(name, this);
    row->setObjectName(objectName);
    row->setPath(path);
    row->addButton(tr("Open folder"), objectName + QStringLiteral("Open"),
                   tr("Open the folder: %1").arg(name), [this, folder] {
                       std::error_code ignored;
                       const bool isThere = std::filesystem::exists(folder, ignored);
                       std::optional<Error> error;
                       if (!isThere) {
                           error = Error{.kind = ErrorKind::NotFound,
                                         .path = folder,
                                         .advice = tr("Litekeeper makes it when it is first needed.")};
                       } else if (!openOnDesktop(folder)) {
                           error = Error{.kind = ErrorKind::Unsupported,
                                         .path = folder,
                                         .advice = tr("This desktop has no program that shows folders.")};
                       }
                       showRefusal(*m_refusal, error);
                   });
    addWidget(row);
}

} // namespace litekeeper
