// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

#include <initializer_list>

namespace litekeeper {

/// Sections below each other, on a page that scrolls up and down only.
class SectionScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit SectionScroll(QWidget *parent = nullptr);

    void setSections(std::initializer_list<QWidget *> sections);
    void showTop();
    void showSection(QWidget *section); ///< once its layout is done
};

} // namespace litekeeper
