// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/walinspection.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WalInspection", text);
}

QString whereFrame(qint64 number)
{
    return tr("-wal, frame %1").arg(number + 1);
}

void judgeHeader(WalHeaderState state, const WalHeader &header, Judgement &judgement)
{
    const QString where = tr("-wal, header");
    switch (state) {
    case WalHeaderState::Sound:
        return;
    case WalHeaderState::TooShort:
        judgement.remark(Severity::Warning, QStringLiteral("wal-too-short"),
                         tr("The -wal is shorter than its own header, so no transaction is in it. If it was "
                            "cut off, the newest transactions are missing."),
                         where);
        return;
    case WalHeaderState::NewVersion:
        judgement.find(Verdict::Unsupported, QStringLiteral("wal-newer-format"),
                       tr("The -wal has the format version %1, which this SQLite does not know. What it "
                          "holds could not be taken in.")
                           .arg(header.version),
                       where);
        return;
    case WalHeaderState::OnlyZeros:
        judgement.find(Verdict::Damaged, QStringLiteral("wal-header-damaged"),
                       tr("Only zeros are where the -wal has its header. SQLite ignores the whole file, and "
                          "every transaction in it is lost."),
                       where);
        return;
    case WalHeaderState::NotAWal:
    case WalHeaderState::Impossible:
    case WalHeaderState::BadChecksum:
        judgement.find(Verdict::Damaged, QStringLiteral("wal-header-damaged"),
                       tr("The header of the -wal is damaged. SQLite ignores the whole file without a word, "
                          "and every transaction in it is lost."),
                       where);
        return;
    }
}

/// The frame behind which SQLite stops, with what is needed to tell why it is there.
struct Break
{
    qint64 number = 0;
    WalFrame frame;            ///< its content is in `bytes`
    QByteArray bytes;          ///< the page
    WalChecksum before;        ///< of all frames before it
    WalChecksum after;         ///< as it ought to be
    bool continuesOld = false; ///< the next frame is of the same older use and follows from it
    bool commitsLater = false; ///< it or a later frame of the current use is a commit
    qint64 currentFrames = 0;  ///< frames of the current use from it on
};

class WalReader
{
public:
    WalReader(const ReadOnlyFile &wal, const Path &path, const std::function<bool()> &shouldStop)
        : m_wal(wal)
        , m_path(path)
        , m_shouldStop(shouldStop)
    {
    }

    [[nodiscard]] Result<WalContent> read(Judgement &judgement);

private:
    Result<void> readFrames();
    bool takeFrame(qint64 number, const WalFrame &frame);
    void takeFrameBehindBreak(qint64 number, const WalFrame &frame);
    void judgeBreak(Judgement &judgement) const;
    void judgeTail(Judgement &judgement) const;
    [[nodiscard]] bool isOfOlderUse() const;
    [[nodiscard]] bool hasOneBitFlipped() const;
    void findLost(Judgement &judgement) const;

    const ReadOnlyFile &m_wal;
    const Path &m_path;
    const std::function<bool()> &m_shouldStop;
    WalContent m_content;
    WalChecksum m_sum;
    qint64 m_frames = 0; ///< valid ones, committed or not
    std::optional<Break> m_break;
};

Result<WalContent> WalReader::read(Judgement &judgement)
{
    m_content.bytes = m_wal.status().st_size;
    if (m_content.bytes == 0) {
        return m_content;
    }
    const Result<QByteArray> start = m_wal.read(0, WalHeader::bytes);
    if (!start) {
        return start.error();
    }
    const WalHeaderState state = parseWalHeader(*start, m_content.header);
    judgeHeader(state, m_content.header, judgement);
    if (state != WalHeaderState::Sound) {
        return m_content;
    }
    m_sum = {m_content.header.checksum1, m_content.header.checksum2};
    if (const Result<void> done = readFrames(); !done) {
        return done.error();
    }
    if (m_break) {
        judgeBreak(judgement);
    }
    judgeTail(judgement);
    return m_content;
}

Result<void> WalReader::readFrames()
{
    return readWalFrames(
        m_wal, m_path, m_content.header, 0, m_shouldStop,
        [this](qint64 number, const WalFrame &frame) -> Result<bool> { return takeFrame(number, frame); });
}

bool WalReader::takeFrame(qint64 number, const WalFrame &frame)
{
    if (m_break) {
        takeFrameBehindBreak(number, frame);
        return true;
    }
    WalChecksum sum = m_sum;
    sum.addFrame(m_content.header, frame);
    if (sum.equals(frame) && frame.belongsTo(m_content.header) && frame.page != 0) {
        m_sum = sum;
        m_frames = number + 1;
        if (frame.isCommit()) {
            m_content.committedFrames = m_frames;
            m_content.databasePages = frame.databasePages;
        }
        return true;
    }
    m_break = Break{.number = number,
                    .frame = frame,
                    .bytes = frame.content.toByteArray(),
                    .before = m_sum,
                    .after = sum};
    m_break->frame.content = m_break->bytes;
    if (frame.belongsTo(m_content.header)) {
        m_break->currentFrames = 1;
        m_break->commitsLater = frame.isCommit();
    }
    return true;
}

void WalReader::takeFrameBehindBreak(qint64 number, const WalFrame &frame)
{
    Break &at = *m_break;
    if (number == at.number + 1) {
        WalChecksum sum{at.frame.checksum1, at.frame.checksum2};
        sum.addFrame(m_content.header, frame);
        at.continuesOld = frame.salt1 == at.frame.salt1 && frame.salt2 == at.frame.salt2 && sum.equals(frame);
    }
    if (frame.belongsTo(m_content.header)) {
        ++at.currentFrames;
        at.commitsLater = at.commitsLater || frame.isCommit();
    }
}

/// Whether the frame was left behind when SQLite began the file anew: it then counts the first salt up by one
/// and makes a new second one (section 4.4), so that either the frames behind follow from it, or it is near.
bool WalReader::isOfOlderUse() const
{
    const WalFrame &frame = m_break->frame;
    const WalHeader &header = m_content.header;
    if (m_break->currentFrames > 0 || frame.salt1 == header.salt1 || frame.salt2 == header.salt2) {
        return false;
    }
    const quint32 ago = header.salt1 - frame.salt1;
    return m_break->continuesOld || ago <= std::max(header.checkpoint, 1U);
}

/// One flipped bit can make a commit look like any other frame, so it is looked for: SQLite's checksum covers
/// the page number and the mark of a commit.
bool WalReader::hasOneBitFlipped() const
{
    for (int bit = 0; bit < 64; ++bit) {
        WalFrame frame = m_break->frame;
        (bit < 32 ? frame.page : frame.databasePages) ^= 1U << (bit % 32);
        WalChecksum sum = m_break->before;
        sum.addFrame(m_content.header, frame);
        if (sum.equals(frame)) {
            return true;
        }
    }
    return false;
}

void WalReader::findLost(Judgement &judgement) const
{
    judgement.find(
        Verdict::Damaged, QStringLiteral("wal-frame-damaged"),
        tr("Frame %1 of the -wal is damaged: its checksum does not fit. SQLite stops there without "
           "a word, so the transactions from this frame on are lost.")
            .arg(m_break->number + 1),
        whereFrame(m_break->number));
}

void WalReader::judgeBreak(Judgement &judgement) const
{
    const bool isRightButForSalts
        = m_break->after.equals(m_break->frame) && !m_break->frame.belongsTo(m_content.header);
    if (isRightButForSalts || m_break->commitsLater || hasOneBitFlipped()) {
        findLost(judgement);
        return;
    }
    if (isOfOlderUse()) {
        return;
    }
    if (m_break->frame.belongsTo(m_content.header)) {
        judgement.remark(
            Severity::Note, QStringLiteral("wal-uncommitted"),
            tr("The -wal ends with a transaction that was being written and was never committed. "
               "SQLite drops it; nothing that was committed is missing."),
            whereFrame(m_break->number));
        return;
    }
    findLost(judgement);
}

void WalReader::judgeTail(Judgement &judgement) const
{
    const qint64 rest = (m_content.bytes - WalHeader::bytes) % m_content.header.frameBytes();
    if (rest != 0 && !(m_break && isOfOlderUse())) {
        // SQLite writes the header of a frame and its page one after the other.
        judgement.remark(
            Severity::Warning, QStringLiteral("wal-cut-off"),
            tr("The -wal ends in the middle of a frame, after %1 of %2 bytes. A program that was "
               "killed leaves it so, and then nothing is missing; if the file was cut off when "
               "it was copied, the newest transactions are.")
                .arg(rest)
                .arg(m_content.header.frameBytes()));
    }
    if (!m_break && m_frames > m_content.committedFrames) {
        judgement.remark(
            Severity::Note, QStringLiteral("wal-uncommitted"),
            tr("The last %1 frame(s) of the -wal belong to a transaction that was not committed. "
               "SQLite drops them; nothing that was committed is missing.")
                .arg(m_frames - m_content.committedFrames),
            whereFrame(m_content.committedFrames));
    }
}

} // namespace

Result<WalContent> inspectWal(const ReadOnlyFile &wal, const Path &path,
                              const std::function<bool()> &shouldStop, Judgement &judgement)
{
    return WalReader(wal, path, shouldStop).read(judgement);
}

} // namespace litekeeper
