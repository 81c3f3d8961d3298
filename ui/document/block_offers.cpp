// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/block_offers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <QCoreApplication>

#include "core/space/block_schema.h"
#include "ui/canvas/op_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr const char* kMime = "application/x-cellwright-block";
constexpr qsizetype kMaxBytes = 1 << 20; // a block of the palette has a few hundred
constexpr qsizetype kMaxTyped = 200;     // of what was typed, so much is looked at

struct BlockOffersWords {
    Q_DECLARE_TR_FUNCTIONS(BlockOffers)
};

/// Ids name decisions, so they are short: "dil-conv" of the op "dil conv".
std::string idOf(const space::OpEntry& entry)
{
    std::string id;
    for (const char c : entry.shortTitle.empty() ? entry.id : entry.shortTitle) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        const bool capital = c >= 'A' && c <= 'Z';
        if (plain || capital)
            id += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    return id;
}

QString familyTitle(space::OpFamily family)
{
    switch (family) {
    case space::OpFamily::Convolution:
        return BlockOffersWords::tr("Convolution");
    case space::OpFamily::Pooling:
        return BlockOffersWords::tr("Pooling");
    case space::OpFamily::Normalisation:
        return BlockOffersWords::tr("Normalisation");
    case space::OpFamily::Activation:
        return BlockOffersWords::tr("Activation");
    case space::OpFamily::Attention:
        return BlockOffersWords::tr("Attention");
    case space::OpFamily::Recurrent:
        return BlockOffersWords::tr("Recurrent");
    case space::OpFamily::Linear:
        return BlockOffersWords::tr("Linear");
    case space::OpFamily::Structure:
        return BlockOffersWords::tr("Merging and regularisation");
    case space::OpFamily::Identity:
    case space::OpFamily::Zero:
        break;
    }
    return BlockOffersWords::tr("Identity and zero");
}

BlockOffer offerOf(const space::OpEntry& entry)
{
    BlockOffer offer;
    offer.group = familyTitle(entry.family);
    offer.title = coreText(entry.title);
    offer.detail = coreText(entry.summary);
    if (!entry.paper.empty())
        offer.detail += QLatin1Char('\n') + QString::fromStdString(entry.paper);
    Json params = Json::object();
    for (const ParamSpec& spec : entry.schema.specs())
        params[spec.name] = spec.defaultValue;
    const QString onCard = opTitle(entry.id, params);
    // "conv 3x3" is what people type for "conv 3×3".
    offer.words = QStringList{onCard, QString(onCard).replace(QChar(0x00D7), QLatin1Char('x')),
                              QString::fromStdString(entry.id), QString::fromStdString(entry.title)}
                      .join(QLatin1Char(' '));
    offer.icon = opIconName(entry.id, params);
    offer.family = entry.family;
    offer.block.id = idOf(entry);
    offer.block.op = entry.id;
    return offer;
}

space::Graph oneOp(const std::string& op)
{
    space::Graph graph;
    space::Block block;
    block.id = "op";
    block.op = op;
    graph.blocks.push_back(std::move(block));
    return graph;
}

/// The smallest recurrent cell: one node, tanh of the state.
space::Graph smallestRecurrentCell()
{
    space::Graph graph;
    graph.blocks.resize(3);
    graph.blocks[0] = {.id = "0", .kind = space::BlockKind::Input, .x = 0, .y = 80};
    graph.blocks[1] = {.id = "node1", .kind = space::BlockKind::Op, .op = "activation", .x = 208, .y = 72};
    graph.blocks[1].params["kind"].fixed = "tanh";
    graph.blocks[2] = {.id = "output", .kind = space::BlockKind::Output, .merge = "mean", .x = 528, .y = 80};
    graph.links = {{"0", "node1"}, {"node1", "output"}};
    return graph;
}

std::vector<BlockOffer> constructs()
{
    const QString group = BlockOffersWords::tr("Structure");
    const auto offer = [&](const QString& title, const QString& detail, const char* words, const char* icon,
                           space::Block block) {
        return BlockOffer{
            group,           title, detail, QLatin1String(words), QLatin1String(icon), space::OpFamily::Structure,
            std::move(block)};
    };
    using space::BlockKind;
    std::vector<BlockOffer> offers;
    offers.push_back(offer(
        BlockOffersWords::tr("Choice"), BlockOffersWords::tr("One of several alternatives, each an op or a sub-graph."),
        "choice alternatives select one of", "op-choice", {.id = "choice", .kind = BlockKind::Choice}));
    offers.push_back(offer(BlockOffersWords::tr("Optional"), BlockOffersWords::tr("A block that may be left out."),
                           "optional maybe skip", "op-optional",
                           {.id = "optional", .kind = BlockKind::Optional, .body = {oneOp("conv2d")}}));
    offers.push_back(
        offer(BlockOffersWords::tr("Repeat"),
              BlockOffersWords::tr("A block several times in a row; how often may be searched."),
              "repeat copies stage times depth", "op-repeat",
              {.id = "repeat", .kind = BlockKind::Repeat, .body = {oneOp("conv2d")}, .low = 1, .high = 3}));
    offers.push_back(offer(BlockOffersWords::tr("Inputs"),
                           BlockOffersWords::tr("Takes some of the outputs that lead to it and merges them."),
                           "inputs select k of n skip connections", "op-inputs",
                           {.id = "inputs", .kind = BlockKind::Inputs, .low = 1, .high = 2}));
    offers.push_back(offer(
        BlockOffersWords::tr("Merge node"), BlockOffersWords::tr("A node that sums or concatenates what leads to it."),
        "merge node sum concat add circle", "op-structure", {.id = "node", .kind = BlockKind::Merge}));
    offers.push_back(offer(BlockOffersWords::tr("Recurrent layer"),
                           BlockOffersWords::tr("A recurrent layer whose cell is drawn: nodes of one function and one "
                                                "predecessor each."),
                           "recurrent layer cell rnn", "op-recurrent",
                           {.id = "recurrent", .kind = BlockKind::Recurrent, .body = {smallestRecurrentCell()}}));
    offers.push_back(offer(BlockOffersWords::tr("Training"),
                           BlockOffersWords::tr("Settings of the training, searched together with the network."),
                           "training optimiser optimizer learning rate batch weight decay", "estimator",
                           {.id = "training", .kind = BlockKind::Training}));
    offers.push_back(offer(BlockOffersWords::tr("Input"), BlockOffersWords::tr("Where an input of the graph arrives."),
                           "input", "op-input", {.id = "input", .kind = BlockKind::Input}));
    offers.push_back(offer(BlockOffersWords::tr("Output"),
                           BlockOffersWords::tr("Where the output of the graph leaves."), "output", "op-output",
                           {.id = "output", .kind = BlockKind::Output}));
    return offers;
}

BlockOffer offerOfCell(const std::string& name)
{
    BlockOffer offer;
    offer.group = BlockOffersWords::tr("Cells of this space");
    offer.title = QString::fromStdString(name);
    offer.detail = BlockOffersWords::tr("A use of this cell; all uses share its decisions.");
    offer.words = QStringLiteral("cell");
    offer.icon = QStringLiteral("op-cell");
    offer.block.id = name;
    offer.block.kind = space::BlockKind::Cell;
    offer.block.cell = name;
    return offer;
}

/// Larger is better; -1: some word is not there.
int scoreOf(const BlockOffer& offer, const QStringList& words)
{
    int score = 0;
    for (const QString& word : words) {
        const qsizetype inTitle = offer.title.indexOf(word, 0, Qt::CaseInsensitive);
        if (inTitle == 0)
            score += 100 - static_cast<int>(std::min<qsizetype>(offer.title.size(), 40)); // the shortest first
        else if (inTitle > 0)
            score += offer.title.at(inTitle - 1).isLetterOrNumber() ? 20 : 50;
        else if (offer.words.startsWith(word, Qt::CaseInsensitive))
            score += 40;
        else if (offer.words.contains(word, Qt::CaseInsensitive))
            score += 10;
        else if (offer.group.contains(word, Qt::CaseInsensitive) || offer.detail.contains(word, Qt::CaseInsensitive))
            score += 1;
        else
            return -1;
    }
    return score;
}

} // namespace

std::vector<BlockOffer> blockOffers(const space::SearchSpace& space)
{
    using space::OpFamily;
    constexpr std::array families{
        OpFamily::Convolution, OpFamily::Pooling, OpFamily::Normalisation, OpFamily::Activation, OpFamily::Attention,
        OpFamily::Recurrent,   OpFamily::Linear,  OpFamily::Structure,     OpFamily::Identity,   OpFamily::Zero};
    std::vector<BlockOffer> offers;
    for (const OpFamily family : families) {
        for (const space::OpEntry& entry : space::opCatalogue().entries()) {
            // Drawn as a recurrent layer, of which it is the result.
            if (entry.family == family && entry.id != space::kRecurrentOp)
                offers.push_back(offerOf(entry));
        }
    }
    std::vector<BlockOffer> more = constructs();
    std::move(more.begin(), more.end(), std::back_inserter(offers));
    for (const auto& [name, graph] : space.cells)
        offers.push_back(offerOfCell(name));
    return offers;
}

std::vector<BlockOffer> findOffers(const std::vector<BlockOffer>& offers, const QString& typed)
{
    const QStringList words = typed.left(kMaxTyped).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return offers;
    std::vector<std::pair<int, const BlockOffer*>> scored;
    for (const BlockOffer& offer : offers) {
        if (const int score = scoreOf(offer, words); score >= 0)
            scored.emplace_back(score, &offer);
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<BlockOffer> found;
    found.reserve(scored.size());
    for (const auto& [score, offer] : scored)
        found.push_back(*offer);
    return found;
}

std::unique_ptr<QMimeData> mimeOf(const BlockOffer& offer)
{
    space::SearchSpace wrapper; // files of spaces have a reader that is afraid of nothing
    wrapper.graph.blocks.push_back(offer.block);
    auto mime = std::make_unique<QMimeData>();
    mime->setData(QLatin1String(kMime), QByteArray::fromStdString(space::toJson(wrapper).dump(
                                            -1, ' ', false, Json::error_handler_t::replace)));
    return mime;
}

std::optional<space::Block> blockOf(const QMimeData& mime)
{
    if (!mime.hasFormat(QLatin1String(kMime)))
        return std::nullopt;
    const QByteArray data = mime.data(QLatin1String(kMime));
    if (data.size() > kMaxBytes)
        return std::nullopt;
    const std::string where = "the dragged block";
    const Result<Json> json = parseJson({data.constData(), static_cast<std::size_t>(data.size())}, where);
    if (!json)
        return std::nullopt;
    Result<space::SearchSpace> wrapper = space::spaceFromJson(*json, where);
    if (!wrapper || wrapper->graph.blocks.size() != 1 || !wrapper->graph.links.empty())
        return std::nullopt;
    return std::move(wrapper->graph.blocks.front());
}

} // namespace cw::ui
