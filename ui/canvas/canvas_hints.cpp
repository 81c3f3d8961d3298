// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_hints.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/canvas/edit_commands.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kInset = 16;
constexpr int kPadding = 6;
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
    row->setContentsMargins(kPadding, kPadding, 0, kPadding); // the last word has room after it
    row->setSpacing(6);
    const auto add = [&](const QString& key, const QString& word) {
        auto* cap = makeLabel(key, "keycap", this);
        auto* caption = makeLabel(word, "caption", this);
        row->addWidget(cap);
        row->addWidget(caption);
        row->addSpacing(10);
        return std::pair(cap, caption);
    };
    const auto addCommand = [&](EditCommand command, const QString& word) {
        const QAction* action = commands.action(command);
        const auto [cap, caption] = add(keyOf(action), word);
        const auto show = [this, action, cap = cap, caption = caption] { // they can be given others
            cap->setText(keyOf(action));
            cap->setHidden(action->shortcut().isEmpty());
            caption->setHidden(action->shortcut().isEmpty());
            place();
        };
        connect(action, &QAction::changed, this, show);
    };
    addCommand(EditCommand::Search, tr("add block"));
    add(tr("Enter"), tr("open"));
    addCommand(EditCommand::Tidy, tr("tidy"));
    add(QStringLiteral("?"), tr("keys"));
    canvas->installEventFilter(this);
    place();
}

bool CanvasHints::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

/// Blocks may lie below: the words stay readable.
void CanvasHints::paintEvent(QPaintEvent*)
{
    QColor ground = palette().color(QPalette::Window);
    ground.setAlphaF(0.85F);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), Metrics::kRadius, Metrics::kRadius);
}

void CanvasHints::place()
{
    adjustSize();
    const QSize canvas = parentWidget()->size();
    move(kInset - kPadding, canvas.height() - height() - kInset + kPadding);
    setVisible(canvas.width() > width() + kRight);
}

} // namespace cw::ui
