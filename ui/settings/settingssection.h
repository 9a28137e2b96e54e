// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"
#include "domain/backup.h"
#include "ui/common/section.h"

#include <optional>

namespace litekeeper {

class FindingsView;
class QuietLabel;
class Switch;

/// A part of the settings: a heading, and below it switches and fields, each with a sentence about it.
class SettingsSection : public Section
{
    Q_OBJECT

public:
    explicit SettingsSection(const QString &title, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    Switch *addSwitch(const QString &text, const QString &objectName);
    /// Below a switch, in line with its text.
    QuietLabel *addSentence(const QString &objectName, const QString &text = {});
    /// Where it is said that the system refused what was switched. Shows nothing until told.
    FindingsView *addRefusal(const QString &objectName);
    void addIndented(QWidget *widget);
    void addSpace();
};

/// Shows `error` as the sentence why a switch went back; nothing without one.
void showRefusal(FindingsView &view, const std::optional<Error> &error);

} // namespace litekeeper
