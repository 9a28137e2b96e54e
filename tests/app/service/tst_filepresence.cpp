// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/filepresence.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace litekeeper;

class TestFilePresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsGoneFilesFromGoneFolders();
};

void TestFilePresence::tellsGoneFilesFromGoneFolders()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const Path root = pathFromQString(folder.path());
    QFile file(folder.filePath(QStringLiteral("there.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));

    const QList<FilePresence> found
        = presenceOf({root / "there.db", root / "gone.db", root / "unplugged" / "gone.db", root});
    QCOMPARE(found,
             (QList<FilePresence>{FilePresence::Present, FilePresence::Missing, FilePresence::Unreachable,
                                  FilePresence::Missing}));
}

QTEST_GUILESS_MAIN(TestFilePresence)
#include "tst_filepresence.moc"
