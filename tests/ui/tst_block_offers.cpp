// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QTest>

#include "core/space/block_schema.h"
#include "core/space/validate.h"
#include "ui/document/block_offers.h"

using namespace cw;
using namespace cw::ui;

class TestBlockOffers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOpOfTheCatalogue_isOfferedUnderItsFamily();
    void everyConstruct_isOfferedOnce();
    void cellsOfTheDocument_areOffered();
    void find_wantsEveryWordAndPrefersTitles();
    void find_survivesWhateverIsTyped();
    void drag_bringsTheBlockBack_data();
    void drag_bringsTheBlockBack();
    void foreignDrags_areNoBlocks_data();
    void foreignDrags_areNoBlocks();

private:
    space::SearchSpace m_space = space::openSpace("nas-bench-201").value();
    std::vector<BlockOffer> m_offers = blockOffers(m_space);
};

void TestBlockOffers::everyOpOfTheCatalogue_isOfferedUnderItsFamily()
{
    for (const space::OpEntry& entry : space::opCatalogue().entries()) {
        const auto found = std::find_if(m_offers.begin(), m_offers.end(), [&](const BlockOffer& offer) {
            return offer.block.kind == space::BlockKind::Op && offer.block.op == entry.id;
        });
        if (entry.id == space::kRecurrentOp) {
            QVERIFY(found == m_offers.end()); // drawn as a layer with a cell in it
            continue;
        }
        QVERIFY2(found != m_offers.end(), entry.id.c_str());
        QCOMPARE(found->family, entry.family);
        QVERIFY(!found->group.isEmpty() && !found->title.isEmpty() && !found->icon.isEmpty());
        QVERIFY2(!found->block.id.empty() && found->block.id.find(' ') == std::string::npos, entry.id.c_str());
    }
    // Equal headings stand together.
    std::set<QString> closed;
    for (std::size_t i = 1; i < m_offers.size(); ++i) {
        if (m_offers[i].group != m_offers[i - 1].group)
            QVERIFY2(closed.insert(m_offers[i - 1].group).second, qPrintable(m_offers[i - 1].group));
    }
}

void TestBlockOffers::everyConstruct_isOfferedOnce()
{
    std::multiset<space::BlockKind> kinds;
    for (const BlockOffer& offer : m_offers) {
        if (offer.block.kind != space::BlockKind::Op)
            kinds.insert(offer.block.kind);
    }
    for (int kind = 0; kind <= static_cast<int>(space::BlockKind::Training); ++kind) {
        if (static_cast<space::BlockKind>(kind) != space::BlockKind::Op)
            QCOMPARE(kinds.count(static_cast<space::BlockKind>(kind)), std::size_t(1));
    }
}

void TestBlockOffers::cellsOfTheDocument_areOffered()
{
    QCOMPARE(m_offers.back().block.kind, space::BlockKind::Cell);
    QCOMPARE(m_offers.back().block.cell, m_space.cells.begin()->first);
    const std::vector<BlockOffer> none = blockOffers(space::SearchSpace());
    QVERIFY(none.back().block.kind != space::BlockKind::Cell);
}

void TestBlockOffers::find_wantsEveryWordAndPrefersTitles()
{
    QCOMPARE(findOffers(m_offers, QString()).size(), m_offers.size());
    QCOMPARE(findOffers(m_offers, QStringLiteral("conv")).front().block.op, std::string("conv2d"));
    QCOMPARE(findOffers(m_offers, QStringLiteral("choi")).front().block.kind, space::BlockKind::Choice);
    for (const BlockOffer& offer : findOffers(m_offers, QStringLiteral("pool max"))) {
        const QString all = offer.title + offer.words + offer.detail + offer.group;
        QVERIFY(all.contains(QLatin1String("pool"), Qt::CaseInsensitive));
        QVERIFY(all.contains(QLatin1String("max"), Qt::CaseInsensitive));
    }
    QCOMPARE(findOffers(m_offers, QStringLiteral("max pool")).front().block.op, std::string("max-pool"));
    QVERIFY(!findOffers(m_offers, QStringLiteral("conv 3x3")).empty()); // as typed, for "conv 3×3"
    QVERIFY(findOffers(m_offers, QStringLiteral("conv nothing-of-the-kind")).empty());
}

void TestBlockOffers::find_survivesWhateverIsTyped()
{
    QVERIFY(findOffers(m_offers, QString(10'000, QLatin1Char('x'))).empty());
    QVERIFY(findOffers(m_offers, QStringLiteral("🧠")).empty());
    QVERIFY(findOffers(m_offers, QStringLiteral("[(*")).empty());
    QCOMPARE(findOffers(m_offers, QStringLiteral("   \t ")).size(), m_offers.size());
}

void TestBlockOffers::drag_bringsTheBlockBack_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_offers.size(); ++i)
        QTest::addRow("%zu %s", i, m_offers[i].block.id.c_str()) << static_cast<int>(i);
}

void TestBlockOffers::drag_bringsTheBlockBack()
{
    QFETCH(const int, index);
    const BlockOffer& offer = m_offers[static_cast<std::size_t>(index)];
    const std::unique_ptr<QMimeData> mime = mimeOf(offer);
    const std::optional<space::Block> block = blockOf(*mime);
    QVERIFY(block.has_value());
    QVERIFY(*block == offer.block);
}

void TestBlockOffers::foreignDrags_areNoBlocks_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("garbage") << QByteArray("\xff\xfe{]");
    QTest::addRow("another format") << QByteArray(R"({"format": "cwarch", "version": 1})");
    QTest::addRow("no block") << QByteArray(R"({"format": "cwspace", "version": 1, "graph": {"blocks": []}})");
    QTest::addRow("two blocks") << QByteArray(
        R"({"format": "cwspace", "version": 1, "graph": {"blocks": [{"id": "a", "kind": "merge"}, {"id": "b", "kind": "merge"}]}})");
    QTest::addRow("unknown kind") << QByteArray(
        R"({"format": "cwspace", "version": 1, "graph": {"blocks": [{"id": "a", "kind": "gift"}]}})");
    QTest::addRow("deep") << QByteArray(200'000, '[');
    QTest::addRow("large") << QByteArray(
        R"({"format": "cwspace", "version": 1, "graph": {"blocks": [{"id": "a", "kind": "merge", "title": ")" +
        QByteArray(2 << 20, 'x') + R"("}]}})");
}

void TestBlockOffers::foreignDrags_areNoBlocks()
{
    QFETCH(const QByteArray, data);
    QMimeData mime;
    mime.setData(QStringLiteral("application/x-cellwright-block"), data);
    QVERIFY(!blockOf(mime).has_value());
    QMimeData other;
    other.setText(QString::fromUtf8(data));
    QVERIFY(!blockOf(other).has_value());
}

QTEST_MAIN(TestBlockOffers)
#include "tst_block_offers.moc"
