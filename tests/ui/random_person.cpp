// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/random_person.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QTimer>

#include "core/space/edit/edit.h"
#include "ui/canvas/comment_edit.h"
#include "ui/canvas/title_edit.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMostAdded = 120; ///< blocks: who has drawn more goes back
constexpr int kPatience = 60'000;       ///< ms

/// With those inside others.
std::size_t blocksIn(const space::Graph& graph)
{
    std::size_t count = graph.blocks.size();
    for (const space::Block& block : graph.blocks) {
        for (const space::Graph& body : block.body)
            count += blocksIn(body);
        for (const space::Alternative& alternative : block.alternatives) {
            for (const space::Graph& body : alternative.body)
                count += blocksIn(body);
        }
    }
    return count;
}

std::size_t blocksIn(const space::SearchSpace& space)
{
    std::size_t count = blocksIn(space.graph);
    for (const auto& [name, cell] : space.cells)
        count += blocksIn(cell);
    return count;
}

} // namespace

RandomPerson::RandomPerson(CanvasFixture& canvas, std::uint64_t seed)
    : m_canvas(canvas)
    , m_inspector(canvas.theme())
    , m_rng(seed, 0, "walk")
    , m_offers(blockOffers(canvas.space()))
    , m_mostBlocks(blocksIn(canvas.space()) + kMostAdded)
{
    m_inspector.resize(Metrics::kInspector, 900);
    static_cast<QWidget&>(m_inspector).show();
}

const std::vector<RandomPerson::Action>& RandomPerson::actions()
{
    using P = RandomPerson;
    static const std::vector<Action> all{{"select", 12, &P::selectOne},
                                         {"select some", 6, &P::selectSome},
                                         {"select a wire", 3, &P::selectWire},
                                         {"walk", 4, &P::walkByKeys},
                                         {"add from the list", 3, &P::addFromList},
                                         {"add an alternative", 3, &P::addAlternative},
                                         {"add from the palette", 9, &P::addFromPalette},
                                         {"drop", 6, &P::dropFromPalette},
                                         {"link", 10, &P::linkByMouse},
                                         {"link by keys", 3, &P::linkByKeys},
                                         {"move", 8, &P::moveByMouse},
                                         {"nudge", 4, &P::nudge},
                                         {"break off", 2, &P::breakOffAMove},
                                         {"reorder", 4, &P::reorder},
                                         {"rename", 5, &P::rename},
                                         {"comment", 3, &P::addComment},
                                         {"edit a comment", 2, &P::editComment},
                                         {"move a comment", 3, &P::moveComment},
                                         {"select a comment", 2, &P::selectComment},
                                         {"edit", 3, &P::edit},
                                         {"edit the space", 1, &P::editSpace},
                                         {"delete", 4, &P::remove},
                                         {"dissolve", 3, &P::dissolve},
                                         {"wrap", 5, &P::wrap},
                                         {"unwrap", 3, &P::unwrap},
                                         {"group", 4, &P::group},
                                         {"ungroup", 3, &P::ungroup},
                                         {"duplicate", 3, &P::duplicate},
                                         {"copy", 4, &P::copy},
                                         {"paste", 4, &P::paste},
                                         {"arrange", 3, &P::arrange},
                                         {"lay out", 1, &P::layOut},
                                         {"enter", 4, &P::enter},
                                         {"leave", 3, &P::leave},
                                         {"look", 2, &P::look},
                                         {"undo", 12, &P::undo},
                                         {"redo", 6, &P::redo}};
    return all;
}

const char* RandomPerson::act()
{
    if (blocksIn(m_canvas.space()) > m_mostBlocks) {
        for (int i = 0; i < 30; ++i)
            m_canvas.undo();
        return "go back";
    }
    int sum = 0;
    for (const Action& action : actions())
        sum += action.weight;
    int left = below(sum);
    for (const Action& action : actions()) {
        left -= action.weight;
        if (left >= 0)
            continue;
        (this->*action.run)();
        return action.name;
    }
    return "";
}

void RandomPerson::wait()
{
    // Woken now and then, as nothing says that a task was cancelled.
    QTimer clock;
    clock.start(100);
    QElapsedTimer waited;
    waited.start();
    while (m_canvas.view().isBusy() && waited.elapsed() < kPatience)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

QPoint RandomPerson::wire()
{
    const auto& wires = graph().drawing().wires;
    if (wires.empty())
        return anywhere();
    return graph().mapFromScene(wires[m_rng.below(wires.size())].pointAtPercent(0.5));
}

QString RandomPerson::word()
{
    static const QStringList words{QStringLiteral("conv"),    QStringLiteral("0-1"), QStringLiteral("a.b"),
                                   QStringLiteral("🎉 party"), QStringLiteral("x=y"), QStringLiteral("a/b"),
                                   QStringLiteral("input"),   QStringLiteral("7"),   QStringLiteral("-1")};
    return m_rng.chance(0.4) ? words[below(static_cast<int>(words.size()))] : QStringLiteral("n%1").arg(below(1000));
}

void RandomPerson::doubleClick(const QPoint& at)
{
    QTest::mouseDClick(graph().viewport(), Qt::LeftButton, {}, at);
    QTest::mouseRelease(graph().viewport(), Qt::LeftButton, {}, at);
}

void RandomPerson::takeFromList()
{
    BlockSearch& search = m_canvas.editor().searchList();
    if (!search.isVisible())
        return;
    static const QStringList typed{QStringLiteral("c"),  QStringLiteral("po"), QStringLiteral("ch"),
                                   QStringLiteral("me"), QStringLiteral("re"), QStringLiteral("zz")};
    QTest::keyClicks(&search.edit(), typed[below(static_cast<int>(typed.size()))]);
    for (int i = below(4); i > 0; --i)
        QTest::keyClick(&search.edit(), Qt::Key_Down);
    QTest::keyClick(&search.edit(), m_rng.chance(0.9) ? Qt::Key_Return : Qt::Key_Escape);
    if (search.isVisible())
        QTest::keyClick(&search.edit(), Qt::Key_Escape); // nothing is called so
}

void RandomPerson::selectSome()
{
    if (m_rng.chance(0.2))
        key(Qt::Key_A, Qt::ControlModifier);
    else
        m_canvas.drag(anywhere(), anywhere(), m_rng.chance(0.3) ? Qt::ShiftModifier : Qt::NoModifier);
}

void RandomPerson::walkByKeys()
{
    static const std::vector<Qt::Key> keys{Qt::Key_Left, Qt::Key_Right,  Qt::Key_Up,
                                           Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown};
    const bool alt = m_rng.chance(0.5);
    for (int i = below(4); i >= 0; --i)
        key(keys[m_rng.below(keys.size())], alt ? Qt::AltModifier : Qt::NoModifier);
}

void RandomPerson::addFromList()
{
    if (m_rng.chance(0.5))
        key(Qt::Key_Tab);
    else
        doubleClick(anywhere());
    wait(); // it may have been a card
    takeFromList();
}

void RandomPerson::addAlternative()
{
    key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    takeFromList();
}

void RandomPerson::addFromPalette()
{
    m_canvas.editor().add(m_offers[m_rng.below(m_offers.size())].block);
}

void RandomPerson::dropFromPalette()
{
    const auto mime = mimeOf(m_offers[m_rng.below(m_offers.size())]);
    const QPoint at = m_rng.chance(0.4) ? wire() : m_rng.chance(0.3) ? card() : anywhere();
    QDragEnterEvent enter(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(graph().viewport(), &enter);
    QDragMoveEvent move(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(graph().viewport(), &move);
    QDropEvent drop(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(graph().viewport(), &drop);
}

void RandomPerson::linkByMouse()
{
    if (nodes() == 0)
        return;
    const int from = below(nodes());
    const bool output = m_rng.chance(0.8);
    m_canvas.drag(port(from, output), m_rng.chance(0.9) ? card() : anywhere());
    takeFromList();
}

void RandomPerson::linkByKeys()
{
    key(Qt::Key_L);
    for (int i = below(4); i > 0; --i)
        key(m_rng.chance(0.8) ? Qt::Key_Tab : Qt::Key_Left);
    key(m_rng.chance(0.8) ? Qt::Key_Return : Qt::Key_Escape);
    wait(); // Return enters where there is nothing to link
    takeFromList();
}

void RandomPerson::moveByMouse()
{
    const QPoint from = card();
    m_canvas.drag(from, m_rng.chance(0.3) ? wire() : near(from), m_rng.chance(0.3) ? Qt::AltModifier : Qt::NoModifier);
}

void RandomPerson::nudge()
{
    for (int i = below(3); i >= 0; --i)
        key(m_rng.chance(0.5) ? Qt::Key_Right : Qt::Key_Up, Qt::ShiftModifier);
}

void RandomPerson::breakOffAMove()
{
    const QPoint from = card();
    QTest::mousePress(graph().viewport(), Qt::LeftButton, {}, from);
    m_canvas.moveTo(near(from), Qt::LeftButton, {});
    if (m_rng.chance(0.5))
        key(Qt::Key_Escape);
    else
        undo();
    wait();
    QTest::mouseRelease(graph().viewport(), Qt::LeftButton, {}, near(from));
}

/// The alternatives of some Choice, by the mouse or the keys.
void RandomPerson::reorder()
{
    std::vector<int> stacks;
    for (int i = 0; i < nodes(); ++i) {
        const DrawNode& node = graph().drawing().drawing.nodes[static_cast<std::size_t>(i)];
        if (node.shape == NodeShape::Stack && node.rows.size() > 1)
            stacks.push_back(i);
    }
    if (stacks.empty())
        return;
    const auto stack = static_cast<std::size_t>(stacks[m_rng.below(stacks.size())]);
    const DrawNode& node = graph().drawing().drawing.nodes[stack];
    const auto row = [&] {
        const QPointF middle = rowMiddle(node, below(static_cast<int>(node.rows.size())));
        return graph().mapFromScene(graph().drawing().positions[stack] + middle + QPointF(40, 0));
    };
    const QPoint from = row();
    const QPoint to = row();
    m_canvas.click(from);
    if (m_rng.chance(0.3))
        key(m_rng.chance(0.5) ? Qt::Key_PageUp : Qt::Key_PageDown, Qt::AltModifier);
    else
        m_canvas.drag(from, to);
}

void RandomPerson::rename()
{
    key(Qt::Key_F2);
    TitleEdit* edit = graph().titleEdit();
    if (edit == nullptr || !edit->isVisible())
        return;
    type(edit, word());
    QTest::keyClick(edit, m_rng.chance(0.9) ? Qt::Key_Return : Qt::Key_Escape);
}

QPoint RandomPerson::comment()
{
    const int count = static_cast<int>(graph().drawing().drawing.comments.size());
    if (count == 0)
        return anywhere();
    const QRect box = graph().commentRect(below(count));
    return m_rng.chance(0.3) ? box.bottomRight() - QPoint(2, 2) : box.topLeft() + QPoint(6, 6);
}

/// Into a comment that is being edited, or leaves it.
void RandomPerson::write()
{
    CommentEdit* edit = graph().commentEdit();
    if (edit == nullptr || !edit->isVisible())
        return;
    if (m_rng.chance(0.2))
        QTest::keyClick(edit, Qt::Key_Backspace); // all of it is selected
    else
        type(edit, word() + QStringLiteral("\nשלום ") + word());
    if (m_rng.chance(0.2))
        graph().setFocus();
    else if (m_rng.chance(0.1))
        undo(); // while it is open
    else
        QTest::keyClick(edit, m_rng.chance(0.8) ? Qt::Key_Return : Qt::Key_Escape, Qt::ControlModifier);
    if (CommentEdit* left = graph().commentEdit())
        left->end(true);
}

void RandomPerson::addComment()
{
    key(Qt::Key_C);
    write();
}

void RandomPerson::editComment()
{
    doubleClick(comment());
    wait(); // there may be a card above it
    write();
    takeFromList();
}

void RandomPerson::moveComment()
{
    const QPoint from = comment();
    m_canvas.drag(from, near(from), m_rng.chance(0.1) ? Qt::AltModifier : Qt::NoModifier);
}

void RandomPerson::selectComment()
{
    if (m_rng.chance(0.4))
        return m_canvas.click(comment(), m_rng.chance(0.5) ? Qt::ShiftModifier : Qt::NoModifier);
    key(Qt::Key_C, Qt::ShiftModifier);
    if (m_rng.chance(0.5))
        key(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
}

/// Some controls of the inspector, as they come.
void RandomPerson::edit()
{
    if (!m_canvas.view().isShown())
        return;
    SpaceView& view = m_canvas.view();
    const QObject shown; // the inspector follows only now: it is slow to make anew at each step
    QObject::connect(&m_inspector, &Inspector::blockRenamed, &shown,
                     [&view](const QString& id) { view.selectBlocks({id.toStdString()}); });
    QObject::connect(&m_inspector, &Inspector::alternativeChosen, &shown,
                     [&view](int alternative) { view.selectBlocks(view.selectedBlocks(), alternative); });
    QObject::connect(&view, &SpaceView::selectionChanged, &shown, [this, &view] { m_inspector.show(view); });
    m_inspector.setDocument(&m_canvas.document());
    m_inspector.show(view);
    for (int i = below(3); i >= 0; --i) {
        QList<QWidget*> controls;
        for (QWidget* widget : m_inspector.findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus)
                controls << widget;
        }
        if (!controls.isEmpty())
            poke(controls[below(static_cast<int>(controls.size()))]);
    }
    m_inspector.setDocument(nullptr);
    graph().setFocus();
}

void RandomPerson::poke(QWidget* widget)
{
    widget->setFocus();
    if (qobject_cast<QAbstractSpinBox*>(widget) != nullptr) {
        QTest::keyClick(widget, m_rng.chance(0.6) ? Qt::Key_Up : Qt::Key_Down);
    } else if (qobject_cast<QComboBox*>(widget) != nullptr) {
        QTest::keyClick(widget, m_rng.chance(0.6) ? Qt::Key_Down : Qt::Key_Up);
    } else if (auto* field = qobject_cast<QLineEdit*>(widget)) {
        field->selectAll();
        type(field, word());
        QTest::keyClick(field, Qt::Key_Return);
    } else if (qobject_cast<QAbstractButton*>(widget) != nullptr) {
        QTest::mouseClick(widget, Qt::LeftButton);
    } else {
        static const std::vector<Qt::Key> keys{Qt::Key_Down, Qt::Key_Up, Qt::Key_Delete};
        QTest::keyClick(widget, keys[m_rng.below(keys.size())], m_rng.chance(0.3) ? Qt::AltModifier : Qt::NoModifier);
    }
    shutPopups();
}

/// What a button has opened: now and then the first entry is taken.
void RandomPerson::shutPopups()
{
    while (QWidget* popup = QApplication::activePopupWidget()) {
        QWidget* inner = popup->focusWidget() == nullptr ? popup : popup->focusWidget();
        if (m_rng.chance(0.7))
            QTest::keyClick(inner, Qt::Key_Return);
        if (QApplication::activePopupWidget() == popup)
            popup->close();
    }
}

void RandomPerson::editSpace()
{
    graph().select(-1);
    edit();
}

void RandomPerson::wrap()
{
    static const std::vector<Qt::Key> keys{Qt::Key_C, Qt::Key_O, Qt::Key_R};
    key(keys[m_rng.below(keys.size())], Qt::ControlModifier | Qt::ShiftModifier);
}

void RandomPerson::arrange()
{
    static const std::vector<EditCommand> commands{
        EditCommand::Tidy,       EditCommand::AlignLeft,        EditCommand::AlignRight,    EditCommand::AlignTop,
        EditCommand::AlignPorts, EditCommand::DistributeAcross, EditCommand::DistributeDown};
    m_canvas.editor().action(commands[m_rng.below(commands.size())])->trigger();
}

void RandomPerson::enter()
{
    if (m_rng.chance(0.5))
        key(Qt::Key_Return);
    else
        doubleClick(card());
    if (m_rng.chance(0.2))
        undo(); // before it is drawn
    wait();
    takeFromList();
}

void RandomPerson::leave()
{
    key(Qt::Key_Escape);
    key(Qt::Key_Backspace);
    if (m_rng.chance(0.2))
        redo();
}

void RandomPerson::look()
{
    switch (below(4)) {
    case 0:
        return graph().setZoom(0.3 + m_rng.uniform());
    case 1:
        return key(Qt::Key_F);
    case 2:
        return m_canvas.drag(anywhere(), anywhere(), {}, Qt::MiddleButton);
    default:
        return key(Qt::Key_Home);
    }
}

void RandomPerson::undo()
{
    for (int i = below(4); i >= 0; --i)
        m_canvas.undo();
}

void RandomPerson::redo()
{
    for (int i = below(4); i >= 0; --i)
        m_canvas.redo();
}

} // namespace cw::ui
