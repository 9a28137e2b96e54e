// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/calmstyle.h"
#include "ui/common/detailspane.h"

#include <QApplication>
#include <QLabel>
#include <QScrollArea>
#include <QTest>

using namespace litekeeper;

class TestDetailsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFindingIsShownWhole_data();
    void everyFindingIsShownWhole();
};

void TestDetailsPane::everyFindingIsShownWhole_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("many at once") << 0 << 20;
    QTest::newRow("more than before") << 3 << 20;
    QTest::newRow("fewer than before") << 20 << 3;
}

// A long sentence takes several lines; there may be more findings than there is room.
void TestDetailsPane::everyFindingIsShownWhole()
{
    QApplication::setStyle(new CalmStyle);
    QFETCH(int, first);
    QFETCH(int, second);
    DetailsPane pane(DetailsPane::Shape::Wide, QStringLiteral("Select a file."));
    pane.resize(1010, 280);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    for (const int count : {first, second}) {
        QList<Finding> findings;
        for (int index = 0; index < count; ++index) {
            findings.append(
                {Severity::Problem, QStringLiteral("link"),
                 QStringLiteral("The entry is a link. Unpacking through it can overwrite files outside the "
                                "folder, wherever it points to. Do not unpack this archive without it."),
                 index % 5 == 4       ? QString()
                     : index % 5 == 3 ? QStringLiteral("folder/").repeated(60)
                                      : QStringLiteral("some/entry-%1").arg(index)});
        }
        pane.setHead({},
                     QStringLiteral("Do not unpack it: it is built to harm whoever does. File %1").arg(count),
                     QStringLiteral("/path"));
        pane.setFindings(findings);
        QTest::qWait(50);
    }
    for (int width = 700; width < 1100; width += 13) {
        pane.resize(width, 280);
        QTest::qWait(1);
        for (int index = 0; index < second; ++index) {
            const auto *text = pane.findChild<QLabel *>(QStringLiteral("finding%1").arg(index));
            QVERIFY(text && text->isVisible());
            QVERIFY2(text->height() >= text->heightForWidth(text->width()),
                     qPrintable(QStringLiteral("finding %1 has %2 of %3 pixels in a pane of %4")
                                    .arg(index)
                                    .arg(text->height())
                                    .arg(text->heightForWidth(text->width()))
                                    .arg(width)));
        }
    }
}

QTEST_MAIN(TestDetailsPane)
#include "tst_detailspane.moc"
