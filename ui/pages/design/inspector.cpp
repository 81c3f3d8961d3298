// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

#include "ui/canvas/op_words.h"
#include "ui/pages/design/inspector/about_section.h"
#include "ui/pages/design/inspector/alternatives_section.h"
#include "ui/pages/design/inspector/block_words.h"
#include "ui/pages/design/inspector/cells_section.h"
#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/constraints_section.h"
#include "ui/pages/design/inspector/facts_section.h"
#include "ui/pages/design/inspector/inspector_section.h"
#include "ui/pages/design/inspector/name_section.h"
#include "ui/pages/design/inspector/params_section.h"
#include "ui/pages/design/inspector/place_of_view.h"
#include "ui/pages/design/inspector/structure_section.h"
#include "ui/pages/design/inspector/summary.h"
#include "ui/pages/design/inspector/whole_space_section.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

using space::Block;
using space::BlockKind;

constexpr qsizetype kMostShown = 160; ///< characters of a title

} // namespace

Inspector::Inspector(Theme& theme, QWidget* parent)
    : Panel(theme, tr("Inspector"), parent)
    , m_theme(theme)
    , m_inspected(theme)
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, "subject", this))
    , m_detail(makeLabel({}, "secondary", this))
{
    setMinimumWidth(Metrics::kInspector);
    column().addWidget(makeHead());
    column().addWidget(makeRule(this));
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_body = new QWidget(m_scroll);
    m_body->setProperty("surface", "surface");
    m_body->setAttribute(Qt::WA_StyledBackground);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    m_scroll->setWidget(m_body);
    column().addWidget(m_scroll, 1);
    m_inspected.whenRenamed([this](const std::string& id) { Q_EMIT blockRenamed(QString::fromStdString(id)); });
    // What is reached by Tab is seen.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        if (now != nullptr && m_body->isAncestorOf(now))
            m_scroll->ensureWidgetVisible(now, 0, 24);
    });
}

Inspector::~Inspector() = default;

QWidget* Inspector::makeHead()
{
    m_title->setWordWrap(true);
    m_detail->setWordWrap(true);
    for (QLabel* label : {m_title, m_detail}) // a long name must not widen the panel
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* area = new QWidget(this);
    auto* head = new QHBoxLayout(area);
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(12);
    m_icon->setFixedSize(32, 32);
    m_icon->setAlignment(Qt::AlignCenter);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    head->addLayout(words, 1);
    return area;
}

void Inspector::setIcon(const QString& name, space::OpFamily family)
{
    const Colors& colors = m_theme.colors();
    m_icon->setPixmap(m_theme.icon(name, colors.opIcon(family)).pixmap(QSize(20, 20), devicePixelRatioF()));
    const QString style = QStringLiteral("background: %1; border-radius: 6px;")
                              .arg(mix(colors.surface, colors.family(family), 0.12).name());
    if (style != m_icon->styleSheet()) // each setting polishes anew
        m_icon->setStyleSheet(style);
}

void Inspector::setDocument(SpaceDocument* document, bool shown)
{
    if (document == m_inspected.document())
        return;
    commitPending();
    disconnect(m_changes);
    clear();
    m_inspected.setDocument(document);
    m_inspected.setSelection({});
    m_inspected.setFacts({});
    if (document == nullptr)
        return;
    m_changes = connect(document, &SpaceDocument::changed, this, &Inspector::refresh);
    connect(document, &QObject::destroyed, this, [this] {
        if (m_inspected.document() == nullptr)
            clear(); // no section can find its block any more
    });
    if (!shown)
        refresh();
}

void Inspector::show(const SpaceView& view)
{
    if (m_inspected.document() == nullptr) {
        showReadOnly(view);
        return;
    }
    if (m_inspected.isRenaming())
        return; // it has lost the block, and hears of it in a moment
    Inspected::Selection selection = selectionOf(view);
    std::optional<BlockFacts> facts;
    if (const Block* block = view.selectedBlock(); block != nullptr && selection.ids.size() == 1) {
        const auto found = view.facts().find(factsKey(view.place(), *block));
        if (found != view.facts().end())
            facts = found->second;
    }
    show(selection, std::move(facts));
}

void Inspector::show(const Inspected::Selection& selection, std::optional<BlockFacts> facts)
{
    if (m_inspected.document() == nullptr)
        return;
    if (!(selection == m_inspected.selection()))
        commitPending(); // it belongs to what was selected
    m_inspected.setSelection(selection);
    m_inspected.setFacts(std::move(facts));
    refresh();
}

/// A name that was typed counts, also when the focus had no time to leave its field.
void Inspector::commitPending()
{
    auto* field = qobject_cast<CommitField*>(QApplication::focusWidget());
    if (field != nullptr && m_body->isAncestorOf(field))
        field->commit();
}

void Inspector::clear()
{
    // What could not be taken over goes with its field, and is not tried again on what is shown next.
    auto* field = qobject_cast<CommitField*>(QApplication::focusWidget());
    const QSignalBlocker quiet(field != nullptr && m_body->isAncestorOf(field) ? field : nullptr);
    m_sections.clear();
    m_summary = nullptr;
    m_shape.clear();
    while (m_column->count() > 1) {
        QLayoutItem* item = m_column->takeAt(0);
        if (QWidget* widget = item->widget()) {
            widget->hide();
            auto* section = qobject_cast<InspectorSection*>(widget);
            if (section != nullptr && section->isPending())
                connect(section, &InspectorSection::settled, section, &QObject::deleteLater);
            else
                widget->deleteLater(); // it may be what is being clicked
        }
        delete item;
    }
}

QString Inspector::shape() const
{
    QStringList parts;
    parts << QString::number(m_inspected.subject()) << QString::number(m_inspected.blocks().size());
    for (const Block* block : m_inspected.heldBlocks())
        parts << QString::number(int(block->kind)) << QString::fromStdString(block->op)
              << QString::fromStdString(block->cell);
    if (const Block* block = m_inspected.block())
        parts << QString::number(int(block->kind));
    for (const ParamSpec& spec : ParamsSection::specsOf(m_inspected))
        parts << QString::fromStdString(spec.name) << QString::number(int(spec.type)) << QString::number(spec.min)
              << QString::number(spec.max) << QString::number(spec.choices.size());
    return parts.join(QLatin1Char('\n'));
}

/// A field that is hidden while it has the focus may end in a step, which leads back here.
void Inspector::refresh()
{
    m_missed = true;
    if (m_refreshing)
        return;
    const QScopedValueRollback refreshing(m_refreshing, true);
    while (m_inspected.document() != nullptr && std::exchange(m_missed, false))
        refreshOnce();
}

void Inspector::refreshOnce()
{
    const SpacePtr kept = m_inspected.document()->space(); // sections look at it, whatever comes of it meanwhile
    const Block* one = m_inspected.block();
    if (m_inspected.selection().alternative >= 0 &&
        (one == nullptr || static_cast<std::size_t>(m_inspected.selection().alternative) >= one->alternatives.size())) {
        Inspected::Selection selection = m_inspected.selection();
        selection.alternative = -1;
        m_inspected.setSelection(selection);
    }
    refreshHead();
    if (shape() != m_shape || m_sections.empty()) {
        if (m_inspected.subject() == m_subject)
            commitPending(); // else show() has done so
        rebuild();
        m_shape = shape();
        m_subject = m_inspected.subject();
    } else {
        for (InspectorSection* section : m_sections)
            section->refresh();
    }
}

void Inspector::refreshHead()
{
    const std::size_t count = m_inspected.blocks().size();
    const int alternative = m_inspected.selection().alternative;
    QString title;
    QString detail;
    IconOf icon{QStringLiteral("design"), space::OpFamily::Structure};
    if (count > 1) {
        title = tr("%n blocks", nullptr, static_cast<int>(count));
        detail = tr("an edit holds for all of them, as one step");
        icon.first = QStringLiteral("op-structure");
    } else if (const Block* block = m_inspected.block()) {
        const bool chosen = alternative >= 0;
        title =
            chosen ? alternativeTitle(block->alternatives[static_cast<std::size_t>(alternative)]) : blockTitle(*block);
        detail = chosen ? alternativeDetail(*block, alternative) : blockDetail(*block);
        icon = chosen ? alternativeIcon(block->alternatives[static_cast<std::size_t>(alternative)]) : blockIcon(*block);
    } else {
        const space::SearchSpace& space = m_inspected.space();
        title = QString::fromStdString(space.title.empty() ? space.name : space.title);
        detail = QString::fromStdString(space.paper);
    }
    setIcon(icon.first, icon.second);
    m_title->setText(title.left(kMostShown));
    m_detail->setText(detail.left(kMostShown));
    m_detail->setVisible(!detail.isEmpty());
}

void Inspector::add(InspectorSection* section)
{
    m_column->insertWidget(m_column->count() - 1, section);
    if (!section->testAttribute(Qt::WA_WState_ExplicitShowHide)) // one without anything to say hides itself
        section->show();                                         // a layout would show it a turn later
    m_sections.push_back(section);
}

void Inspector::addForBlock(const Block& block)
{
    const int alternative = m_inspected.selection().alternative;
    const std::vector<space::BlockAddress> holders = m_inspected.holders();
    const Block* holder = holders.empty() ? nullptr : m_inspected.find(holders.front());
    const bool structure = alternative < 0 && StructureSection::has(block);
    if (structure)
        add(new StructureSection(m_inspected, {m_inspected.selection().at, block.id}, m_body));
    if (alternative < 0 && block.kind == BlockKind::Choice) {
        auto* section = new AlternativesSection(m_inspected, m_body);
        add(section);
        connect(section, &AlternativesSection::openRequested, this, &Inspector::openAlternative, Qt::QueuedConnection);
    }
    const bool hasParams =
        holder != nullptr &&
        (holder->kind == BlockKind::Op || holder->kind == BlockKind::Training || holder->kind == BlockKind::Recurrent ||
         (holder->kind == BlockKind::Cell && !ParamsSection::specsOf(m_inspected).empty()));
    if (hasParams)
        add(new ParamsSection(m_inspected, m_body));
    const space::BlockAddress around = m_inspected.around();
    const Block* outer = around.block.empty() ? nullptr : m_inspected.find(around);
    if (outer != nullptr && outer->kind == BlockKind::Repeat && alternative < 0)
        add(new StructureSection(m_inspected, around, m_body));
    add(new NameSection(m_inspected, m_body));
    if (alternative < 0)
        add(new FactsSection(m_inspected, m_body));
    if (holder != nullptr && holder->kind == BlockKind::Op)
        add(new AboutSection(m_inspected, holder->op, m_body));
    add(new ConstraintsSection(m_inspected, m_body));
}

void Inspector::addForSeveral()
{
    add(new ParamsSection(m_inspected, m_body));
}

void Inspector::rebuild()
{
    clear();
    if (m_inspected.blocks().size() > 1) {
        addForSeveral();
    } else if (const Block* block = m_inspected.block()) {
        addForBlock(*block);
    } else {
        add(new WholeSpaceSection(m_inspected, m_body));
        add(new ConstraintsSection(m_inspected, m_body));
        add(new CellsSection(m_inspected, m_body));
    }
    m_scroll->verticalScrollBar()->setValue(0);
}

void Inspector::openAlternative(int alternative)
{
    Inspected::Selection selection = m_inspected.selection();
    if (selection.ids.size() != 1 || alternative < 0)
        return;
    selection.alternative = alternative;
    show(selection);
    Q_EMIT alternativeChosen(alternative);
}

void Inspector::showReadOnly(const SpaceView& view)
{
    clear();
    const Block* block = view.space() ? view.selectedBlock() : nullptr;
    IconOf icon{QStringLiteral("design"), space::OpFamily::Structure};
    QString title;
    QString detail;
    if (!view.space()) {
        title = tr("No space open");
        detail = tr("Choose a template at the left, or drop a .cwspace file here.");
    } else if (block == nullptr) {
        title = QString::fromStdString(view.space()->title.empty() ? view.space()->name : view.space()->title);
        detail = QString::fromStdString(view.space()->paper);
    } else if (const int row = view.selectedAlternative(); block->kind == BlockKind::Choice && row >= 0) {
        const space::Alternative& chosen = block->alternatives[static_cast<std::size_t>(row)];
        title = alternativeTitle(chosen);
        detail = alternativeDetail(*block, row);
        icon = alternativeIcon(chosen);
    } else {
        title = blockTitle(*block);
        detail = blockDetail(*block);
        icon = blockIcon(*block);
    }
    setIcon(icon.first, icon.second);
    m_title->setText(title.left(kMostShown));
    m_detail->setText(detail.left(kMostShown));
    m_detail->setVisible(!detail.isEmpty()); // a title alone stands in the middle of the icon
    m_summary = new Summary(view, block, m_body);
    m_column->insertWidget(0, m_summary);
}

QStringList Inspector::rows() const
{
    if (m_summary != nullptr)
        return m_summary->rows();
    QStringList lines;
    for (const InspectorSection* section : m_sections)
        lines << section->rows();
    return lines;
}

} // namespace cw::ui
