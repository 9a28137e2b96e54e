// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restoreassistant.h"

#include "ui/common/questions.h"
#include "ui/restore/restorewindow.h"

namespace litekeeper {

RestoreAssistant::RestoreAssistant(const RestoreServices &services, QWidget *parent)
    : QObject(parent)
    , m_services(services)
    , m_parent(parent)
{
}

bool RestoreAssistant::isBusy() const
{
    return m_window && m_window->isBusy();
}

bool RestoreAssistant::mayQuit(Questions &questions)
{
    if (!isBusy()) {
        return true;
    }
    questions.ask(
        {QStringLiteral("quitWhileRestoring"),
         tr("A restore is going on. If you quit now it is cancelled, and the database stays what it "
            "was."),
         {tr("&Go on restoring"), tr("&Cancel and quit")}},
        this, [this](int choice) {
            if (choice != 1) {
                return;
            }
            if (!m_window) {
                Q_EMIT released();
                return;
            }
            // One that is done meanwhile stays, to show what came of it.
            connect(m_window, &QObject::destroyed, this, &RestoreAssistant::released);
            m_window->close();
        });
    return false;
}

void RestoreAssistant::open(const RestoreSubject &subject)
{
    if (!isBusy()) {
        if (m_window) {
            m_window->close();
        }
        m_window = new RestoreWindow(m_services, subject, m_parent);
        connect(m_window, &RestoreWindow::verifyRequested, this, &RestoreAssistant::verifyRequested);
        connect(m_window, &RestoreWindow::compareRequested, this, &RestoreAssistant::compareRequested);
        m_window->show();
    }
    m_window->raise();
    m_window->activateWindow();
}

void RestoreAssistant::openFile(Questions &questions)
{
    const QStringList filters{tr("Backups and databases (*.zip *.zst *.db *.sqlite *.sqlite3 *.db3)"),
                              tr("All files (*)")};
    questions.chooseFiles(tr("Backup to restore"), filters, this, [this](const QStringList &files) {
        open({.file = pathFromQString(files.constFirst())});
    });
}

} // namespace litekeeper
