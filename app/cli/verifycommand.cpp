// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/verifycommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "common/durablefile.h"
#include "common/readonlyfile.h"
#include "service/catalogueservice.h"
#include "service/verdicttext.h"
#include "service/verifyreport.h"
#include "service/verifyservice.h"
#include "service/whendone.h"
#include "system/interrupt.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 mostPasswordBytes = 4096;

const char *const examples = R"(Examples:
  litekeeper-cli verify ~/Downloads/site_202601310300.zip
      would the database in this hosting backup restore?
  litekeeper-cli verify backups/*.zip --level quick
      many at once; quick_check in place of integrity_check
  litekeeper-cli verify site.zip --json --report site.html
      for scripts, and a page for an auditor

The files are read in a process of their own, with limits on memory and time, and are left as they are.
Exit codes: 0 all are sound, 1 at least one is not, 2 usage, 130 cancelled)";

QString findingLine(const Finding &finding)
{
    const QString mark = finding.severity == Severity::Problem ? VerifyCommand::tr("Problem")
        : finding.severity == Severity::Warning                ? VerifyCommand::tr("Warning")
                                                               : VerifyCommand::tr("Note");
    const QString where = finding.where.isEmpty() ? QString() : finding.where + QStringLiteral(": ");
    return QStringLiteral("%1: %2%3").arg(mark, where, finding.text);
}

void printDatabase(const DatabaseVerdict &database)
{
    qint64 rows = 0;
    for (const TableSummary &table : database.tables) {
        rows += std::max<qint64>(table.rows, 0);
    }
    console::printLine(
        QStringLiteral("  %1: %2 (%3, %4, %5)")
            .arg(verdictWord(database.verdict), displayPath(database.path), bytesText(database.bytes),
                 countText(database.tables.size(), VerifyCommand::tr("table"), VerifyCommand::tr("tables")),
                 countText(rows, VerifyCommand::tr("row"), VerifyCommand::tr("rows"))));
    for (const Finding &finding : database.findings) {
        console::printLine(QStringLiteral("    ") + findingLine(finding));
    }
}

} // namespace

VerifyCommand::VerifyCommand(CLI::App &program)
    : m_app(program.add_subcommand("verify", "Tell whether the databases in files or archives would restore"))
{
    m_app->footer(examples);
    m_app->add_option("FILE", m_files, "Databases, archives (zip, tar, 7z, gz, zst ...) or folders")
        ->type_name("PATH")
        ->required();
    m_app->add_option("--level", m_level, "How far to go: quick_check, or also integrity_check and every row")
        ->type_name("LEVEL")
        ->check(CLI::IsMember({"quick", "full"}))
        ->capture_default_str();
    m_app->add_option("--password-file", m_passwordFile, "A file whose first line opens encrypted entries")
        ->type_name("PATH");
    m_app->add_option("--report", m_report, "Write the verdicts as an HTML page as well")->type_name("PATH");
    m_app->add_flag("--json", m_json, "Print one JSON document: an object, or an array for several files");
    m_app->add_flag("--quiet", m_quiet, "Print nothing but failures");
}

Result<QByteArray> VerifyCommand::password() const
{
    if (m_passwordFile.empty()) {
        return QByteArray();
    }
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(Path(m_passwordFile));
    if (!file) {
        return file.error();
    }
    const Result<QByteArray> bytes = file->read(0, mostPasswordBytes);
    if (!bytes) {
        return bytes;
    }
    QByteArray line = bytes->left(bytes->indexOf('\n'));
    line.chop(line.endsWith('\r') ? 1 : 0);
    return line;
}

int VerifyCommand::run(Session &session)
{
    const Result<QByteArray> secret = password();
    if (!secret) {
        console::printError(describe(secret.error()));
        return ExitUsage;
    }
    m_line = std::make_unique<ProgressLine>(!m_quiet);
    VerifyService service(session.catalogue, session.runner, session.paths,
                          pathFromQString(QCoreApplication::applicationFilePath()));
    Interrupt interrupt;
    connect(&interrupt, &Interrupt::interrupted, this, [&service] { service.cancelAll(); });
    connect(&service, &VerifyService::progressed, this,
            [this](const QUuid &, const Progress &progress) { m_line->show(progress); });
    connect(&service, &VerifyService::finished, this, &VerifyCommand::onFinished);
    connect(&service, &VerifyService::cancelled, this, [this] {
        ++m_cancelled;
        end();
    });
    // A catalogue that cannot be opened keeps nobody from verifying; it is only not compared with then.
    whenDone(session.catalogue.open(), this, [&, this](const Result<QList<Finding>> &opened) {
        if (!opened) {
            console::printError(describe(opened.error()));
        }
        begin(service, *secret);
    });
    return QCoreApplication::exec();
}

void VerifyCommand::begin(VerifyService &service, const QByteArray &password)
{
    const VerifyLevel level = *verifyLevelFromCode(QString::fromStdString(m_level));
    for (const std::string &file : m_files) {
        service.verify({.file = Path(file), .level = level, .password = password});
    }
}

void VerifyCommand::onFinished(const FileVerdict &verdict)
{
    m_line->clear();
    m_verdicts.append(verdict);
    if (!m_json && (!m_quiet || verdict.verdict != Verdict::Sound)) {
        print(verdict);
    }
    end();
}

void VerifyCommand::end()
{
    if (m_verdicts.size() + m_cancelled < qsizetype(m_files.size())) {
        return;
    }
    m_line->clear();
    if (m_json && (m_files.size() > 1 || !m_verdicts.isEmpty())) {
        QJsonArray documents;
        for (const FileVerdict &verdict : m_verdicts) {
            documents.append(toJson(verdict));
        }
        const QJsonDocument document
            = m_files.size() == 1 ? QJsonDocument(documents.first().toObject()) : QJsonDocument(documents);
        console::writeRaw(document.toJson(QJsonDocument::Indented));
    }
    const bool isSound = std::all_of(m_verdicts.cbegin(), m_verdicts.cend(), [](const FileVerdict &verdict) {
        return verdict.verdict == Verdict::Sound;
    });
    const bool isWritten = writeReport();
    if (m_cancelled > 0) {
        console::printError(describe({.kind = ErrorKind::Cancelled, .path = Path(m_files.back())}));
    }
    QCoreApplication::exit(m_cancelled > 0 ? ExitCancelled : isSound && isWritten ? ExitDone : ExitFailed);
}

bool VerifyCommand::writeReport() const
{
    if (m_report.empty() || m_verdicts.isEmpty()) {
        return true;
    }
    const Result<void> written = writeDurably(absolutePath(Path(m_report)), verdictReportHtml(m_verdicts));
    if (!written) {
        console::printError(describe(written.error()));
    }
    return written.hasValue();
}

void VerifyCommand::print(const FileVerdict &verdict) const
{
    console::printLine(QStringLiteral("%1: %2. %3")
                           .arg(displayPath(verdict.file), verdictWord(verdict.verdict), headline(verdict)));
    for (const DatabaseVerdict &database : verdict.databases) {
        printDatabase(database);
    }
    for (const Finding &finding : verdict.findings) {
        console::printLine(QStringLiteral("  ") + findingLine(finding));
    }
    const QString read = verdict.entryCount > 0
        ? tr("%1, %2, %3")
              .arg(bytesText(verdict.bytes), countText(verdict.entryCount, tr("entry"), tr("entries")),
                   durationText(verdict.milliseconds))
        : tr("%1, %2").arg(bytesText(verdict.bytes), durationText(verdict.milliseconds));
    console::printLine(QStringLiteral("  ") + read
                       + (verdict.sha256.isEmpty()
                              ? QString()
                              : QStringLiteral(", SHA-256 ") + QString::fromLatin1(verdict.sha256.toHex())));
}

} // namespace litekeeper
