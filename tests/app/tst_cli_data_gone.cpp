// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// What becomes of a run whose data set is deleted, cut or replaced: real trainings on a small table and on pictures.
class TestCliDataGone : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    /// Two classes that two of the features tell apart.
    static QByteArray table(int rows, int features = 3)
    {
        QByteArray text;
        for (int feature = 0; feature < features; ++feature)
            text += "x" + QByteArray::number(feature) + ",";
        text += "class\n";
        for (int row = 0; row < rows; ++row) {
            for (int feature = 0; feature < features; ++feature)
                text += QByteArray::number((row * (feature + 3)) % 7 + (row % 2) * feature) + ",";
            text += row % 2 == 0 ? "even\n" : "odd\n";
        }
        return text;
    }
    static QByteArray idx(const QList<int>& sizes, int seed)
    {
        QByteArray text;
        text.append('\0').append('\0').append(char(8)).append(char(sizes.size()));
        int elements = 1;
        for (const int size : sizes) {
            for (const int shift : {24, 16, 8, 0})
                text.append(char((size >> shift) & 0xFF));
            elements *= size;
        }
        for (int i = 0; i < elements; ++i)
            text.append(char(sizes.size() == 1 ? i % 2 : (i * seed) % 251));
        return text;
    }
    void writePictures(int side) const
    {
        QDir().mkpath(m_cli.file("pictures"));
        for (const char* part : {"train", "t10k"}) {
            m_cli.write(QStringLiteral("pictures/%1-images-idx3-ubyte").arg(QLatin1String(part)),
                        idx({120, side, side}, 7));
            m_cli.write(QStringLiteral("pictures/%1-labels-idx1-ubyte").arg(QLatin1String(part)), idx({120}, 1));
        }
    }
    QStringList search(const QString& space, const QString& data, const QString& history) const
    {
        return {"search",        "--space",   space,
                "--dataset",     data,        "--estimator",
                "train",         "--set",     "estimator.valid_min=20",
                "--fidelity",    "epochs=1",  "--strategy",
                "random",        "--workers", "1",
                "--evaluations", "1000000",   "--history",
                history};
    }
    QJsonArray trials(const QString& history) const
    {
        return m_cli.run({"trials", "1", "--json", "--history", history}).json().array();
    }
    int finished(const QString& history) const
    {
        int count = 0;
        for (const QJsonValue& trial : trials(history))
            count += trial[QStringView(u"state")].toString() == "finished" ? 1 : 0;
        return count;
    }
    QString failure(const QString& history) const
    {
        for (const QJsonValue& trial : trials(history)) {
            if (trial[QStringView(u"state")].toString() == "failed")
                return trial[QStringView(u"reason")].toString();
        }
        return {};
    }
    QString state(const QString& history) const
    {
        return m_cli.run({"show", "1", "--json", "--history", history}).json().object()["state"].toString();
    }
    /// The file, as the name of the case says.
    void damage(const QString& how) const
    {
        if (how == "gone")
            QVERIFY(QFile::remove(m_cli.file("small.csv")));
        else if (how == "cut in a row")
            m_cli.write("small.csv", table(120).chopped(3));
        else if (how == "cut between rows")
            m_cli.write("small.csv", table(100));
        else if (how == "other shape")
            m_cli.write("small.csv", table(120, 5));
        else if (how == "empty")
            m_cli.write("small.csv", {});
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasTorch())
            QSKIP("skipped: built without LibTorch");
    }

    void table_isReadOnceAndMissedByTheResume_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("gone") << "small.csv";
        QTest::newRow("empty") << "small.csv";
        QTest::newRow("cut in a row") << "small.csv";
        // A fifth is the test part.
        QTest::newRow("cut between rows")
            << "small.csv: run 1 began with 96 samples of a vector [3] in 2 classes, found 80 samples of a vector [3]";
        QTest::newRow("other shape")
            << "small.csv: run 1 began with 96 samples of a vector [3] in 2 classes, found 96 samples of a vector [5]";
    }
    void table_isReadOnceAndMissedByTheResume()
    {
        QFETCH(QString, sentence);
        const QString how = QString::fromLatin1(QTest::currentDataTag());
        m_cli.write("small.csv", table(120));
        const QString history = m_cli.file(how + ".sqlite");
        QProcess program;
        m_cli.start(program, search("mlp", "small.csv", history));
        QVERIFY(CliRunner::waitForNumber(program));
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > 0, 120'000); // the data are in memory
        damage(how);
        int before = finished(history);
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > before, 60'000);
        // A new worker needs nothing of it either.
        QCOMPARE(m_cli.run({"steer", "1", "--workers", "2", "--history", history}).code, 0);
        before = finished(history);
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > before + 2, 60'000);
        QCOMPARE(failure(history), QString());
        QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
        QCOMPARE(CliRunner::finish(program).code, 3);

        const QJsonArray stopped = trials(history);
        const Finished refused = m_cli.run({"resume", "1", "--history", history});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.out.isEmpty() && refused.err.count('\n') == 1, refused.err.constData());
        QVERIFY2(refused.err.contains(sentence.toUtf8()), refused.err.constData());
        QCOMPARE(state(history), QString("stopped"));
        QCOMPARE(trials(history), stopped);

        m_cli.write("small.csv", table(120));
        QProcess again;
        m_cli.start(again, {"resume", "1", "--history", history});
        QVERIFY(CliRunner::waitForNumber(again));
        before = finished(history);
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > before, 120'000);
        QCOMPARE(::kill(pid_t(again.processId()), SIGINT), 0);
        QCOMPARE(CliRunner::finish(again).code, 3);
        QCOMPARE(failure(history), QString());
    }

    /// Of pictures, only the headers are read before a run begins.
    void pictures_areMissedByTheResume_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("gone") << "pictures";
        QTest::newRow("cut") << "train-images-idx3-ubyte";
        QTest::newRow("other shape") << "run 1 began with 120 samples of an image [1,12,12] in 2 classes, found 120 "
                                        "samples of an image [1,10,10] in 2 classes";
    }
    void pictures_areMissedByTheResume()
    {
        QFETCH(QString, sentence);
        const QString how = QString::fromLatin1(QTest::currentDataTag());
        writePictures(12);
        const QString history = m_cli.file("pictures " + how + ".sqlite");
        QProcess program;
        m_cli.start(program, search("chain-cnn", "pictures", history));
        QVERIFY(CliRunner::waitForNumber(program));
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > 0, 120'000);
        const QString images = "pictures/train-images-idx3-ubyte";
        if (how == "gone")
            QVERIFY(QDir(m_cli.file("pictures")).removeRecursively());
        else if (how == "cut")
            QVERIFY(QFile::resize(m_cli.file(images), 1000));
        else
            writePictures(10);
        const int before = finished(history);
        QTRY_VERIFY_WITH_TIMEOUT(finished(history) > before + 1, 120'000);
        QCOMPARE(failure(history), QString());
        QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
        QCOMPARE(CliRunner::finish(program).code, 3);
        const QJsonArray stopped = trials(history);
        const Finished refused = m_cli.run({"resume", "1", "--history", history});
        QVERIFY2(refused.code != 0, refused.out.constData());
        QVERIFY2(refused.err.contains(sentence.toUtf8()), refused.err.constData());
        QCOMPARE(trials(history), stopped); // whatever the run was found to be, no trial was touched
        writePictures(12);
        QProcess again;
        m_cli.start(again, {"resume", "1", "--history", history});
        QVERIFY(CliRunner::waitForNumber(again));
        QCOMPARE(::kill(pid_t(again.processId()), SIGINT), 0);
        QCOMPARE(CliRunner::finish(again).code, 3);
    }
};

QTEST_GUILESS_MAIN(TestCliDataGone)
#include "tst_cli_data_gone.moc"
