// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/filesarchive.h"

#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestFilesArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }
    void companionsFollowTheirDatabase();
    void seesWhatIsWrittenTo_data();
    void seesWhatIsWrittenTo();
    void growingWalsAndSharedMemoryDoNotCount();

private:
    [[nodiscard]] bool write(const char *name, const QByteArray &bytes) const
    {
        return writeBytes(m_folder->path() / name, bytes);
    }
    /// Reads all, and does `work` when `name` has been read.
    [[nodiscard]] QList<Path> changedBy(const char *name, const std::function<void()> &work) const;

    std::unique_ptr<TemporaryFolder> m_folder;
};

QList<Path> TestFilesArchive::changedBy(const char *name, const std::function<void()> &work) const
{
    const Result<std::unique_ptr<FilesArchive>> files
        = FilesArchive::ofFolder(m_folder->path(), RunControl());
    for (auto entry = (*files)->next(); entry && *entry; entry = (*files)->next()) {
        char bytes[100];
        while ((*files)->read(bytes, sizeof bytes).value() > 0) { }
        if ((*entry)->path == name) {
            work();
        }
    }
    return (*files)->changed();
}

void TestFilesArchive::companionsFollowTheirDatabase()
{
    for (const char *name :
         {"app.db-wal", "app.db-2026.bak", "app.db", "app.db-journal", "app.db-shm", "b"}) {
        QVERIFY(write(name, "x"));
    }
    const Result<std::unique_ptr<FilesArchive>> files
        = FilesArchive::ofFolder(m_folder->path(), RunControl());
    QVERIFY(files);
    QList<QByteArray> names;
    for (auto entry = (*files)->next(); entry && *entry; entry = (*files)->next()) {
        names.append(pathBytes((*entry)->path));
    }
    QCOMPARE(
        names,
        QList<QByteArray>({"app.db", "app.db-journal", "app.db-shm", "app.db-wal", "app.db-2026.bak", "b"}));
}

void TestFilesArchive::seesWhatIsWrittenTo_data()
{
    QTest::addColumn<QByteArray>("whenRead");
    QTest::newRow("itself") << QByteArray("z.db");
    QTest::newRow("its -wal, which is the last file") << QByteArray("z.db-wal");
}

void TestFilesArchive::seesWhatIsWrittenTo()
{
    QFETCH(QByteArray, whenRead);
    QVERIFY(write("a.db", "quiet") && write("z.db", "before") && write("z.db-wal", "w"));
    const QList<Path> changed
        = changedBy(whenRead.constData(), [this] { QVERIFY(write("z.db", "behind it")); });
    QCOMPARE(changed, QList<Path>({"z.db", "z.db-wal"}));
}

void TestFilesArchive::growingWalsAndSharedMemoryDoNotCount()
{
    const QByteArray begin(100, 'w');
    QVERIFY(write("a.db", "x") && write("a.db-shm", "s") && write("a.db-wal", begin));
    const auto grow = [&] { QVERIFY(write("a.db-shm", "other") && write("a.db-wal", begin + "more")); };
    QCOMPARE(changedBy("a.db-wal", grow), QList<Path>());
    const auto reset = [&] { QVERIFY(write("a.db-wal", "another begin" + begin)); };
    QCOMPARE(changedBy("a.db-wal", reset), QList<Path>({"a.db", "a.db-shm", "a.db-wal"}));
}

QTEST_GUILESS_MAIN(TestFilesArchive)
#include "tst_filesarchive.moc"
