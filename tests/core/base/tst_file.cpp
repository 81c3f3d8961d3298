// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"

using namespace cw;
namespace fs = std::filesystem;

class TestFile : public QObject {
    Q_OBJECT

    const QTemporaryDir m_folder;

    fs::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    static void write(const fs::path& path, const std::string& content)
    {
        std::ofstream(path, std::ios::binary) << content;
    }
    static std::string gzip(const fs::path& path, const std::string& content)
    {
        const gzFile file = gzopen(path.c_str(), "wb");
        gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
        gzclose(file);
        return readTextFile(path, 1 << 20).value();
    }

private Q_SLOTS:
    void atomicWrite_replacesTheContent()
    {
        const fs::path file = path("a.txt");
        writeFileAtomically(file, "one");
        writeFileAtomically(file, "two\0three");
        QCOMPARE(readTextFile(file, 100).value(), std::string("two"));
        QCOMPARE(std::distance(fs::directory_iterator(m_folder.path().toStdString()), {}), std::ptrdiff_t(1));
    }

    void atomicWrite_leavesTheOldFileWhenItFails()
    {
        const fs::path folder = path("is-a-folder");
        fs::create_directory(folder);
        write(folder / "keep", "old");
        QVERIFY_EXCEPTION_THROWN(writeFileAtomically(folder, "new"), Error);
        QCOMPARE(readTextFile(folder / "keep", 100).value(), std::string("old"));
        try {
            writeFileAtomically(path("no/such/folder/x"), "new");
            QFAIL("expected an error");
        } catch (const Error& problem) {
            QCOMPARE(problem.code(), ErrorCode::Io);
            QVERIFY(QByteArray(problem.what()).contains("no/such/folder/x"));
        }
        for (const auto& entry : fs::directory_iterator(m_folder.path().toStdString()))
            QVERIFY2(!QByteArray(entry.path().c_str()).contains("is-a-folder."), "a temporary file was left");
    }

    void atomicWrite_followsTheUmask()
    {
        const mode_t before = ::umask(027);
        writeFileAtomically(path("mode"), "x");
        ::umask(before);
        QCOMPARE(fs::status(path("mode")).permissions(), fs::perms(0640));
    }

    void read_tellsWhatIsMissing()
    {
        const auto missing = readTextFile(path("missing"), 10);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code(), ErrorCode::NotFound);
        QVERIFY(QByteArray(missing.error().what()).contains("missing"));
        const auto folder = readMaybeGzip(m_folder.path().toStdString(), 10);
        QVERIFY(!folder);
        QCOMPARE(folder.error().code(), ErrorCode::Format); // a wrong argument, not a failing disk
        QVERIFY(QByteArray(folder.error().what()).contains("expected a file, found a folder"));
    }

    void read_refusesWhatWouldBlock()
    {
        const fs::path fifo = path("fifo");
        QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
        const auto result = readTextFile(fifo, 10);
        QVERIFY(!result);
        QVERIFY(QByteArray(result.error().what()).contains("regular file"));
        QVERIFY(!readMaybeGzip("/dev/zero", 10));
    }

    void read_isLimited()
    {
        write(path("long"), std::string(11, 'x'));
        QCOMPARE(readTextFile(path("long"), 11).value().size(), std::size_t(11));
        const auto text = readTextFile(path("long"), 10);
        QVERIFY(!text);
        QVERIFY(QByteArray(text.error().what()).contains("larger than the limit of 10 bytes"));
        // A small gzip file that unpacks to far more than allowed.
        gzip(path("bomb.gz"), std::string(8 << 20, '\0'));
        const auto bomb = readMaybeGzip(path("bomb.gz"), 1 << 20);
        QVERIFY(!bomb);
        QCOMPARE(bomb.error().code(), ErrorCode::Format);
    }

    void gzip_isToldFromPlain()
    {
        gzip(path("t.gz"), "hello");
        write(path("t.txt"), "hello");
        for (const char* name : {"t.gz", "t.txt"}) {
            const auto bytes = readMaybeGzip(path(name), 100).value();
            QCOMPARE(std::string(bytes.begin(), bytes.end()), std::string("hello"));
        }
        write(path("empty"), "");
        QVERIFY(readMaybeGzip(path("empty"), 100).value().empty());
    }

    void gzip_damageIsReported()
    {
        std::string content;
        for (int i = 0; i < 5000; ++i)
            content += std::to_string(i * 7919);
        const std::string packed = gzip(path("whole.gz"), content);
        write(path("cut.gz"), packed.substr(0, packed.size() / 2));
        std::string flipped = packed;
        flipped[packed.size() / 2] ^= 0x55;
        write(path("flipped.gz"), flipped);
        for (const char* name : {"cut.gz", "flipped.gz"}) {
            const auto result = readMaybeGzip(path(name), 1 << 20);
            QVERIFY2(!result, name);
            QCOMPARE(result.error().code(), ErrorCode::Format);
            QVERIFY2(QByteArray(result.error().what()).contains(name), result.error().what());
        }
    }
};

QTEST_APPLESS_MAIN(TestFile)
#include "tst_file.moc"
