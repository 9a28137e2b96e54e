// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifypage.h"

#include "service/verifyservice.h"
#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"
#include "support/zipbuilder.h"
#include "ui/look/lookinside.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"
#include "ui/verify/verdictmodel.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr int longWait = 60'000;

} // namespace

/// The page with everything behind it: the child process reads real files.
class VerifyFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theZeroByteDatabaseCannotBeOverlooked();
    void aSoundDatabaseWouldRestore();
    void whatIsNoBackupIsSaidSo();
    void thePasswordOpensLookInsideToo();

private:
    void makePage();
    void give(QWidget *window, const QString &password);
    /// Opens the window for the first database of the first file.
    [[nodiscard]] LookInside *lookInside();
    [[nodiscard]] QByteArray databaseBytes();
    [[nodiscard]] QString headline() const
    {
        return m_page->findChild<QLabel *>(QStringLiteral("detailsTitle"))->text().remove(QChar(0x200B));
    }
    [[nodiscard]] QAbstractItemModel *model() const
    {
        return m_page->findChild<QTreeView *>(QStringLiteral("verdictTree"))->model();
    }
    [[nodiscard]] QString cell(int row, int column, const QModelIndex &parent = {}) const
    {
        return model()->index(row, column, parent).data().toString();
    }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    // It goes before the world: its window that looks inside still gives the runner a task then.
    std::unique_ptr<VerifyPage> m_page;
};

void VerifyFilesTest::init()
{
    m_page.reset();
    m_world = std::make_unique<World>();
    makePage();
}

void VerifyFilesTest::makePage()
{
    m_page = std::make_unique<VerifyPage>(
        VerifyPage::Services{m_world->verify(), m_world->catalogue(), m_world->runner(), m_world->settings()},
        m_answers);
    m_page->resize(1100, 700);
    m_page->show();
}

QByteArray VerifyFilesTest::databaseBytes()
{
    const Path file = m_world->source("made.db");
    return makeDatabase(file) ? readBytes(file) : QByteArray();
}

void VerifyFilesTest::theZeroByteDatabaseCannotBeOverlooked()
{
    ZipItem analytics;
    analytics.name = "site/analytics.db";
    analytics.data = databaseBytes();
    ZipItem ghost;
    ghost.name = "site/content/data/ghost.db";
    ghost.method = 0;
    const Path zip = m_world->source("site.zip");
    QVERIFY(writeBytes(zip, buildZip({analytics, ghost})));

    m_page->verify({zip});
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, VerdictModel::VerdictColumn), QStringLiteral("Empty"), longWait);
    QTRY_COMPARE(headline(), QStringLiteral("Would not restore: 1 of 2 databases is empty."));
    const QModelIndex file = model()->index(0, 0);
    QTRY_COMPARE(cell(0, 0, file), QStringLiteral("ghost.db"));
    QCOMPARE(cell(0, VerdictModel::VerdictColumn, file), QStringLiteral("Empty"));
    QCOMPARE(cell(1, VerdictModel::VerdictColumn, file), QStringLiteral("Sound"));
    QCOMPARE(cell(1, VerdictModel::ProofColumn, file), QStringLiteral("Proven"));
}

void VerifyFilesTest::aSoundDatabaseWouldRestore()
{
    QVERIFY(!databaseBytes().isEmpty());
    m_page->verify({m_world->source("made.db")});
    QTRY_COMPARE_WITH_TIMEOUT(headline(), QStringLiteral("Would restore: the database is sound."), longWait);
    QTRY_COMPARE(m_world->catalogue().verdicts(10).result()->size(), 1);
}

void VerifyFilesTest::whatIsNoBackupIsSaidSo()
{
    m_page->verify({m_world->source("missing.zip")});
    QTRY_VERIFY_WITH_TIMEOUT(headline().startsWith(QStringLiteral("Not verified")), longWait);
    const auto *finding = m_page->findChild<QLabel *>(QStringLiteral("finding0"));
    QTRY_VERIFY(finding->text().remove(QChar(0x200B)).contains(QStringLiteral("missing.zip")));
}

void VerifyFilesTest::give(QWidget *window, const QString &password)
{
    auto *edit = window->findChild<QLineEdit *>(QStringLiteral("passwordEdit"));
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), longWait);
    QTest::keyClicks(edit, password);
    QTest::keyClick(edit, Qt::Key_Return);
}

LookInside *VerifyFilesTest::lookInside()
{
    auto *tree = m_page->findChild<QTreeView *>(QStringLiteral("verdictTree"));
    const QModelIndex file = model()->index(0, 0);
    tree->expand(file);
    tree->setCurrentIndex(model()->index(0, 0, file));
    m_page->findChild<QAction *>(QStringLiteral("lookInsideDatabase"))->trigger();
    return m_page->findChild<LookInside *>();
}

void VerifyFilesTest::thePasswordOpensLookInsideToo()
{
    QVERIFY(!databaseBytes().isEmpty());
    const Path zip = m_world->source("locked.zip");
    QVERIFY(packEncrypted(zip, m_world->source("made.db"), "sesame", "AES256"));
    const QString sound = QStringLiteral("Sound");
    const auto rowsOf = [](LookInside *window) {
        return window->findChild<QTableView *>(QStringLiteral("lookRows"))->model()->rowCount();
    };
    m_page->verify({zip});
    give(m_page.get(), QStringLiteral("open"));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->findChild<QLabel *>(QStringLiteral("passwordLabel"))->text(),
                              QStringLiteral("Another &password (not stored):"), longWait);
    give(m_page.get(), QStringLiteral("sesame"));
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, VerdictModel::VerdictColumn), sound, longWait);

    LookInside *window = lookInside();
    QVERIFY(window);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(window) > 0, longWait); // nobody was asked
    delete window;
    // To verify it again needs no question either.
    m_page->findChild<QAction *>(QStringLiteral("verifyFileAgain"))->trigger();
    QTRY_VERIFY(m_world->verify().queue().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(m_world->catalogue().verdicts(10).result()->size(), 4, longWait);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, VerdictModel::VerdictColumn), sound, longWait);

    makePage(); // as after the next start: the verdict is remembered, and the password is not
    QTRY_COMPARE(cell(0, VerdictModel::VerdictColumn), sound);
    window = lookInside();
    give(window, QStringLiteral("sesame"));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(window) > 0, longWait);
}

QTEST_MAIN(VerifyFilesTest)
#include "tst_verifyfiles.moc"
