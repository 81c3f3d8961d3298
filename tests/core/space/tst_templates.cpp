// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every template that ships.
#include <QTest>

#include "core/base/file.h"
#include "core/base/process.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

const std::vector<std::string> kIds{"chain-cnn", "cnn-1d",           "darts-cnn",     "darts-rnn",       "mlp",
                                    "mobilenet", "multi-branch-cnn", "nas-bench-201", "nas-bench-macro", "nasnet",
                                    "resnet",    "transformer"};

/// Other inputs of the same kind than the template's own.
std::vector<Task> otherTasks(const Task& own)
{
    switch (own.input.kind) {
    case ShapeKind::Image: // Fashion-MNIST, CIFAR-10 halved and whole
        return {{Shape::image(1, 28, 28), 10}, {Shape::image(3, 16, 16), 10}, {Shape::image(3, 32, 32), 100}};
    case ShapeKind::Sequence:
        return {{Shape::sequence(8, 8), 10}, {Shape::sequence(500, 1), 2}};
    case ShapeKind::Tokens: // a language model and a classifier
        return {{Shape::tokens(32), 77, TaskKind::LanguageModel, 77}, {Shape::tokens(16), 2, {}, 1000}};
    case ShapeKind::Vector:
        return {{Shape::vector(57), 2}, {Shape::vector(4), 3}, {Shape::image(1, 28, 28), 10}};
    }
    return {};
}

} // namespace

class TestTemplates : public QObject {
    Q_OBJECT

    static void rows()
    {
        QTest::addColumn<QString>("id");
        for (const std::string& id : kIds)
            QTest::newRow(id.c_str()) << QString::fromStdString(id);
    }
    static SearchSpace space()
    {
        QFETCH_GLOBAL(QString, id);
        return openSpace(id.toStdString()).value();
    }
    static Hash128 hashOf(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate)
    {
        return canonicalHash(realise(space, tree, candidate).architecture);
    }
    /// Whether some candidate becomes another network by nothing but another value of that decision.
    static bool matters(const SearchSpace& space, const TreeCandidates& set, std::size_t decision, Rng& rng)
    {
        for (int tries = 0; tries < 400; ++tries) {
            const Candidate candidate = set.sample(rng);
            if (!candidate.isActive(decision))
                continue;
            const Hash128 hash = hashOf(space, set.tree(), candidate);
            for (const Candidate& other : set.neighbours(candidate)) {
                if (other.values[decision] != candidate.values[decision] && hashOf(space, set.tree(), other) != hash)
                    return true;
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase_data() { rows(); }

    void list_holdsThemAll()
    {
        std::vector<std::string> found;
        for (const TemplateInfo& info : templates())
            found.push_back(info.id);
        QCOMPARE(found, kIds);
    }

    void document_isNamedAndHasNoIssue()
    {
        QFETCH_GLOBAL(QString, id);
        const SearchSpace document = space();
        QCOMPARE(document.name, id.toStdString());
        QVERIFY(!document.title.empty());
        QVERIFY(!document.paper.empty());
        const Compiled compiled = compile(document);
        QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
    }

    void saving_givesTheFileByteForByte()
    {
        QFETCH_GLOBAL(QString, id);
        const auto path = resourceDirectory() / "templates" / (id.toStdString() + ".cwspace");
        const std::string file = readTextFile(path, 1 << 24).value();
        const std::string saved = toJson(space()).dump(2) + "\n";
        QVERIFY(saved == file);
        const SearchSpace again = spaceFromJson(Json::parse(saved), "saved").value();
        QVERIFY(again == space());
        QVERIFY(toJson(again).dump(2) + "\n" == file);
    }

    void samples_areNetworksWithoutIssue()
    {
        const SearchSpace document = space();
        const TreeCandidates set(compileOrError(document).value());
        Rng rng(1);
        for (int i = 0; i < 200; ++i) {
            const Candidate candidate = set.sample(rng);
            const std::string text = toText(set.tree(), candidate);
            QVERIFY(candidateFromText(set.tree(), text, "sample").value() == candidate);
            const Realised realised = realise(document, set.tree(), candidate);
            QVERIFY2(realised.issues.empty(), (text + "\n" + lines(realised.issues)).c_str());
            QVERIFY(realised.architecture.costs.parameters > 0);
        }
    }

    void samples_fitOtherInputsToo()
    {
        const SearchSpace document = space();
        const TreeCandidates set(compileOrError(document).value());
        for (const Task& task : otherTasks(document.task)) {
            Rng rng(2);
            for (int i = 0; i < 50; ++i) {
                const Candidate candidate = set.sample(rng);
                const Realised realised =
                    realise(document, set.tree(), candidate, {.task = task, .width = 0.5, .cells = 1});
                QVERIFY2(realised.issues.empty(), (task.input.text() + "\n" + lines(realised.issues)).c_str());
                QVERIFY(realised.architecture.ops.back().shape == task.output());
            }
        }
    }

    void decisions_allMatter()
    {
        const SearchSpace document = space();
        const TreeCandidates set(compileOrError(document).value());
        Rng rng(3);
        for (std::size_t i = 0; i < set.tree().size(); ++i)
            QVERIFY2(matters(document, set, i, rng), set.tree().decisions[i].name.c_str());
    }
};

QTEST_APPLESS_MAIN(TestTemplates)
#include "tst_templates.moc"
