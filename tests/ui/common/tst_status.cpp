// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/status.h"

#include "ui/common/glyphicon.h"

#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace litekeeper;

namespace {

const QList<Outcome> outcomes{Outcome::Running,   Outcome::Succeeded,   Outcome::Warning, Outcome::Failed,
                              Outcome::Cancelled, Outcome::Interrupted, Outcome::Skipped};
const QList<ProofLevel> levels{ProofLevel::None, ProofLevel::Copied, ProofLevel::ReadBack,
                               ProofLevel::Checked, ProofLevel::Proven};
const QList<Verdict> verdicts{Verdict::Sound, Verdict::Empty, Verdict::Unsupported, Verdict::Damaged,
                              Verdict::Dangerous};
const QList<JobState> jobStates{JobState::Off,    JobState::Waiting, JobState::Running, JobState::Well,
                                JobState::Warned, JobState::Overdue, JobState::Failing};
const QList<Severity> severities{Severity::Note, Severity::Warning, Severity::Problem};

/// Black on white, so that only the shape can differ.
QImage shape(Glyph glyph)
{
    QImage image(16, 16, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintGlyph(painter, image.rect(), glyph, Qt::black, Qt::white);
    return image;
}

int differingPixels(const QImage &left, const QImage &right)
{
    int count = 0;
    for (int y = 0; y < left.height(); ++y) {
        for (int x = 0; x < left.width(); ++x) {
            count += std::abs(qGray(left.pixel(x, y)) - qGray(right.pixel(x, y))) > 96 ? 1 : 0;
        }
    }
    return count;
}

template <typename Value>
void compareWithEachOther(const QList<Value> &values)
{
    QSet<QString> words;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const Status status = statusOf(values[i]);
        QVERIFY(!status.word.isEmpty());
        words.insert(status.word);
        for (qsizetype other = 0; other < i; ++other) {
            const int pixels = differingPixels(shape(status.glyph), shape(statusOf(values[other]).glyph));
            QVERIFY2(pixels >= 6,
                     qPrintable(status.word + QStringLiteral(" looks like ") + statusOf(values[other]).word));
        }
    }
    QCOMPARE(words.size(), values.size());
}

/// Relative luminance and contrast as in WCAG 2.1.
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const double one = luminance(left) + 0.05;
    const double two = luminance(right) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

QPalette lightPalette()
{
    return QPalette(QColor(0xF5F5F4), QColor(0xF5F5F4));
}

QPalette darkPalette()
{
    return QPalette(QColor(0x2A2B2E), QColor(0x1E1F22));
}

} // namespace

class TestStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsOwnWordAndShape();
    void onlyProvenHasTheShield();
    void tonesAreSeenInBothThemes();
    void mutedTextIsReadable();
    void iconsAreSharpAtEveryScale();
};

void TestStatus::everyStateHasItsOwnWordAndShape()
{
    compareWithEachOther(outcomes);
    compareWithEachOther(levels);
    compareWithEachOther(severities);
    compareWithEachOther(jobStates);
    compareWithEachOther(verdicts);
}

void TestStatus::onlyProvenHasTheShield()
{
    for (const ProofLevel level : levels) {
        QCOMPARE(statusOf(level).glyph == Glyph::Shield, level == ProofLevel::Proven);
        QCOMPARE(statusOf(level).tone == Tone::Good, level == ProofLevel::Proven);
        QVERIFY(!proofMeaning(level).isEmpty());
    }
    for (const Outcome outcome : outcomes) {
        QCOMPARE(statusOf(outcome).tone == Tone::Good, outcome == Outcome::Succeeded);
    }
    for (const Verdict verdict : verdicts) {
        QCOMPARE(statusOf(verdict).tone == Tone::Good, verdict == Verdict::Sound);
    }
}

void TestStatus::tonesAreSeenInBothThemes()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        for (const Tone tone :
             {Tone::Good, Tone::Asserted, Tone::Waiting, Tone::Bad, Tone::Anomaly, Tone::Unreachable}) {
            // 2.8: the orange of the light set and the grey of the dark set sit there; their shape and word
            // say the rest.
            QVERIFY2(contrast(toneColor(tone, palette), palette.color(QPalette::Base)) > 2.8,
                     qPrintable(toneColor(tone, palette).name()));
        }
    }
    QVERIFY(toneColor(Tone::Good, lightPalette()) != toneColor(Tone::Good, darkPalette()));
    QVERIFY(!isDark(lightPalette()));
    QVERIFY(isDark(darkPalette()));
}

void TestStatus::mutedTextIsReadable()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        const double muted = contrast(mutedColor(palette), palette.color(QPalette::Base));
        QVERIFY2(muted >= 4.5, qPrintable(QString::number(muted)));
        QVERIFY(muted < contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)));
    }
}

void TestStatus::iconsAreSharpAtEveryScale()
{
    const QIcon icon = statusIcon(statusOf(ProofLevel::Proven), lightPalette());
    QCOMPARE(icon.pixmap(QSize(16, 16), 1.0).size(), QSize(16, 16));
    const QPixmap large = icon.pixmap(QSize(16, 16), 2.0);
    QCOMPARE(large.size(), QSize(32, 32));
    QCOMPARE(large.toImage().pixelColor(16, 5).name(), toneColor(Tone::Good, lightPalette()).name());
}

QTEST_MAIN(TestStatus)
#include "tst_status.moc"
