// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/messagearea.h"

#include "ui/common/messagebar.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLayout>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace litekeeper;

class TestMessageArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesWhileThereIsNothingToSay();
    void aKeyReplacesItsOlderMessage();
    void keepsTheNewestThree();
    void buttonsActOnceAndCloseTheMessage();
    void aQuestionIsAnsweredByItsButton();
    void escapeIsTheSafeAnswer();
    void nobodyIsAskedForAContextThatIsGone();
    void aFilterGivesItsSuffix();

private:
    [[nodiscard]] static QStringList texts(const MessageArea &area)
    {
        QStringList texts;
        for (int at = 0; at < area.layout()->count(); ++at) {
            texts.append(static_cast<MessageBar *>(area.layout()->itemAt(at)->widget())->text());
        }
        return texts;
    }
    const QString m_one = QStringLiteral("one");
    const QString m_two = QStringLiteral("two");
};

void TestMessageArea::hidesWhileThereIsNothingToSay()
{
    QWidget window;
    MessageArea area(&window);
    window.show();
    QVERIFY(area.isHidden());
    MessageBar *bar = area.show(Severity::Note, m_one);
    QVERIFY(area.isVisible());
    QTest::mouseClick(bar->findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
    QVERIFY(area.isHidden());
}

void TestMessageArea::aKeyReplacesItsOlderMessage()
{
    MessageArea area;
    area.show(Severity::Problem, m_one, QStringLiteral("blog"));
    area.show(Severity::Problem, m_two, QStringLiteral("blog"));
    QCOMPARE(texts(area), QStringList{m_two});
    area.clear(QStringLiteral("blog"));
    QVERIFY(area.isHidden());
}

void TestMessageArea::keepsTheNewestThree()
{
    MessageArea area;
    for (int number = 1; number <= 5; ++number) {
        area.show(Severity::Note, QString::number(number));
    }
    QCOMPARE(texts(area), QStringList({QStringLiteral("5"), QStringLiteral("4"), QStringLiteral("3")}));
}

void TestMessageArea::buttonsActOnceAndCloseTheMessage()
{
    MessageArea area;
    int clicks = 0;
    MessageBar *bar = area.show(Severity::Problem, m_one);
    bar->addButton(QStringLiteral("Do it"), QStringLiteral("doIt"), [&clicks] { ++clicks; });
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("doIt")), Qt::LeftButton);
    QCOMPARE(clicks, 1);
    QVERIFY(area.isHidden());
}

void TestMessageArea::aQuestionIsAnsweredByItsButton()
{
    MessageArea area;
    int answer = -1;
    area.ask({QStringLiteral("quit"), m_one, {QStringLiteral("No"), QStringLiteral("Yes")}}, this,
             [&answer](int choice) { answer = choice; });
    QTest::mouseClick(area.findChild<QPushButton *>(QStringLiteral("quit.choice1")), Qt::LeftButton);
    QCOMPARE(answer, 1);
    QVERIFY(area.isHidden());
}

void TestMessageArea::escapeIsTheSafeAnswer()
{
    MessageArea area;
    int answer = -1;
    area.ask({QStringLiteral("quit"), m_one, {QStringLiteral("No"), QStringLiteral("Yes")}}, this,
             [&answer](int choice) { answer = choice; });
    QTest::keyClick(area.findChild<MessageBar *>(), Qt::Key_Escape);
    QCOMPARE(answer, 0);
}

void TestMessageArea::nobodyIsAskedForAContextThatIsGone()
{
    MessageArea area;
    int answers = 0;
    auto context = std::make_unique<QObject>();
    area.ask({QStringLiteral("quit"), m_one, {QStringLiteral("No"), QStringLiteral("Yes")}}, context.get(),
             [&answers](int) { ++answers; });
    context.reset();
    QTest::mouseClick(area.findChild<QPushButton *>(QStringLiteral("quit.choice1")), Qt::LeftButton);
    QCOMPARE(answers, 0);
}

void TestMessageArea::aFilterGivesItsSuffix()
{
    const QTemporaryDir folder;
    MessageArea area;
    QString chosen;
    area.chooseNewFile(QStringLiteral("Export"), folder.filePath(QStringLiteral("rows.csv")),
                       {QStringLiteral("CSV (*.csv)"), QStringLiteral("SQL (*.sql)")}, &area,
                       [&chosen](const QString &file) { chosen = file; });
    auto *dialog = area.findChild<QFileDialog *>(QStringLiteral("saveDialog"));
    QVERIFY(dialog);
    auto *filters = dialog->findChild<QComboBox *>(QStringLiteral("fileTypeCombo"));
    filters->setCurrentIndex(1);
    Q_EMIT filters->activated(1);
    static_cast<QDialog *>(dialog)->accept();
    QCOMPARE(chosen, folder.filePath(QStringLiteral("rows.sql")));
}

QTEST_MAIN(TestMessageArea)
#include "tst_messagearea.moc"
