// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QRandomGenerator>
#include <QSet>
#include <QStringList>

namespace litekeeper::test {

/// A random field and the values it stands for, made together so that no parser is needed.
struct RandomField
{
    QString text;
    QSet<int> values;
};

/// A cron expression whose hours are mostly those in which clocks are changed. It may name dates that never
/// come.
class RandomExpression
{
public:
    RandomExpression(quint32 seed, bool isToTheSecond)
        : m_random(seed)
    {
        m_fields[0] = isToTheSecond ? field(0, 59, 20) : RandomField{QStringLiteral("0"), {0}};
        m_fields[1] = field(0, 59, 15);
        m_fields[2] = m_random.bounded(3) == 0 ? field(0, 23, 30) : field(0, 3, 0);
        m_fields[3] = field(1, 31, 70);
        m_fields[4] = field(1, 12, 80);
        m_fields[5] = field(0, 6, 70);
    }

    [[nodiscard]] QString text() const
    {
        QStringList texts;
        for (const RandomField &each : m_fields) {
            texts.append(each.text);
        }
        return texts.join(u' ');
    }
    [[nodiscard]] bool isInterval() const
    {
        const QString times = m_fields[0].text + m_fields[1].text + m_fields[2].text;
        return times.contains(u'*') || times.contains(u'/');
    }
    /// `wall`: what the clock shows, as if it were UTC.
    [[nodiscard]] bool fits(qint64 wall) const
    {
        constexpr qint64 day = 86'400;
        const qint64 ofDay = ((wall % day) + day) % day;
        if (!m_fields[1].values.contains(int(ofDay / 60 % 60))
            || !m_fields[2].values.contains(int(ofDay / 3600))
            || !m_fields[0].values.contains(int(ofDay % 60))) {
            return false;
        }
        const QDate date = QDateTime::fromSecsSinceEpoch(wall, Qt::UTC).date();
        return m_fields[3].values.contains(date.day()) && m_fields[4].values.contains(date.month())
            && m_fields[5].values.contains(date.dayOfWeek() % 7);
    }

private:
    RandomField field(int lowest, int highest, int percentOfStars)
    {
        const auto value = [&] { return int(m_random.bounded(lowest, highest + 1)); };
        if (int(m_random.bounded(100)) < percentOfStars) {
            return steps(QStringLiteral("*"), lowest, highest, 1);
        }
        const int first = value();
        const int second = value();
        const int step = int(m_random.bounded(1, 30));
        const QString range
            = QStringLiteral("%1-%2").arg(std::min(first, second)).arg(std::max(first, second));
        // An open end runs to the highest value of the field, which only minutes and seconds have as drawn
        // here.
        switch (m_random.bounded(highest == 59 ? 5 : 4)) {
        case 0:
            return {QString::number(first), {first}};
        case 1:
            return {QStringLiteral("%1,%2").arg(first).arg(second), {first, second}};
        case 2:
            return steps(range, std::min(first, second), std::max(first, second), 1);
        case 3:
            return steps(QStringLiteral("%1/%2").arg(range).arg(step), std::min(first, second),
                         std::max(first, second), step);
        default:
            return steps(QStringLiteral("%1/%2").arg(first).arg(step), first, highest, step);
        }
    }
    static RandomField steps(const QString &text, int from, int to, int step)
    {
        RandomField field{text, {}};
        for (int each = from; each <= to; each += step) {
            field.values.insert(each);
        }
        return field;
    }

    QRandomGenerator m_random;
    RandomField m_fields[6];
};

} // namespace litekeeper::test
