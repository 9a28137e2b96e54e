// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/findingsview.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

FindingsView::FindingsView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("findings"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(1, 1);
    hide();
}

void FindingsView::setFindings(const QList<Finding> &findings)
{
    m_findings = findings;
    forgetHeights();
    std::stable_sort(m_findings.begin(), m_findings.end(), [](const Finding &left, const Finding &right) {
        return left.severity > right.severity;
    });
    while (m_texts.size() < m_findings.size()) {
        addRow();
    }
    for (qsizetype row = 0; row < m_texts.size(); ++row) {
        const bool used = row < m_findings.size();
        m_glyphs.at(row)->setVisible(used);
        m_texts.at(row)->setVisible(used);
        m_places.at(row)->setVisible(used && !m_findings.at(row).where.isEmpty());
        if (used) {
            show(int(row), m_findings.at(row));
        }
    }
    setVisible(!m_findings.isEmpty());
}

/// QLabel counts its least height in when it says how high it has to be.
void FindingsView::forgetHeights()
{
    for (const QList<QLabel *> &labels : {m_places, m_texts}) {
        for (QLabel *label : labels) {
            label->setMinimumHeight(0);
        }
    }
}

// Layouts in a scroll area may give wrapped text the room of fewer lines than it needs; then it would be cut
// off.
void FindingsView::keepTextsWhole()
{
    for (const QList<QLabel *> &labels : {m_places, m_texts}) {
        for (QLabel *label : labels) {
            label->setMinimumHeight(label->isHidden() ? 0 : label->heightForWidth(label->width()));
        }
    }
}

bool FindingsView::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize) {
        const auto *resize = static_cast<QResizeEvent *>(event);
        if (resize->oldSize().width() != resize->size().width()) {
            forgetHeights();
        }
    }
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        keepTextsWhole();
    }
    return done;
}

void FindingsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        for (qsizetype row = 0; row < m_findings.size(); ++row) {
            show(int(row), m_findings.at(row));
        }
    }
    QWidget::changeEvent(event);
}

void FindingsView::show(int row, const Finding &finding)
{
    const Status status = statusOf(finding.severity);
    m_glyphs.at(row)->setPixmap(statusIcon(status, palette()).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_glyphs.at(row)->setToolTip(status.word);
    m_places.at(row)->setText(wrappableText(finding.where));
    m_texts.at(row)->setText(wrappableText(finding.text));
    const QString place = finding.where.isEmpty() ? QString() : finding.where + QStringLiteral(": ");
    m_texts.at(row)->setAccessibleName(status.word + QStringLiteral(": ") + place + finding.text);
}

void FindingsView::addRow()
{
    auto *layout = static_cast<QGridLayout *>(this->layout());
    const int row = int(m_texts.size());
    auto *glyph = new QLabel(this);
    auto *place = new QuietLabel(this);
    place->setObjectName(QStringLiteral("findingPlace%1").arg(row));
    place->setFont(smallFont(font()));
    auto *text = new QLabel(this);
    text->setObjectName(QStringLiteral("finding%1").arg(row));
    for (QLabel *label : {static_cast<QLabel *>(place), text}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
    }
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(place);
    lines->addWidget(text);
    layout->addWidget(glyph, row, 0, Qt::AlignTop);
    layout->addLayout(lines, row, 1);
    m_places.append(place);
    m_glyphs.append(glyph);
    m_texts.append(text);
}

} // namespace litekeeper
