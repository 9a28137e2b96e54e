// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/filterbar.h"

#include "ui/common/format.h"
#include "ui/common/icon.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace litekeeper {

namespace {

QComboBox *makeBox(QWidget *parent, const QString &objectName, const QString &accessibleName)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    box->setMinimumContentsLength(10);
    return box;
}

/// File name, and the folder where two databases share a name.
QString sourceText(const QString &source, const QStringList &all)
{
    const auto name = [](const QString &path) { return path.section(u'/', -1); };
    const auto sharesName
        = [&](const QString &other) { return other != source && name(other) == name(source); };
    const bool ambiguous = std::any_of(all.begin(), all.end(), sharesName);
    return ambiguous ? QStringLiteral("%1  (%2)").arg(name(source), source.section(u'/', 0, -2))
                     : name(source);
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_sides(new QButtonGroup(this))
    , m_source(makeBox(this, QStringLiteral("sourceFilter"), tr("Show only this database")))
    , m_states{nullptr, makeBox(this, QStringLiteral("proofFilter"), tr("Show only backups with this proof")),
               makeBox(this, QStringLiteral("outcomeFilter"), tr("Show only runs with this outcome")),
               makeBox(this, QStringLiteral("verdictFilter"), tr("Show only files with this verdict"))}
    , m_text(new QLineEdit(this))
    , m_range(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addSide(Charts, tr("&Charts"), QStringLiteral("chartsSide"));
    addSide(Backups, tr("&Backups"), QStringLiteral("backupsSide"));
    addSide(Runs, tr("&Runs"), QStringLiteral("runsSide"));
    addSide(Verified, tr("V&erified files"), QStringLiteral("verifiedSide"));
    layout->addStretch(1);
    layout->addWidget(m_source);
    layout->addWidget(m_states[Backups]);
    layout->addWidget(m_states[Runs]);
    layout->addWidget(m_states[Verified]);
    layout->addWidget(m_text, 2);
    layout->insertWidget(layout->indexOf(m_source), m_range);

    m_text->setObjectName(QStringLiteral("textFilter"));
    m_text->setAccessibleName(tr("Filter by words"));
    m_text->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(120);
    m_text->setMaximumWidth(280);
    m_text->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_source->addItem(tr("All databases"), QString());
    m_range->setObjectName(QStringLiteral("rangeFilter"));
    m_range->setAccessibleName(tr("Show all of the time"));
    m_range->setIcon(themedIcon(QStringLiteral("close")));
    m_range->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_range->setLayoutDirection(Qt::RightToLeft); // the cross behind the words, as on the chips of browsers
    m_range->setFocusPolicy(Qt::StrongFocus);
    m_range->setMinimumHeight(32);
    m_sides->button(Charts)->setChecked(true);
    showSide();

    connect(m_sides, &QButtonGroup::idClicked, this, &FilterBar::showSide);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::wishChanged);
    connect(m_range, &QToolButton::clicked, this, &FilterBar::rangeCleared);
    for (QComboBox *box : {m_source, m_states[Backups], m_states[Runs], m_states[Verified]}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::wishChanged);
    }
}

void FilterBar::addSide(Side side, const QString &text, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    m_titles.append(text);
    m_sides->addButton(button, side);
    layout()->addWidget(button);
}

void FilterBar::setStates(Side side, const QString &all, const QList<State> &states)
{
    QComboBox *box = m_states[side];
    box->clear();
    box->addItem(all);
    for (const State &state : states) {
        box->addItem(state.text, state.value);
    }
}

void FilterBar::setSources(const QStringList &sources)
{
    const QString chosen = m_source->currentData().toString();
    const QSignalBlocker blocker(m_source);
    while (m_source->count() > 1) {
        m_source->removeItem(1);
    }
    for (const QString &source : sources) {
        m_source->addItem(sourceText(source, sources), source);
        m_source->setItemData(m_source->count() - 1, source, Qt::ToolTipRole);
    }
    m_source->setCurrentIndex(std::max(0, m_source->findData(chosen)));
}

void FilterBar::setCount(Side side, int count)
{
    m_sides->button(side)->setText(QStringLiteral("%1  %2").arg(m_titles.at(side), countText(count)));
}

FilterBar::Side FilterBar::side() const
{
    return Side(m_sides->checkedId());
}

void FilterBar::setSide(Side side)
{
    m_sides->button(side)->setChecked(true);
    showSide();
}

HistoryWish FilterBar::wish(Side side) const
{
    const QVariant state = m_states[side] ? m_states[side]->currentData() : QVariant();
    // A file that was verified is no database that is backed up.
    const QString source = side == Verified ? QString() : m_source->currentData().toString();
    return {m_text->text(), source, state.isValid() ? std::optional(state.toInt()) : std::nullopt, {}};
}

void FilterBar::setRangeText(const QString &text)
{
    m_range->setText(text);
    m_range->setAccessibleName(tr("Only %1. Show all of the time").arg(text));
    m_range->setToolTip(tr("Show all of the time"));
    m_range->setVisible(side() != Charts && !text.isEmpty());
}

void FilterBar::clearWishes()
{
    m_text->clear();
    for (QComboBox *box : {m_source, m_states[Backups], m_states[Runs], m_states[Verified]}) {
        box->setCurrentIndex(0);
    }
}

void FilterBar::focusText()
{
    if (side() == Charts) {
        setSide(Runs); // words are looked for in lists
    }
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::showSide()
{
    m_source->setVisible(side() != Verified);
    m_text->setVisible(side() != Charts);
    m_range->setVisible(side() != Charts && !m_range->text().isEmpty());
    for (const Side each : {Backups, Runs, Verified}) {
        m_states[each]->setVisible(side() == each);
    }
    Q_EMIT sideChanged();
}

} // namespace litekeeper
