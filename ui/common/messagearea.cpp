// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/messagearea.h"

#include "service/networkaccess.h"
#include "ui/common/messagebar.h"

#include <QDir>
#include <QFileDialog>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

/// A dialog looks into the folder it begins in on the window's own thread, which a dead share would hold.
QString withoutShares(const QString &folder)
{
    return NetworkAccess().isRemote(pathFromQString(folder)) ? QDir::homePath() : folder;
}

constexpr int mostMessages = 3;
constexpr char keyProperty[] = "litekeeperKey";

} // namespace

MessageArea::MessageArea(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("messageArea"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    hide();
}

MessageBar *MessageArea::show(Severity severity, const QString &text, const QString &key)
{
    clear(key);
    dropOldest();
    auto *bar = new MessageBar(severity, text, this);
    bar->setProperty(keyProperty, key);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, bar);
    connect(bar, &MessageBar::closed, this, [this, bar] {
        layout()->removeWidget(bar);
        setVisible(layout()->count() > 0);
    });
    QWidget::show();
    return bar;
}

void MessageArea::clear(const QString &key)
{
    if (key.isEmpty()) {
        return;
    }
    const QList<MessageBar *> bars = findChildren<MessageBar *>(Qt::FindDirectChildrenOnly);
    for (MessageBar *bar : bars) {
        if (bar->property(keyProperty).toString() == key) {
            bar->dismiss();
        }
    }
}

void MessageArea::dropOldest()
{
    while (layout()->count() >= mostMessages) {
        auto *oldest = qobject_cast<MessageBar *>(layout()->itemAt(layout()->count() - 1)->widget());
        Q_ASSERT(oldest);
        oldest->dismiss();
    }
}

void MessageArea::ask(const Question &question, QObject *context, Answer answer)
{
    Q_ASSERT(!question.choices.isEmpty());
    MessageBar *bar
        = show(question.dangerous ? Severity::Problem : Severity::Warning, question.text, question.id);
    bar->setDismissable(false);
    // One of the buttons or Escape closes the bar; what was not answered by then is the safe answer.
    const auto chosen = std::make_shared<int>(0);
    for (int index = 0; index < question.choices.size(); ++index) {
        bar->addButton(question.choices.at(index), QStringLiteral("%1.choice%2").arg(question.id).arg(index),
                       [chosen, index] { *chosen = index; });
    }
    connect(bar, &MessageBar::closed, context, [chosen, answer = std::move(answer)] { answer(*chosen); });
    if (auto *safe = bar->findChild<QPushButton *>()) {
        safe->setDefault(true);
        safe->setFocus(Qt::OtherFocusReason);
    }
}

void MessageArea::chooseFolder(const QString &title, const QString &start, QObject *context, Chosen chosen)
{
    auto *dialog = new QFileDialog(window(), title, withoutShares(start));
    dialog->setObjectName(QStringLiteral("folderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, context, std::move(chosen));
    dialog->show();
}

void MessageArea::chooseFiles(const QString &title, const QStringList &filters, QObject *context,
                              ManyChosen chosen)
{
    auto *dialog = new QFileDialog(window(), title);
    dialog->setObjectName(QStringLiteral("filesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(filters);
    connect(dialog, &QFileDialog::filesSelected, context, std::move(chosen));
    dialog->show();
}

void MessageArea::chooseNewFile(const QString &title, const QString &suggestion, const QStringList &filters,
                                QObject *context, Chosen chosen)
{
    const QFileInfo suggested(suggestion);
    auto *dialog = new QFileDialog(window(), title, withoutShares(suggested.path()));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(suggested.suffix());
    dialog->selectFile(suggested.fileName());
    // "(*.json)" gives its own suffix to a name without one, or with that of the filter before.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QString suffix = filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0);
        const QFileInfo named(dialog->selectedFiles().value(0));
        const bool hasOldSuffix = named.suffix() == dialog->defaultSuffix();
        dialog->setDefaultSuffix(suffix);
        if (hasOldSuffix) {
            dialog->selectFile(QStringLiteral("%1.%2").arg(named.completeBaseName(), suffix));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, context, std::move(chosen));
    dialog->show();
}

} // namespace litekeeper
