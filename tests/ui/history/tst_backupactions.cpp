// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupactions.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace litekeeper;

namespace {

Backup someBackup()
{
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.file = "/backups/a folder?#%/ghost-1.db";
    backup.sha256 = QByteArray(32, char(0x5a));
    return backup;
}

} // namespace

class TestBackupActions : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void takeUrl(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void init();
    void areOffWithoutABackup();
    void areOffWhereTheyMakeNoSense();
    void copies();
    void showsTheFolder();
    void everyActionHasKeysTextAndButton();

private:
    [[nodiscard]] QAction *action(const char *name) const
    {
        return m_actions->findChild<QAction *>(QLatin1String(name));
    }

    std::unique_ptr<BackupActions> m_actions;
    QList<QUrl> m_opened;
};

void TestBackupActions::init()
{
    m_actions = std::make_unique<BackupActions>();
}

void TestBackupActions::areOffWithoutABackup()
{
    const QList<QAction *> actions = m_actions->all();
    for (const QAction *each : actions) {
        QVERIFY2(!each->isEnabled(), qPrintable(each->objectName()));
    }
    const Backup backup = someBackup();
    m_actions->setBackup(&backup, FilePresence::Present, false);
    for (const QAction *each : actions) {
        QVERIFY2(each->isEnabled(), qPrintable(each->objectName()));
    }
}

void TestBackupActions::areOffWhereTheyMakeNoSense()
{
    Backup backup = someBackup();
    m_actions->setBackup(&backup, FilePresence::Present, true);
    QVERIFY(!action("verifyAgain")->isEnabled());
    m_actions->setBackup(&backup, FilePresence::Missing, false);
    QVERIFY(!action("verifyAgain")->isEnabled());
    QVERIFY(action("deleteBackup")->isEnabled()); // its entry can go
    m_actions->setBackup(&backup, FilePresence::Unreachable, false);
    QVERIFY(!action("deleteBackup")->isEnabled());
    QVERIFY(!action("showInFolder")->isEnabled());
    backup.sha256.clear();
    m_actions->setBackup(&backup, FilePresence::Present, false);
    QVERIFY(!action("copySha256")->isEnabled());
}

void TestBackupActions::copies()
{
    const Backup backup = someBackup();
    m_actions->setBackup(&backup, FilePresence::Present, false);
    action("copySha256")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString(64, u'x').replace(QStringLiteral("xx"), QStringLiteral("5a")));
    action("copyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), displayPath(backup.file));
}

void TestBackupActions::showsTheFolder()
{
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "takeUrl");
    const Backup backup = someBackup();
    m_actions->setBackup(&backup, FilePresence::Present, false);
    QSignalSpy failed(m_actions.get(), &BackupActions::failed);
    action("showInFolder")->trigger();
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QCOMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.first().toLocalFile(), QStringLiteral("/backups/a folder?#%"));
    QVERIFY(failed.isEmpty());
}

void TestBackupActions::everyActionHasKeysTextAndButton()
{
    QWidget parent;
    const QWidget *bar = m_actions->makeToolBar(&parent);
    QSet<QString> mnemonics;
    const QList<QAction *> actions = m_actions->all();
    for (const QAction *each : actions) {
        QVERIFY(!each->shortcut().isEmpty());
        const QString text = each->text();
        mnemonics.insert(text.mid(text.indexOf(u'&') + 1, 1).toLower());
        const auto *button = bar->findChild<QToolButton *>(each->objectName() + QStringLiteral("Button"));
        QVERIFY(button);
        QCOMPARE(button->focusPolicy(), Qt::StrongFocus);
    }
    QCOMPARE(mnemonics.size(), actions.size());
}

QTEST_MAIN(TestBackupActions)
#include "tst_backupactions.moc"
