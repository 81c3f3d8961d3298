// SPDX-License-Identifier: GPL-3.0-or-later
// What a search can be given and must not: the form says it in the section that it belongs to, before anything starts.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

#include <QTemporaryDir>
#include <QTest>

#include "app/compose/catalogue.h"
#include "app/compose/torch_loader.h"
#include "ui/pages/search/search_check.h"

using namespace cw;
using ui::Topic;

class TestSearchCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto places = app::torchLibraryPlaces();
        if (std::none_of(places.begin(), places.end(),
                         [](const std::filesystem::path& place) { return std::filesystem::exists(place); }))
            QSKIP("skipped: torch library not found");
        m_catalogue = app::makeCatalogue();
        std::ofstream(path("few.csv")) << "a,b,label\n0,0,u\n1,1,v\n2,4,w\n3,9,x\n4,5,y\n5,3,z\n";
        std::ofstream(path("pairs.csv")) << "a,b,label\n0,0,u\n1,1,v\n2,4,u\n3,9,v\n4,5,u\n5,3,v\n6,1,u\n7,2,v\n";
        std::ofstream(path("wide.csv")) << "a,b,c,label\n0,0,1,u\n1,1,2,v\n2,4,3,u\n3,9,4,v\n4,5,5,u\n5,3,6,v\n";
    }

    void badInput_isSaidWhereItBelongs_data()
    {
        QTest::addColumn<run::RunConfig>("config");
        QTest::addColumn<Topic>("topic");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, run::RunConfig config, Topic topic, const char* said) {
            QTest::newRow(name) << std::move(config) << topic << QString(said);
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const double data : {0.0, -0.1, 1.5, nan}) {
            run::RunConfig config = images();
            config.fidelity.data = data;
            QTest::addRow("data %g", data) << config << Topic::Estimator
                                           << QString("fidelity 'data': expected a number above 0 and up to 1, found");
        }
        for (const double epochs : {0.0, -1.0, 1.5, nan}) {
            run::RunConfig config = images();
            config.fidelity.epochs = epochs;
            QTest::addRow("epochs %g", epochs)
                << config << Topic::Estimator
                << QString("fidelity 'epochs': expected a whole number from 1 to 1000000");
        }
        run::RunConfig config = images();
        config.fidelity.width = 0;
        row("width", config, Topic::Estimator, "fidelity 'width': expected a number above 0 and up to 8, found 0");
        config = images();
        config.fidelity.resolution = 1;
        row("resolution below what pools need", config, Topic::Estimator,
            "fidelity 'resolution': expected one that networks of the space can be built at, found 1");
        config = tables("few.csv");
        row("fewer samples than classes", config, Topic::Data,
            "the data set leaves 4 of its 6 samples to train on, expected at least one for each of 6 classes");
        config = tables("pairs.csv");
        config.space = "nas-bench-201";
        row("data set of another kind", config, Topic::Data, "expected a data set that networks of the space can be");
        config = images();
        config.estimator = "surrogate";
        config.known = {{"layer=1", {{"valid_accuracy", 0.5}}}};
        row("history of another space", config, Topic::Other, "known 1: unknown decision 'layer'");
        config = tables("");
        config.estimator = "multi-task";
        config.estimatorSettings = {{"datasets", path("pairs.csv") + ",fashion-mnist"}};
        row("two data sets of different kinds", config, Topic::Estimator,
            "data set 'fashion-mnist' does not fit the space: expected an input as a vector");
        config = images();
        config.estimator = "zero-cost";
        config.objectives = {{"nwot", true}};
        config.scheduler = "asha";
        row("a scheduler without epochs", config, Topic::Scheduler, "estimator 'zero-cost' does not train by epochs");
    }
    void badInput_isSaidWhereItBelongs()
    {
        QFETCH(run::RunConfig, config);
        QFETCH(Topic, topic);
        QFETCH(QString, said);
        const ui::SearchCheck check = ui::checkSearch(config, *m_catalogue, {});
        QVERIFY(check.problem);
        const QString text = QString::fromStdString(check.problem->text);
        QVERIFY2(text.contains(said), qPrintable(text));
        QVERIFY2(!text.contains('\n'), qPrintable(text));
        QVERIFY2(check.problem->topic == topic, qPrintable(QString::number(int(check.problem->topic)) + ": " + text));
    }

    void tablesOfDifferentShapes_fitMultiTask()
    {
        run::RunConfig config = tables("");
        config.estimator = "multi-task";
        config.estimatorSettings = {{"datasets", path("pairs.csv") + "," + path("wide.csv")}};
        const ui::SearchCheck check = ui::checkSearch(config, *m_catalogue, {});
        QVERIFY2(check.ok(), check.problem ? check.problem->text.c_str() : "");
    }

private:
    static run::RunConfig images()
    {
        run::RunConfig config;
        config.space = "chain-cnn";
        config.dataset = "fashion-mnist";
        return config;
    }
    run::RunConfig tables(const std::string& name) const
    {
        run::RunConfig config;
        config.space = "mlp";
        config.dataset = name.empty() ? name : path(name);
        return config;
    }
    std::string path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }

    QTemporaryDir m_folder;
    std::shared_ptr<const run::Catalogue> m_catalogue;
};

QTEST_GUILESS_MAIN(TestSearchCheck)
#include "tst_search_check.moc"
