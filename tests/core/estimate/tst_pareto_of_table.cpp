// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>

#include <QTest>

#include "core/base/pareto.h"
#include "core/estimate/table.h"

using namespace cw;

/// The fronts of a published table, against figures that an independent script computed from it.
class TestParetoOfTable : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<const estimate::Table> m_macro;

    ParetoArchive archiveOf(const char* cost, Scores reference) const
    {
        ParetoArchive archive(std::move(reference));
        for (std::size_t row = 0; row < m_macro->rows(); ++row)
            archive.insert(std::int64_t(row), {m_macro->value(row, m_macro->metric("accuracy")),
                                               -m_macro->value(row, m_macro->metric(cost))});
        return archive;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-macro.csv.gz";
        if (!std::filesystem::exists(path))
            QSKIP("skipped: data not found");
        m_macro = estimate::Table::load(path).value();
    }

    void accuracyAndMacs_haveTheReferenceFront()
    {
        const ParetoArchive archive = archiveOf("macs", {45.363332, -105660928});
        QCOMPARE(archive.front().size(), std::size_t{35});
        QVERIFY2(std::abs(archive.hypervolume() - 4.2234584e9) < 50, // its last digit is a hundred
                 qPrintable(QString::number(archive.hypervolume(), 'f', 1)));
    }

    void accuracyAndParameters_haveTheReferenceFront()
    {
        QCOMPARE(archiveOf("params", {}).front().size(), std::size_t{39});
    }
};

QTEST_APPLESS_MAIN(TestParetoOfTable)
#include "tst_pareto_of_table.moc"
