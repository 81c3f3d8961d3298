// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/keys_dialog.h"

#include <algorithm>

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/action_keys.h"
#include "ui/widgets/key_field.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

KeysDialog::KeysDialog(const QList<QAction*>& actions, Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_find(new QLineEdit(this))
    , m_problem(makeLabel({}, "problem", this))
{
    setWindowTitle(tr("Keys"));
    resize(520, 640);
    m_find->setObjectName(QStringLiteral("findKeys"));
    m_find->setPlaceholderText(tr("Find an action or a key …"));
    m_find->setClearButtonEnabled(true);
    m_problem->setObjectName(QStringLiteral("keysProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    QSet<QString> ids; // text fields and pages have some in common
    for (QAction* action : actions) {
        const QString id = keysId(action);
        if (id.isEmpty() || ids.contains(id) || action->menu() != nullptr)
            continue;
        ids.insert(id);
        addRow(action, *grid);
    }
    for (const auto& [name, keys] :
         {std::pair{tr("Fit all"), QStringLiteral("Home")}, std::pair{tr("Fit the selection"), QStringLiteral("F")},
          std::pair{tr("Zoom to 100 %"), QStringLiteral("Ctrl+0")}, std::pair{tr("Zoom at the cursor"), tr("Wheel")},
          std::pair{tr("Move the drawing"), tr("Space and drag")},
          std::pair{tr("Enter a block"), QStringLiteral("Enter")},
          std::pair{tr("Leave it"), QStringLiteral("Backspace")},
          std::pair{tr("Nudge the selection"), tr("Arrows, Shift+Arrows")},
          std::pair{tr("Walk to the next block"), tr("Alt+Arrows")},
          std::pair{tr("Link from the selected block"), QStringLiteral("L")},
          std::pair{tr("Walk through its wires"), QStringLiteral("W")},
          std::pair{tr("Next comment"), QStringLiteral("Shift+C")},
          std::pair{tr("Draw a lasso around trials in a plot"), tr("Shift and drag")}})
        addFixed(name, keys, *grid);
    grid->setRowStretch(grid->rowCount(), 1);
    auto* area = new QScrollArea(this);
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFrameShape(QFrame::NoFrame);

    auto* all = new QPushButton(tr("All as at first"), this);
    all->setObjectName(QStringLiteral("standardKeys"));
    all->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] {
        for (const Row& row : m_rows) {
            if (row.action)
                giveStandardKeys(row.action);
        }
        changed();
    });
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addStretch(1);
    buttons->addWidget(close);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Keys of the window"), "subject", this));
    column->addWidget(makeLabel(tr("Click a key to give an action another."), "secondary", this));
    column->addWidget(m_find);
    column->addWidget(area, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    connect(m_find, &QLineEdit::textChanged, this, &KeysDialog::filter);
}

QToolButton* KeysDialog::makeButton(const QString& icon, const QString& tip)
{
    auto* button = new QToolButton(this);
    button->setIcon(m_theme.icon(icon, m_theme.colors().muted));
    button->setToolTip(tip);
    button->setAutoRaise(true);
    QSizePolicy policy = button->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    button->setSizePolicy(policy);
    return button;
}

void KeysDialog::addRow(QAction* action, QGridLayout& grid)
{
    Row row;
    row.action = action;
    row.name = action->text().remove(QLatin1Char('&'));
    row.label = makeLabel(row.name, "body", this);
    row.field = new KeyField(this);
    row.field->setAccessibleName(tr("Keys of %1").arg(row.name));
    row.none = makeButton(QStringLiteral("close"), tr("No keys"));
    row.standard = makeButton(QStringLiteral("undo"), tr("As at first"));
    const int line = grid.rowCount();
    grid.addWidget(row.label, line, 0);
    grid.addWidget(row.field, line, 1);
    grid.addWidget(row.none, line, 2);
    grid.addWidget(row.standard, line, 3);
    const std::size_t index = m_rows.size();
    connect(row.field, &KeyField::pressedKeys, this, [this, index](const QKeySequence& keys) { take(index, keys); });
    connect(row.none, &QToolButton::clicked, this, [this, index] {
        if (QAction* ofRow = m_rows[index].action)
            giveKeys(ofRow, {});
        changed();
    });
    connect(row.standard, &QToolButton::clicked, this, [this, index] {
        if (QAction* ofRow = m_rows[index].action)
            giveStandardKeys(ofRow);
        changed();
    });
    m_rows.push_back(row);
    showRow(row);
}

void KeysDialog::addFixed(const QString& name, const QString& keys, QGridLayout& grid)
{
    const int line = grid.rowCount();
    QWidget* label = makeLabel(name, "body", this);
    QWidget* cap = makeLabel(keys, "keycap", this);
    grid.addWidget(label, line, 0);
    grid.addWidget(cap, line, 1, Qt::AlignCenter);
    m_fixed.emplace_back(label, cap);
}

void KeysDialog::take(std::size_t index, const QKeySequence& keys)
{
    const Row& row = m_rows[index];
    if (!row.action)
        return;
    const auto has = [&](const Row& other) {
        return &other != &row && other.action && ownKeys(other.action).contains(keys);
    };
    const auto other = std::find_if(m_rows.begin(), m_rows.end(), has);
    m_problem->setVisible(other != m_rows.end());
    if (other != m_rows.end()) {
        m_problem->setText(tr("%1 is the key of “%2”; give that another one first.")
                               .arg(keys.toString(QKeySequence::NativeText), other->name));
        return;
    }
    giveKeys(row.action, {keys});
    changed();
}

void KeysDialog::changed()
{
    m_problem->hide();
    Q_EMIT keysChanged();
    for (const Row& row : m_rows)
        showRow(row);
}

void KeysDialog::showRow(const Row& row) const
{
    if (!row.action)
        return;
    const QList<QKeySequence> keys = ownKeys(row.action);
    row.field->setKeys(keys);
    row.none->setVisible(!keys.empty());
    row.standard->setVisible(hasOtherKeys(row.action));
}

void KeysDialog::filter(const QString& text)
{
    const auto fits = [&text](const QString& name, const QString& keys) {
        return name.contains(text, Qt::CaseInsensitive) || keys.contains(text, Qt::CaseInsensitive);
    };
    for (const Row& row : m_rows) {
        const bool isShown = fits(row.name, row.field->text());
        for (QWidget* widget : std::initializer_list<QWidget*>{row.label, row.field, row.none, row.standard})
            widget->setVisible(isShown);
        if (isShown)
            showRow(row);
    }
    for (const auto& [label, cap] : m_fixed) {
        const bool isShown = fits(static_cast<const QLabel*>(label)->text(), static_cast<const QLabel*>(cap)->text());
        label->setVisible(isShown);
        cap->setVisible(isShown);
    }
}

} // namespace cw::ui
