// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/space/retarget.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// A network that was found on one data set is built for another.
class TestRetarget : public QObject {
    Q_OBJECT

    static constexpr const char* kBest = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|"
                                         "nor_conv_3x3~1|nor_conv_3x3~2|";
    const SearchSpace m_space = openSpace("nas-bench-201").value();
    const DecisionTree m_tree = compile(m_space).tree;
    const Candidate m_candidate = parseCandidate(m_space, m_tree, kBest).value();
    const Task m_small{.input = Shape::image(3, 16, 16), .classes = 10};
    const Task m_fashion{.input = Shape::image(1, 28, 28), .classes = 7};

    Architecture on(const Task& task, double width, int cells) const
    {
        return realise(m_space, m_tree, m_candidate, {task, width, cells}).architecture;
    }
    Architecture found() const
    {
        Architecture architecture = on(m_small, 0.5, 1);
        architecture.origin = originOf(toJson(m_space), candidateText(m_space, m_tree, m_candidate), 0.5, 1);
        return architecture;
    }
    static bool same(const Architecture& a, const Architecture& b)
    {
        return a.ops == b.ops && a.primitives == b.primitives && a.costs == b.costs && a.task == b.task;
    }

private Q_SLOTS:
    void origin_buildsItAsFound()
    {
        const Architecture other = retarget(found(), {.task = m_fashion}, "a").value();
        QVERIFY(same(other, on(m_fashion, 0.5, 1)));
        QCOMPARE(other.ops.back().shape, Shape::vector(7));
        QVERIFY(other.origin == found().origin);
    }

    void origin_takesWidthAndCells()
    {
        const Architecture full = retarget(found(), {.task = Task{}, .width = 1.0, .cells = 0}, "a").value();
        QVERIFY(same(full, on(Task{}, 1, 0)));
        QCOMPARE(full.costs.parameters, std::int64_t(1'288'506)); // the row of the published table
        QVERIFY(same(retarget(found(), {.task = m_fashion, .cells = 3}, "a").value(), on(m_fashion, 0.5, 3)));
        QVERIFY(same(retarget(full, {.task = m_fashion, .width = 2.0}, "a").value(), on(m_fashion, 2, 0)));
    }

    void file_keepsOrigin()
    {
        const Json json = toJson(found());
        const Architecture again = architectureFromJson(json, "a").value();
        QVERIFY(again == found());
        QCOMPARE(toJson(again).dump(), json.dump());
    }

    void ops_areEnoughForInputAndClasses()
    {
        Architecture bare = found();
        bare.origin = nullptr;
        QVERIFY(same(retarget(bare, {.task = m_fashion}, "a").value(), on(m_fashion, 0.5, 1)));
        QVERIFY(same(retarget(bare, {.task = m_fashion, .width = 2.0}, "a").value(), on(m_fashion, 1, 1)));
        const auto cells = retarget(bare, {.task = m_fashion, .cells = 2}, "a.cwarch");
        QVERIFY(!cells);
        QVERIFY(QString::fromUtf8(cells.error().what()).startsWith("a.cwarch: cells need the search space"));
    }

    void lastLinear_getsTheNewClasses()
    {
        SearchSpace space = spaceOf({});
        space.graph.blocks[2].params["features"] = ParamValue{3, {}, {}}; // the classes, written out
        Architecture architecture = realise(space, {}, {}).architecture;
        const Task task{.input = Shape::image(4, 8, 8), .classes = 5};
        QCOMPARE(retarget(architecture, {.task = task}, "a").value().ops.back().shape, Shape::vector(5));
        QCOMPARE(retarget(architecture, {.task = task, .width = 3.0}, "a").value().ops.back().shape, Shape::vector(5));
    }

    void otherKindOfInput_isAnError()
    {
        const Task table{.input = Shape::vector(57), .classes = 2};
        Architecture bare = found();
        bare.origin = nullptr;
        for (const Architecture& each : {found(), bare}) {
            const auto refused = retarget(each, {.task = table}, "a.cwarch");
            QVERIFY(!refused);
            const QString what = QString::fromUtf8(refused.error().what());
            QVERIFY2(what.startsWith("a.cwarch: ") && what.contains("stem"), qPrintable(what));
        }
    }

    void badOrigin_isAnError_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray("{}") << "expected \"origin\" to have a \"space\" and a \"candidate\"";
        QTest::newRow("no space") << QByteArray(R"({"space": 3, "candidate": ""})") << "a";
        QTest::newRow("width") << QByteArray(R"({"space": {}, "candidate": "", "width": 1e9})")
                               << "expected a width above 0 up to 8, found 1000000000.0";
        QTest::newRow("cells") << QByteArray(R"({"space": {}, "candidate": "", "cells": -1})")
                               << "expected cells from 0 to 1000, found -1";
        QTest::newRow("candidate") << QByteArray(R"({"space": "template", "candidate": "0-1=cream"})") << "cream";
    }
    void badOrigin_isAnError()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QString, message);
        Architecture architecture = found();
        architecture.origin = Json::parse(origin.toStdString());
        if (architecture.origin.value("space", Json()) == "template")
            architecture.origin["space"] = toJson(m_space);
        const auto refused = retarget(architecture, {.task = m_fashion}, "a.cwarch");
        QVERIFY(!refused);
        const QString what = QString::fromUtf8(refused.error().what());
        QVERIFY2(what.startsWith("a.cwarch") && what.contains(message), qPrintable(what));
    }
};

QTEST_APPLESS_MAIN(TestRetarget)
#include "tst_retarget.moc"
