// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/lookprotocol.h"

class QJsonObject;

namespace litekeeper::lookprotocol {

/// Takes what an answer to a question other than that for rows says.
void readAnswer(const QJsonObject &object, Answer &answer);

} // namespace litekeeper::lookprotocol
