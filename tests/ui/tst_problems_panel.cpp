// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QImage>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>

#include "tests/core/space/broken_spaces.h"
#include "tests/ui/design_bench.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/problems_panel.h"
#include "ui/pages/design/severity_counts.h"

using namespace cw;
using namespace cw::ui;
using namespace cw::space::test;

/// The list of problems: what is in it, how grave it is, and its buttons.
class TestProblemsPanel : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }

    void everyCertainFix_isAButtonThatMends_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<QByteArray>("title");
        QTest::addColumn<cw::space::test::Change>("change");
        for (const BrokenSpace& broken : brokenSpaces())
            QTest::newRow(broken.says) << QByteArray(broken.says) << QByteArray(broken.title) << broken.change;
    }
    void everyCertainFix_isAButtonThatMends()
    {
        QFETCH(const QByteArray, says);
        QFETCH(const QByteArray, title);
        QFETCH(const cw::space::test::Change, change);
        space::SearchSpace broken = soundSpace();
        change(broken);
        become(broken);
        const int row = rowOf(says.trimmed());
        QVERIFY2(row >= 0, says);
        QVERIFY(panel().problems()[static_cast<std::size_t>(row)].severity == Severity::Error);
        QPushButton* button = buttonIn(row);
        if (title.isEmpty()) {
            QVERIFY2(button == nullptr, "a button where a person must decide");
            QVERIFY(!page().problems().item(row, 2)->text().isEmpty()); // then it says what would help
            return;
        }
        QVERIFY(button != nullptr);
        QCOMPARE(button->text(), QString::fromUtf8(title));
        const space::Issue issue = panel().problems()[static_cast<std::size_t>(row)].issue;
        const int steps = page().document()->steps().count();
        button->click();
        QTRY_COMPARE_WITH_TIMEOUT(page().document()->steps().count(), steps + 1, kPatience);
        QCOMPARE(page().document()->steps().undoText(), QString::fromUtf8(title));
        settle();
        for (const Problem& left : panel().problems())
            QVERIFY2(left.issue.path != issue.path || left.issue.what != issue.what, left.issue.what.c_str());
        page().document()->steps().undo();
        QVERIFY(*page().document()->space() == broken);
    }

    void rowsOfEachSeverity_haveTheirMarkAndCount()
    {
        become(soundSpace());
        QCOMPARE(page().strip().problemCounts().text(), QStringLiteral("none"));
        QVERIFY(!page().actions().get(DesignCommand::ShowProblems)->isEnabled());
        space::SearchSpace mixed = soundSpace();
        find(mixed, "c").alternatives.pop_back(); // a hint
        become(mixed);
        QCOMPARE(panel().problems().size(), std::size_t(1));
        QVERIFY(panel().problems()[0].severity == Severity::Hint);
        QCOMPARE(panel().counts().text(), QStringLiteral("1 hint(s)"));
        QCOMPARE(page().strip().problemCounts().text(), QStringLiteral("1"));
        QVERIFY(page().strip().candidatesText() != QString(QChar(0x2013))); // it can be searched
        QVERIFY(!panel().isVisible());                                      // and nothing is thrust on anybody
        const QImage hint = markIn(0);
        find(mixed, "a").params["kernel"].fixed = 0; // an error
        become(mixed);
        QCOMPARE(panel().problems().size(), std::size_t(2));
        QVERIFY(panel().problems()[0].severity == Severity::Error); // first
        QCOMPARE(panel().counts().text(), QStringLiteral("1 error(s), 1 hint(s)"));
        QCOMPARE(page().strip().problemCounts().text(), QStringLiteral("1, 1"));
        QVERIFY(markIn(0) != markIn(1));
        QVERIFY(markIn(1) == hint);
        const QAbstractItemModel* model = page().problems().model();
        QVERIFY(model->index(0, 0).data(Qt::AccessibleDescriptionRole).toString().startsWith(QStringLiteral("Error")));
        QVERIFY(model->index(1, 0).data(Qt::AccessibleDescriptionRole).toString().startsWith(QStringLiteral("Hint")));
    }

    void candidatesThatWillBeRejected_areAWarningWithAnExclamationMark()
    {
        // Two branches that are merged: of equal size without the pooling, which is chosen in one of two candidates.
        space::SearchSpace some =
            spaceOf({choice("c", {{"x", op("op", "identity")}, {"y", op("op", "max-pool", {{"stride", {2, {}, {}}}})}}),
                     block("m", space::BlockKind::Merge)});
        some.graph.links.push_back({"input", "m"});
        become(some);
        QVERIFY(!panel().problems().empty());
        for (const Problem& problem : panel().problems())
            QVERIFY(problem.severity == Severity::Warning);
        QVERIFY(panel().counts().text().endsWith(QStringLiteral("warning(s)")));
        QVERIFY(page().strip().candidatesText() != QString(QChar(0x2013)));
        const auto& nodes = page().view().graph().drawing().drawing.nodes;
        const auto marked =
            std::find_if(nodes.begin(), nodes.end(), [](const DrawNode& node) { return !node.issue.isEmpty(); });
        QVERIFY(marked != nodes.end());
        QVERIFY(marked->issueInside);
    }

private:
    ProblemsPanel& panel() { return *page().findChild<ProblemsPanel*>(); }
    void become(const space::SearchSpace& space)
    {
        QVERIFY(!page().document()->apply(QStringLiteral("Become"), [&](space::SearchSpace& now) -> Result<Done> {
            now = space;
            return Done{};
        }));
        QVERIFY(*page().document()->space() == space);
        settle();
    }
    int rowOf(const QByteArray& part)
    {
        for (int row = 0; row < page().problems().rowCount(); ++row) {
            if (page().problems().item(row, 1)->text().contains(QString::fromUtf8(part)))
                return row;
        }
        return -1;
    }
    QPushButton* buttonIn(int row)
    {
        const QWidget* cell = page().problems().cellWidget(row, 2);
        return cell == nullptr ? nullptr : cell->findChild<QPushButton*>();
    }
    QImage markIn(int row) { return page().problems().item(row, 0)->icon().pixmap(16, 16).toImage(); }
};

QTEST_MAIN(TestProblemsPanel)
#include "tst_problems_panel.moc"
