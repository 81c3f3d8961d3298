// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_hints.h"

#include <QEvent>
#include <QHBoxLayout>

#include "ui/canvas/edit_commands.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kInset = 16;
constexpr int kRight = 220; // of the canvas, where the overview lies

QString keyOf(const QAction* action)
{
    return action->shortcut().toString(QKeySequence::NativeText);
}

} // namespace

CanvasHints::CanvasHints(QWidget* canvas, const EditCommands& commands)
    : QWidget(canvas)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (const auto& [key, word] :
         {std::pair{keyOf(commands.action(EditCommand::Search)), tr("add block")}, std::pair{tr("Enter"), tr("open")},
          std::pair{keyOf(commands.action(EditCommand::Tidy)), tr("tidy")},
          std::pair{QStringLiteral("?"), tr("keys")}}) {
        row->addWidget(makeLabel(key, "keycap", this));
        row->addWidget(makeLabel(word, "caption", this));
        row->addSpacing(10);
    }
    canvas->installEventFilter(this);
    place();
}

bool CanvasHints::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void CanvasHints::place()
{
    adjustSize();
    const QSize canvas = parentWidget()->size();
    move(kInset, canvas.height() - height() - kInset);
    setVisible(canvas.width() > width() + kRight);
}

} // namespace cw::ui
