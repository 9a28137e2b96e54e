// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/columnmemory.h"

#include "ui/common/tableview.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace litekeeper;

class TestColumnMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsTheTableAtFirst();
    void needsNoScrollBarForALittle();
    void remembersWhatAPersonDid();
    void survivesForeignSettings();

private:
    QTemporaryDir m_folder;
};

void TestColumnMemory::fillsTheTableAtFirst()
{
    QSettings settings(m_folder.filePath(QStringLiteral("fill.ini")), QSettings::IniFormat);
    QStandardItemModel model(1, 3);
    TableView table;
    table.setModel(&model);
    ColumnMemory memory(settings, QStringLiteral("columns"), table, {10, 0, 10}, &table);
    table.resize(900, 200);
    table.show();
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    table.resize(700, 200);
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    QVERIFY(!settings.contains(QStringLiteral("columns"))); // nobody asked for it
}

void TestColumnMemory::needsNoScrollBarForALittle()
{
    QSettings settings(m_folder.filePath(QStringLiteral("little.ini")), QSettings::IniFormat);
    QStandardItemModel model(1, 3);
    TableView table;
    table.setModel(&model);
    ColumnMemory memory(settings, QStringLiteral("columns"), table, {30, 0, 30}, &table);
    const int character = table.fontMetrics().horizontalAdvance(u'0');
    table.resize(90 * character, 200);
    table.show();
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    const int wide = table.header()->sectionSize(0);
    table.resize(75 * character, 200);
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    QVERIFY(table.header()->sectionSize(0) < wide);
    QVERIFY(table.header()->sectionSize(1) >= 20 * character);
    // With rows that need a scroll bar of their own.
    model.setRowCount(100);
    QTRY_VERIFY(table.verticalScrollBar()->isVisible());
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    QVERIFY(!table.horizontalScrollBar()->isVisible());
    table.resize(40 * character, 200); // here it is needed
    QTRY_VERIFY(table.horizontalScrollBar()->isVisible());
}

void TestColumnMemory::remembersWhatAPersonDid()
{
    QSettings settings(m_folder.filePath(QStringLiteral("remember.ini")), QSettings::IniFormat);
    QStandardItemModel model(1, 3);
    {
        TableView table;
        table.setModel(&model);
        ColumnMemory memory(settings, QStringLiteral("columns"), table, {10, 0, 10}, &table);
        table.resize(900, 200);
        table.show();
        table.header()->resizeSection(0, 333);
        table.sortByColumn(2, Qt::DescendingOrder);
    }
    TableView table;
    table.setModel(&model);
    ColumnMemory memory(settings, QStringLiteral("columns"), table, {10, 0, 10}, &table);
    table.resize(600, 200);
    table.show();
    QCOMPARE(table.header()->sectionSize(0), 333);
    QCOMPARE(table.header()->sortIndicatorSection(), 2);
    QCOMPARE(table.header()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestColumnMemory::survivesForeignSettings()
{
    QSettings settings(m_folder.filePath(QStringLiteral("foreign.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("columns"), QByteArray("not a header state"));
    QStandardItemModel model(1, 3);
    TableView table;
    table.setModel(&model);
    ColumnMemory memory(settings, QStringLiteral("columns"), table, {10, 0, 10}, &table);
    table.resize(900, 200);
    table.show();
    QCOMPARE(table.header()->count(), 3);
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
}

QTEST_MAIN(TestColumnMemory)
#include "tst_columnmemory.moc"
