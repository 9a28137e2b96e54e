// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/typography.h"

namespace litekeeper {

QFont titleFont(QFont base)
{
    base.setPointSizeF(base.pointSizeF() * 1.7);
    base.setWeight(QFont::DemiBold);
    return base;
}

QFont headingFont(QFont base)
{
    base.setPointSizeF(base.pointSizeF() * 1.25);
    base.setWeight(QFont::DemiBold);
    return base;
}

QFont smallFont(QFont base)
{
    base.setPointSizeF(base.pointSizeF() * 0.9);
    return base;
}

QFont figureFont(QFont base)
{
    base.setKerning(false);
    return base;
}

} // namespace litekeeper
