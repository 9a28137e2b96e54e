// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/zipformat.h"
#include "support/archives.h"
#include "support/zipbuilder.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>

using namespace litekeeper;
using namespace litekeeper::test;

/// Every zip that the format allows is sound and gives back what was packed; every hostile or broken one is
/// told by its own code.
class TestZipAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesLegalZips_data();
    void takesLegalZips();
    void refusesDamagedZips_data();
    void refusesDamagedZips();
    void refusesDangerousZips_data();
    void refusesDangerousZips();
    void tellsWhatItCannotRead_data();
    void tellsWhatItCannotRead();
    void judgesNames_data();
    void judgesNames();
    void readsOtherEntriesBesideADamagedOne();
    void findsEveryFlippedByteOfADatum();
    void survivesEveryFlippedByte();
    void findsEveryTruncation();
    void takesManyEntries();
    void takesManyEqualNames();
    void boundsItsFindings();
    void cancels();
    void leavesDatabasesAndOtherFilesAlone();
};

namespace {

const QByteArray lorem = QByteArray("All work and no play makes a dull database. ").repeated(50);

QList<ZipItem> twoItems()
{
    return {{.name = "a.txt", .data = "hello"}, {.name = "folder/b.txt", .data = lorem}};
}

/// One item beside another one, which must never be the worse for it.
QByteArray zipWith(const ZipItem &item, const ZipEnd &end = {})
{
    return buildZip({item, {.name = "other.txt", .data = lorem}}, end);
}

ZipItem itemWith(const std::function<void(ZipItem &)> &change)
{
    ZipItem item{.name = "a.txt", .data = lorem};
    change(item);
    return item;
}

ZipEnd endWith(const std::function<void(ZipEnd &)> &change)
{
    ZipEnd end;
    change(end);
    return end;
}

void row(const char *name, const QByteArray &zip, const char *code = "")
{
    QTest::newRow(name) << zip << QByteArray(code);
}

void twoColumns()
{
    QTest::addColumn<QByteArray>("zip");
    QTest::addColumn<QByteArray>("code");
}

QByteArray aesField(quint16 method)
{
    QByteArray data("\2\0AE\3\0\0", 7);
    data[5] = char(method);
    return extraField(zip::aesExtraId, data);
}

} // namespace

void TestZipAudit::takesLegalZips_data()
{
    twoColumns();
    using Descriptor = ZipItem::Descriptor;
    row("plain", buildZip(twoItems()));
    row("empty", buildZip({}));
    row("empty with comment", buildZip({}, {.comment = "nothing"}));
    row("stored", zipWith({.name = "a.txt", .data = lorem, .method = 0}));
    row("no bytes, stored", zipWith({.name = "a.txt", .data = "", .method = 0}));
    row("no bytes, deflated", zipWith({.name = "a.txt", .data = ""}));
    for (const auto &[name, descriptor] :
         {std::pair("signed", Descriptor::Signed), std::pair("unsigned", Descriptor::Unsigned),
          std::pair("signed long", Descriptor::SignedLong),
          std::pair("unsigned long", Descriptor::UnsignedLong)}) {
        for (const quint16 method : {quint16(0), quint16(8)}) {
            for (const QByteArray &data : {lorem, QByteArray()}) {
                const QByteArray label = QByteArray(name) + " descriptor, method "
                    + QByteArray::number(method) + ", bytes " + QByteArray::number(data.size());
                const ZipItem item{.name = "a.txt", .data = data, .method = method, .descriptor = descriptor};
                row(label.constData(), zipWith(item));
            }
        }
    }
    row("sizes known and descriptor", zipWith(itemWith([](ZipItem &item) {
            const QByteArray packed = deflated(lorem);
            item.descriptor = Descriptor::Signed;
            item.local.bytes = quint32(lorem.size());
            item.local.compressed = quint32(packed.size());
        })));
    row("descriptor and zip64 in the local header only", zipWith(itemWith([](ZipItem &item) {
            item.descriptor = Descriptor::SignedLong;
            item.local.isZip64 = true;
        })));
    row("descriptor left out", zipWith(itemWith([](ZipItem &item) {
            item.local.flags = item.central.flags = zip::descriptorFlag;
        })));
    row("zip64 without need",
        zipWith(itemWith([](ZipItem &item) { item.local.isZip64 = item.central.isZip64 = true; }),
                {.isZip64 = true}));
    row("zip64 end record without sentinels", buildZip(twoItems(), {.isZip64 = true, .isSentinel = false}));
    row("zip64 locator says 0 disks", buildZip(twoItems(), {.isZip64 = true, .disks = 0}));
    row("empty zip64", buildZip({}, {.isZip64 = true}));
    row("zip64 behind a prefix", buildZip(twoItems(), {.prefix = QByteArray(1000, 'x'), .isZip64 = true}),
        "leading-bytes");
    row("comment of 65,535 bytes", buildZip(twoItems(), {.comment = QByteArray(65'535, 'c')}));
    row("comment with end signatures",
        buildZip(twoItems(), {.comment = QByteArray("PK\5\6 PK\5\6 PK\1\2 PK\6\7")}));
    row("entry comments", zipWith({.name = "a.txt", .data = lorem, .comment = QByteArray(65'535, 'c')}));
    row("self-extractor", buildZip(twoItems(), {.prefix = QByteArray(4000, 'x')}), "leading-bytes");
    row("self-extractor, adjusted",
        buildZip(twoItems(), {.prefix = QByteArray(4000, 'x'), .isPrefixCounted = true}), "leading-bytes");
    row("behind another zip", buildZip(twoItems(), {.prefix = buildZip(twoItems())}), "leading-bytes");
    row("marker of a split zip", buildZip(twoItems(), {.prefix = "PK00", .isPrefixCounted = true}));
    row("trailing junk", buildZip(twoItems(), {.trailing = "0\r\n\r\n"}), "trailing-bytes");
    row("trailing zeros", buildZip(twoItems(), {.trailing = QByteArray(100'000, '\0')}), "trailing-bytes");
    row("gap between entries",
        buildZip({{.name = "a.txt", .data = "a"}, {.name = "b.txt", .data = "b", .before = "deleted"}}),
        "gap");
    row("gap before the end record", buildZip(twoItems(), {.beforeEnd = "whatever"}), "gap");
    row("different extra fields", zipWith(itemWith([](ZipItem &item) {
            item.local.extra = extraField(0x5455, "\3abcdefgh");
            item.central.extra = extraField(0x5455, "\3abcd") + extraField(0xcafe, {});
        })));
    row("padding of zipalign",
        zipWith(itemWith([](ZipItem &item) { item.local.extra = QByteArray(3, '\0'); })));
    row("backslashes", zipWith({.name = "folder\\a.txt", .data = lorem, .madeBy = 0}), "backslash");
    row("folders twice",
        buildZip({{.name = "f/", .method = 0, .attributes = 040755U << 16},
                  {.name = "f/", .method = 0, .comment = "again", .attributes = 0x10},
                  {.name = "f/a", .data = "a"}}));
    row("folder packed as nothing", zipWith({.name = "f/", .data = "", .attributes = 0x10}));
    row("identical file twice", buildZip({twoItems().at(1), twoItems().at(1)}), "duplicate-name");
    row("names that differ in case", buildZip({{.name = "A", .data = "1"}, {.name = "a", .data = "2"}}));
    row("flag for UTF-8", zipWith(itemWith([](ZipItem &item) {
            item.name = "\xc3\xa9.txt";
            item.local.flags = item.central.flags = zip::utf8Flag;
        })));
    row("code page 437", zipWith({.name = "\x82.txt", .data = lorem}));
    row("flag for UTF-8 and no UTF-8", zipWith(itemWith([](ZipItem &item) {
            item.name = "\x82.txt";
            item.local.flags = item.central.flags = zip::utf8Flag;
        })),
        "name-not-utf8");
    row("Unicode path", zipWith(itemWith([](ZipItem &item) {
            item.name = "?.txt";
            item.local.extra = item.central.extra = unicodePath("?.txt", "\xc3\xa9.txt");
        })));
    row("stale Unicode path", zipWith(itemWith([](ZipItem &item) {
            item.central.extra = unicodePath("renamed.txt", "../b.txt");
        })));
    row("no name, from a pipe", zipWith({.name = "", .data = lorem}), "no-name");
    row("name of 65,535 bytes", zipWith({.name = QByteArray("abcdefgh/").repeated(7281), .data = ""}));
    row("time that is none",
        zipWith(itemWith([](ZipItem &item) { item.local.dosTime = item.central.dosTime = 0xffffffff; })));
    row("no time in the local header", zipWith(itemWith([](ZipItem &item) { item.local.dosTime = 0; })));
    row("ratio of 1000", zipWith({.name = "zeros", .data = QByteArray(8 << 20, '\0')}));
    row("old end record in a stored zip",
        zipWith({.name = "inner.zip", .data = buildZip(twoItems()), .method = 0}));
    row("made on Windows", zipWith({.name = "a.txt", .data = lorem, .madeBy = 0, .attributes = 0x20}));
}

void TestZipAudit::takesLegalZips()
{
    QFETCH(QByteArray, zip);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(zip);
    QVERIFY(reading.isArchive);
    QCOMPARE(reading.container, QStringLiteral("zip"));
    QVERIFY2(!reading.error && reading.verdict() == Verdict::Sound && reading.failedEntries == 0,
             reading.text().constData());
    // Remarks only where they are expected, or people stop reading them.
    const bool isAsExpected = code.isEmpty()
        ? reading.judgement.findings().size() <= (reading.has("no-descriptor") ? 1 : 0)
        : reading.has(code.constData());
    QVERIFY2(isAsExpected, reading.text().constData());
    for (qsizetype at = 0; at < reading.entries.size(); ++at) {
        QVERIFY(reading.entries.at(at).bytes >= reading.contents.at(at).size());
    }
    if (!reading.contents.isEmpty() && reading.entries.constLast().path == Path("other.txt")) {
        QCOMPARE(reading.contents.constLast(), lorem);
    }
}

void TestZipAudit::refusesDamagedZips_data()
{
    twoColumns();
    using Descriptor = ZipItem::Descriptor;
    const auto local = [](const std::function<void(ZipFields &)> &change) {
        return zipWith(itemWith([&](ZipItem &item) { change(item.local); }));
    };
    const auto central = [](const std::function<void(ZipFields &)> &change) {
        return zipWith(itemWith([&](ZipItem &item) { change(item.central); }));
    };
    const auto both = [](const std::function<void(ZipFields &)> &change) {
        return zipWith(itemWith([&](ZipItem &item) {
            change(item.local);
            change(item.central);
        }));
    };
    for (const auto &[side, make] :
         {std::pair("local", std::function(local)), std::pair("central", std::function(central))}) {
        const auto differing = [&, where = QByteArray(side), change = make](const char *what, auto set) {
            row((where + ' ' + what).constData(), change(set), "headers-differ");
        };
        differing("checksum", [](ZipFields &fields) { fields.crc = 1; });
        differing("size, larger", [](ZipFields &fields) { fields.bytes = quint32(lorem.size() + 1); });
        differing("size, smaller", [](ZipFields &fields) { fields.bytes = quint32(lorem.size() - 1); });
        differing("packed size, larger",
                  [](ZipFields &fields) { fields.compressed = quint32(deflated(lorem).size() + 1); });
        differing("packed size, smaller",
                  [](ZipFields &fields) { fields.compressed = quint32(deflated(lorem).size() - 1); });
        differing("packed size, huge", [](ZipFields &fields) { fields.compressed = 0x7fffffff; });
        differing("method", [](ZipFields &fields) { fields.method = 0; });
        differing("name", [](ZipFields &fields) { fields.name = "b.txt"; });
        differing("name, shorter", [](ZipFields &fields) { fields.nameLength = 3; });
        differing("time", [](ZipFields &fields) { fields.dosTime = 0x12345678; });
        differing("encryption", [](ZipFields &fields) { fields.flags = zip::encryptedFlag; });
    }
    row("both checksums", both([](ZipFields &fields) { fields.crc = 1; }), "checksum");
    row("both sizes larger", both([](ZipFields &fields) { fields.bytes = quint32(lorem.size() + 1); }),
        "size");
    row("stored with two sizes", zipWith(itemWith([](ZipItem &item) {
            item.method = 0;
            item.local.bytes = item.central.bytes = quint32(lorem.size() + 1);
        })),
        "size");
    row("nothing with a checksum", zipWith(itemWith([](ZipItem &item) {
            item.data = "";
            item.method = 0;
            item.local.crc = item.central.crc = 7;
        })),
        "checksum");
    row("deflate ends early",
        zipWith(itemWith([](ZipItem &item) { item.packed = deflated(lorem) + "junk"; })), "data-behind");
    row("deflate cut off", zipWith(itemWith([](ZipItem &item) { item.packed = deflated(lorem).chopped(3); })),
        "data-cut");
    row("no deflate at all", zipWith(itemWith([](ZipItem &item) { item.packed = QByteArray(100, '\xff'); })),
        "data-damaged");
    row("no packed bytes", zipWith(itemWith([](ZipItem &item) { item.packed = QByteArray(); })), "data-cut");
    row("descriptor's checksum",
        zipWith({.name = "a", .data = lorem, .descriptor = Descriptor::Signed, .descriptorCrc = 1}),
        "descriptor");
    row("descriptor's size",
        zipWith({.name = "a", .data = lorem, .descriptor = Descriptor::Unsigned, .descriptorCompressed = 1}),
        "descriptor");
    row("local signature", local([](ZipFields &fields) { fields.signature = 0x04034b51; }), "local-header");
    row("offset", zipWith(itemWith([](ZipItem &item) { item.offset = 3; })), "local-header");
    row("offset behind the end", zipWith(itemWith([](ZipItem &item) { item.offset = 0x7fffffff; })),
        "local-header");
    row("central signature", central([](ZipFields &fields) { fields.signature = 0x02014b51; }));
    row("second central signature",
        buildZip(
            {{.name = "a", .data = "a"}, {.name = "b", .data = "b", .central = {.signature = 0x02014b51}}}),
        "directory-damaged");
    row("central name too long", buildZip({{.name = "a", .data = "a", .central = {.nameLength = 1000}}}),
        "directory-damaged");
    row("local extra field too long", local([](ZipFields &fields) { fields.extra = "\x55\x54\x09\x00a"; }),
        "extra-field");
    row("central extra field too long",
        central([](ZipFields &fields) { fields.extra = "\x55\x54\x09\x01xxxxxxx"; }), "extra-field");
    row("zip64 size larger", central([](ZipFields &fields) {
            fields.isZip64 = true;
            fields.zip64Bytes = quint64(lorem.size() + 1);
        }),
        "headers-differ");
    row("zip64 packed size beyond 63 bits", both([](ZipFields &fields) {
            fields.isZip64 = true;
            fields.zip64Compressed = ~quint64(0);
        }),
        "data-missing");
    row("zip64 sizes without the field", both([](ZipFields &fields) { fields.bytes = 0xffffffff; }), "size");
    const auto end
        = [](const std::function<void(ZipEnd &)> &change) { return buildZip(twoItems(), endWith(change)); };
    row("count too high", end([](ZipEnd &fields) { fields.count = 3; }), "count");
    row("count too low", end([](ZipEnd &fields) { fields.count = 1; }), "count");
    row("count of this disk", end([](ZipEnd &fields) { fields.countHere = 1; }), "count");
    row("directory too large", end([](ZipEnd &fields) { fields.bytes = 1000; }), "directory-misplaced");
    row("directory too small", end([](ZipEnd &fields) { fields.bytes = 60; }), "");
    row("directory's offset", end([](ZipEnd &fields) { fields.offset = 10; }), "directory-misplaced");
    row("directory's offset behind the end", end([](ZipEnd &fields) { fields.offset = 0x7fffffff; }),
        "directory-misplaced");
    row("comment longer than told", end([](ZipEnd &fields) {
            fields.comment = "hello";
            fields.commentLength = 10;
        }),
        "truncated");
    row("zip64 record missing", end([](ZipEnd &fields) { fields.offset = 0xffffffff; }), "zip64-missing");
    row("zip64 count", end([](ZipEnd &fields) {
            fields.isZip64 = true;
            fields.zip64Count = 3;
        }),
        "count");
    row("zip64 count of billions", end([](ZipEnd &fields) {
            fields.isZip64 = true;
            fields.zip64Count = ~quint64(0);
        }),
        "zip64-contradiction");
    row("zip64 directory size", end([](ZipEnd &fields) {
            fields.isZip64 = true;
            fields.zip64Bytes = ~quint64(0);
        }),
        "zip64-contradiction");
    row("zip64 contradicts the old record", end([](ZipEnd &fields) {
            fields.isZip64 = true;
            fields.isSentinel = false;
            fields.zip64Count = 3;
        }),
        "zip64-contradiction");
    row("directory lists nothing", buildZip({}, {.prefix = buildZip(twoItems()).left(60)}),
        "directory-empty");
    const QByteArray nested
        = buildZip({{.name = "in.zip", .data = buildZip(twoItems()), .method = 0}, twoItems().at(1)});
    const qsizetype outer = 30 + 6;
    row("cut off behind a zip in it", nested.left(outer + buildZip(twoItems()).size() + 20), "no-directory");
    row("cut off right behind a zip in it", nested.left(outer + buildZip(twoItems()).size()), "no-directory");
    row("only a local header", QByteArray("PK\3\4"), "no-directory");
}

void TestZipAudit::refusesDamagedZips()
{
    QFETCH(QByteArray, zip);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(zip);
    QVERIFY2(reading.isArchive && !reading.error && reading.verdict() == Verdict::Damaged,
             reading.text().constData());
    QVERIFY2(code.isEmpty() || reading.has(code.constData()), reading.text().constData());
}

void TestZipAudit::refusesDangerousZips_data()
{
    twoColumns();
    row("quoted overlap", quotedOverlapZip(40, lorem), "overlap");
    row("one local header for many",
        buildZip({{.name = "a", .data = lorem, .offset = 0},
                  {.name = "a", .data = lorem, .offset = 0, .isLocalLeftOut = true},
                  {.name = "a", .data = lorem, .offset = 0, .isLocalLeftOut = true}}),
        "overlap");
    row("one local header for many names",
        buildZip({{.name = "a", .data = lorem, .offset = 0},
                  {.name = "b", .data = lorem, .offset = 0, .isLocalLeftOut = true}}),
        "overlap");
    const QByteArray inner = buildZip({{.name = "in", .data = lorem, .method = 0}});
    row("entry within an entry",
        buildZip({{.name = "out", .data = inner, .method = 0, .offset = 0},
                  {.name = "in", .data = lorem, .method = 0, .offset = 33, .isLocalLeftOut = true}}),
        "overlap");
    ZipItem reaching{.name = "a", .data = QByteArray(60, 'a'), .method = 0, .packed = "a"};
    row("entry reaches into the directory", buildZip({[&] {
            reaching.local.compressed = reaching.central.compressed = 60;
            return reaching;
        }()}),
        "overlap");
    row("unpacks to more than it says",
        zipWith(itemWith([](ZipItem &item) { item.local.bytes = item.central.bytes = 5; })), "size-lie");
    row("unpacks to endlessly more", zipWith(itemWith([](ZipItem &item) {
            item.data = QByteArray(80 << 20, '\0');
            item.local.bytes = item.central.bytes = 5;
            item.local.crc = item.central.crc = 5;
        })),
        "size-lie");
    row("same name, other content", buildZip({{.name = "a", .data = "1"}, {.name = "a", .data = "2"}}),
        "duplicate-name");
    row("same name on Windows", buildZip({{.name = "f/a", .data = "1"}, {.name = "f\\.\\a", .data = "2"}}),
        "duplicate-name");
    row("folder with data", zipWith({.name = "f/", .data = lorem, .attributes = 040755U << 16}),
        "folder-with-data");
    row("link", zipWith({.name = "a", .data = "/etc/passwd", .attributes = 0120777U << 16}), "link");
    row("link made on a Mac",
        zipWith({.name = "a", .data = "x", .madeBy = 19U << 8, .attributes = 0120777U << 16}), "link");
    row("link of Windows", zipWith({.name = "a", .data = "x", .madeBy = 0, .attributes = 0x400}), "link");
    row("character device", zipWith({.name = "a", .data = "", .attributes = 020666U << 16}), "special-file");
    row("block device", zipWith({.name = "a", .data = "", .attributes = 060666U << 16}), "special-file");
    row("pipe", zipWith({.name = "a", .data = "", .attributes = 010666U << 16}), "special-file");
    row("socket", zipWith({.name = "a", .data = "", .attributes = 0140666U << 16}), "special-file");
    row("unsafe name in the local header only",
        zipWith(itemWith([](ZipItem &item) { item.local.name = "../a.txt"; })), "path-leaves-folder");
    row("unsafe Unicode path",
        zipWith(itemWith([](ZipItem &item) { item.central.extra = unicodePath("a.txt", "../../a.txt"); })),
        "path-leaves-folder");
    row("two ASCII names",
        zipWith(itemWith([](ZipItem &item) { item.central.extra = unicodePath("a.txt", "b.txt"); })),
        "two-names");
    // The comment of a first end record is a second directory with its own end record; both end with the
    // file.
    const QByteArray last
        = buildZip({{.name = "b", .data = "2"}},
                   {.prefix = buildZip({{.name = "a", .data = "1"}}), .isPrefixCounted = true});
    const QByteArray first = buildZip({{.name = "a", .data = "1"}});
    row("two directories",
        first.chopped(2) + QByteArray(1, char(last.size() - first.size())) + '\0' + last.mid(first.size()),
        "several-directories");
}

void TestZipAudit::refusesDangerousZips()
{
    QFETCH(QByteArray, zip);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(zip);
    QVERIFY2(reading.isArchive && !reading.error && reading.verdict() == Verdict::Dangerous,
             reading.text().constData());
    QVERIFY2(reading.has(code.constData()), reading.text().constData());
}

void TestZipAudit::tellsWhatItCannotRead_data()
{
    twoColumns();
    for (const quint16 method : {1, 2, 5, 6, 9, 10, 16, 18, 19, 94, 96, 97, 200}) {
        row(("method " + QByteArray::number(method)).constData(),
            zipWith({.name = "a", .data = "x", .method = method}), "method");
    }
    const auto flagged = [](quint16 flags) {
        return zipWith(itemWith([&](ZipItem &item) { item.local.flags = item.central.flags = flags; }));
    };
    row("encrypted", flagged(zip::encryptedFlag), "encrypted");
    row("strong encryption", flagged(zip::encryptedFlag | zip::strongFlag), "strong-encryption");
    row("masked headers", flagged(zip::encryptedFlag | zip::maskedFlag), "strong-encryption");
    row("patch", flagged(zip::patchedFlag), "patch");
    row("AES", zipWith(itemWith([](ZipItem &item) {
            item.method = zip::methodAes;
            item.local.flags = item.central.flags = zip::encryptedFlag;
            item.local.extra = item.central.extra = aesField(8);
        })),
        "encrypted");
    const QByteArray packed = deflated(QByteArray(100 << 20, '\0'));
    row("larger than its program can tell", zipWith(itemWith([&](ZipItem &item) {
            item.madeBy = 0x0315;
            item.descriptor = ZipItem::Descriptor::Signed;
            item.packed = packed.chopped(100) + QByteArray(4'200'000, '\xff');
        })),
        "wrapped");
    row("part of several", buildZip(twoItems(), {.disk = 1, .directoryDisk = 1}), "multi-disk");
    row("directory on another part", buildZip(twoItems(), {.disk = 3, .directoryDisk = 2}), "multi-disk");
    row("several disks in zip64", buildZip(twoItems(), {.isZip64 = true, .disks = 2}), "multi-disk");
    row("entry on another part", zipWith({.name = "a", .data = "x", .disk = 1}), "multi-disk");
}

void TestZipAudit::tellsWhatItCannotRead()
{
    QFETCH(QByteArray, zip);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(zip);
    QVERIFY2(reading.isArchive && !reading.error && reading.verdict() == Verdict::Unsupported,
             reading.text().constData());
    QVERIFY2(reading.has(code.constData()), reading.text().constData());
}

void TestZipAudit::judgesNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isDangerous");
    QTest::addColumn<QByteArray>("code");
    const auto name = [](const QByteArray &bytes, bool isDangerous, const char *code) {
        QTest::newRow(bytes.toPercentEncoding().constData()) << bytes << isDangerous << QByteArray(code);
    };
    for (const char *bytes : {"../a", "a/../../b", "..", "./../a", "..\\a", "a\\..\\..\\b", "a//../../b"}) {
        name(bytes, true, "path-leaves-folder");
    }
    for (const char *bytes : {"/a", "\\a", "C:a", "c:/a", "C:\\a", "\\\\server\\share\\a", "//a"}) {
        name(bytes, true, "absolute-path");
    }
    name(QByteArray("a\0b", 3), true, "nul-in-name");
    for (const char *bytes : {"CON", "f/nul", "COM1", "lpt9", "aux ", "Prn.", "f\\CON", "CON:x"}) {
        name(bytes, true, "device-name");
    }
    name("aux.c", false, "device-like-name");
    name("a/../b", false, "parent-in-path");
    name("a\nb", false, "control-character");
    name("\x1b[31m", false, "control-character");
    name("a.", false, "odd-name");
    name("a ", false, "odd-name");
    name("a/b:c", false, "odd-name");
    for (const char *bytes : {"a", "./a", "a//b", "...", "..a", "a..", "a?%#b", "COM0", "COM10", "CONSOLE",
                              "~/a", ".hidden", "-"}) {
        const bool endsWithDot = QByteArray(bytes).endsWith('.');
        name(bytes, false, endsWithDot ? "odd-name" : "");
    }
}

void TestZipAudit::judgesNames()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isDangerous);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(zipWith({.name = name, .data = lorem}));
    QVERIFY2(reading.verdict() == (isDangerous ? Verdict::Dangerous : Verdict::Sound),
             reading.text().constData());
    QVERIFY2(code.isEmpty() ? reading.judgement.findings().isEmpty() : reading.has(code.constData()),
             reading.text().constData());
    // A finding names the entry as the list of entries does.
    for (const Finding &finding : reading.judgement.findings()) {
        QVERIFY2(finding.where == displayPath(reading.entries.at(0).path)
                     || finding.code == QLatin1String("backslash"),
                 reading.text().constData());
    }
}

void TestZipAudit::readsOtherEntriesBesideADamagedOne()
{
    QList<ZipItem> items;
    for (int index = 0; index < 10; ++index) {
        ZipItem item{.name = QByteArray::number(index), .data = lorem + QByteArray::number(index)};
        if (index % 2 == 0) {
            item.packed = deflated(item.data).replace(20, 1, "~");
        }
        items.append(item);
    }
    const ArchiveReading reading = readArchive(buildZip(items));
    QCOMPARE(reading.verdict(), Verdict::Damaged);
    QCOMPARE(reading.failedEntries, 5);
    for (int index = 1; index < 10; index += 2) {
        QCOMPARE(reading.contents.at(index), items.at(index).data);
    }
}

void TestZipAudit::findsEveryFlippedByteOfADatum()
{
    for (const quint16 method : {quint16(0), quint16(8)}) {
        const ZipItem item{.name = "a", .data = lorem.left(300), .method = method};
        const QByteArray zip = buildZip({item});
        const qsizetype begin = 31;
        const qsizetype end = begin + (method == 0 ? item.data : deflated(item.data)).size();
        for (qsizetype at = begin; at < end; ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = zip;
                flipped[at] = char(flipped.at(at) ^ (1 << bit));
                const ArchiveReading reading = readArchive(flipped);
                // The last byte has bits behind the end of the deflate stream, which mean nothing.
                const bool isPadding = method == 8 && at == end - 1 && reading.contents.value(0) == item.data;
                QVERIFY2(isPadding || reading.verdict() == Verdict::Damaged, reading.text().constData());
            }
        }
    }
}

// A flipped bit of a header may be harmless (a time that both headers would need to tell wrongly, an
// attribute), but then every entry still reads as it was packed.
void TestZipAudit::survivesEveryFlippedByte()
{
    const QList<QByteArray> zips{buildZip(twoItems()),
                                 buildZip({itemWith([](ZipItem &item) {
                                              item.descriptor = ZipItem::Descriptor::SignedLong;
                                              item.local.isZip64 = item.central.isZip64 = true;
                                              item.data = "some bytes";
                                          })},
                                          {.comment = "comment", .isZip64 = true})};
    for (const QByteArray &zip : zips) {
        const ArchiveReading whole = readArchive(zip);
        QVERIFY2(whole.verdict() == Verdict::Sound, whole.text().constData());
        for (qsizetype at = 0; at < zip.size(); ++at) {
            for (const int bits : {0x01, 0x10, 0x80, 0xff}) {
                QByteArray flipped = zip;
                flipped[at] = char(flipped.at(at) ^ bits);
                const ArchiveReading reading = readArchive(flipped);
                const bool isSame = reading.contents == whole.contents;
                QVERIFY2(!reading.error
                             && (isSame || !reading.isArchive || reading.verdict() != Verdict::Sound),
                         (QByteArray::number(at) + ": " + reading.text()).constData());
            }
        }
    }
}

void TestZipAudit::findsEveryTruncation()
{
    const QByteArray zip = buildZip(twoItems(), {.comment = "comment"});
    for (qsizetype length = 4; length < zip.size(); ++length) {
        const ArchiveReading reading = readArchive(zip.left(length));
        QVERIFY2(reading.isArchive && reading.verdict() == Verdict::Damaged, reading.text().constData());
    }
}

void TestZipAudit::takesManyEntries()
{
    QList<ZipItem> items;
    for (int index = 0; index < 100'000; ++index) {
        items.append({.name = "folder/" + QByteArray::number(index), .data = QByteArray::number(index)});
    }
    // More than 65,535, so writers without zip64 let the count wrap.
    const QByteArray zip = buildZip(items);
    QElapsedTimer timer;
    timer.start();
    const ArchiveReading reading = readArchive(zip);
    QVERIFY2(reading.verdict() == Verdict::Sound && reading.entries.size() == 100'000,
             reading.text().constData());
    QVERIFY(reading.has("count-wrapped"));
    QCOMPARE(reading.contents.at(99'999), QByteArray("99999"));
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
}

void TestZipAudit::takesManyEqualNames()
{
    const QList<ZipItem> items(50'000, {.name = "a", .data = "a"});
    QElapsedTimer timer;
    timer.start();
    const ArchiveReading reading = readArchive(buildZip(items));
    QVERIFY(reading.has("duplicate-name"));
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
}

void TestZipAudit::boundsItsFindings()
{
    const QList<ZipItem> items(20'000, {.name = "../a", .data = "a"});
    const ArchiveReading reading = readArchive(buildZip(items));
    QCOMPARE(reading.verdict(), Verdict::Dangerous);
    QVERIFY(reading.judgement.findings().size() <= Judgement::limit + 1);
}

void TestZipAudit::cancels()
{
    const QByteArray zip = buildZip({{.name = "zeros", .data = QByteArray(300 << 20, '\0')}});
    const FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    QCOMPARE(::write(file.get(), zip.constData(), size_t(zip.size())), ssize_t(zip.size()));
    RunControl control;
    const Result<std::unique_ptr<Archive>> archive = openArchive(file.get(), "a.zip", {}, control);
    QVERIFY(archive && *archive);
    QVERIFY((*archive)->next());
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    QVERIFY((*archive)->read(buffer.data(), buffer.size()));
    control.requestStop();
    QElapsedTimer timer;
    timer.start();
    Result<qint64> count = qint64(1);
    while (count && *count > 0) {
        count = (*archive)->read(buffer.data(), buffer.size());
    }
    QVERIFY(!count && count.error().kind == ErrorKind::Cancelled);
    QVERIFY2(timer.elapsed() < 100, QByteArray::number(timer.elapsed()).constData());
    const Result<std::unique_ptr<Archive>> another = openArchive(file.get(), "a.zip", {}, control);
    QVERIFY(!another && another.error().kind == ErrorKind::Cancelled);
}

void TestZipAudit::leavesDatabasesAndOtherFilesAlone()
{
    const QByteArray zip = buildZip(twoItems());
    QVERIFY(!readArchive(QByteArray()).isArchive);
    QVERIFY(!readArchive(QByteArray("SQLite format 3\0", 16) + zip).isArchive);
    QVERIFY(!readArchive(QByteArray("just text")).isArchive);
    QVERIFY(!readArchive(QByteArray(100'000, '\0')).isArchive);
    QVERIFY(!readArchive(QByteArray(1000, 'x') + "PK\5\6" + QByteArray(1000, 'x')).isArchive);
    QVERIFY(!readArchive(QByteArray(1000, 'x') + zip + "more").isArchive);
    QVERIFY(readArchive("#!/bin/sh\n" + zip).isArchive);
}

QTEST_GUILESS_MAIN(TestZipAudit)
#include "tst_zipaudit.moc"
