// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/choice_editor.h"

#include <algorithm>

#include <QMenu>

#include "core/space/limits.h"
#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/value_chip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

ChoiceEditor::ChoiceEditor(const Theme& theme, const ParamSpec& spec, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_spec(spec)
    , m_flow(new FlowLayout(6, 6, this))
    , m_field(new CommitField(this))
    , m_add(new QToolButton(this))
{
    addChip();
    setTabOrder(m_chips.front(), m_field);
    setTabOrder(m_field, m_add);
    fitHeight(this);
    m_field->setFixedWidth(isNumber(spec) ? 56 : 160);
    m_field->setMaxLength(256); // far above any value; what is refused is quoted
    m_field->hide();
    m_add->setProperty("kind", QStringLiteral("addChip"));
    m_add->setFixedSize(28, Metrics::kControl);
    m_add->setToolTip(tr("Add a value"));
    m_add->setIcon(theme.icon(QStringLiteral("add"), theme.colors().muted));
    connect(&theme, &Theme::changed, m_add,
            [this] { m_add->setIcon(m_theme.icon(QStringLiteral("add"), m_theme.colors().muted)); });
    connect(m_add, &QToolButton::clicked, this, [this] {
        if (isListed())
            offerRest();
        else
            beginTyping(kNew);
    });
    connect(m_field, &CommitField::committed, this, &ChoiceEditor::take);
    connect(m_field, &CommitField::restored, this, &ChoiceEditor::endTyping);
}

void ChoiceEditor::setName(const QString& name)
{
    m_add->setAccessibleName(tr("Add a value of %1").arg(name));
    m_field->setAccessibleName(tr("New value of %1").arg(name));
}

QString ChoiceEditor::shown(const std::string& choice) const
{
    if (m_spec.type == ParamType::Bool)
        return choice == "true" || choice == "yes" || choice == "1" ? tr("on") : tr("off");
    if (m_spec.scalesWithWidth && choice == "0")
        return tr("as input");
    return m_spec.type == ParamType::Choice ? coreText(choice) : QString::fromStdString(choice);
}

void ChoiceEditor::setChoices(const std::vector<std::string>& choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    // Chips are used again: they keep the focus and their place in the order of the Tab key.
    while (m_chips.size() > std::max<std::size_t>(1, choices.size())) {
        ValueChip* last = m_chips.back();
        m_chips.pop_back();
        if (last->hasFocus())
            m_chips.back()->setFocus();
        last->hide();
        last->deleteLater(); // it may be what was clicked
    }
    while (m_chips.size() < choices.size())
        addChip();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        m_chips[i]->setValue(shown(choices[i]));
        m_chips[i]->setRemovable(choices.size() > 1);
    }
    if (m_typing && m_index != kNew && m_index >= choices.size())
        m_index = kNew;
    place();
}

void ChoiceEditor::addChip()
{
    const std::size_t i = m_chips.size();
    auto* chip = new ValueChip(m_theme, this);
    chip->hide();
    connect(chip, &ValueChip::removeRequested, this, [this, i] { remove(i); });
    if (!isListed())
        connect(chip, &ValueChip::clicked, this, [this, i] { beginTyping(i); });
    m_chips.push_back(chip);
}

void ChoiceEditor::place()
{
    while (QLayoutItem* item = m_flow->takeAt(0))
        delete item;
    QWidget* before = nullptr;
    const auto put = [&](QWidget* widget) {
        m_flow->addWidget(widget);
        if (before != nullptr)
            setTabOrder(before, widget);
        before = widget;
    };
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const bool changing = m_typing && m_index == i;
        m_chips[i]->setVisible(!changing);
        put(changing ? static_cast<QWidget*>(m_field) : m_chips[i]);
    }
    if (m_typing && m_index == kNew)
        put(m_field);
    m_field->setVisible(m_typing);
    const bool more = !isListed() || m_choices.size() < (m_spec.type == ParamType::Bool ? 2 : m_spec.choices.size());
    m_add->setVisible(more && !(m_typing && m_index == kNew));
    put(m_add);
    m_flow->invalidate();
    updateGeometry();
}

void ChoiceEditor::remove(std::size_t index)
{
    if (m_choices.size() < 2 || index >= m_choices.size())
        return;
    std::vector<std::string> rest = m_choices;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT refused({});
    Q_EMIT edited(rest);
}

void ChoiceEditor::beginTyping(std::size_t index)
{
    m_typing = true;
    m_index = index;
    const QString now = index == kNew ? QString() : QString::fromStdString(m_choices[index]);
    m_field->setText(now);
    m_field->setStored(now);
    m_field->setWrong(false);
    place();
    m_field->setFocus();
    m_field->selectAll();
}

void ChoiceEditor::endTyping()
{
    if (!m_typing)
        return;
    const bool focused = m_field->hasFocus();
    const std::size_t index = m_index;
    m_typing = false;
    m_index = kNew;
    m_field->setText({});
    m_field->setStored({});
    m_field->setWrong(false);
    place();
    if (focused)
        (index < m_choices.size() ? static_cast<QWidget*>(m_chips[index]) : m_add)->setFocus();
    Q_EMIT refused({});
}

void ChoiceEditor::take(const QString& typed)
{
    if (!m_typing)
        return;
    if (typed.trimmed().isEmpty()) {
        endTyping();
        return;
    }
    const auto refuse = [this](const QString& reason) {
        m_field->setWrong(true);
        Q_EMIT refused(reason);
    };
    const auto value = choiceText(m_spec, typed.trimmed().toStdString());
    if (!value)
        return refuse(QString::fromStdString(value.error().problem()));
    std::vector<std::string> next = m_choices;
    if (m_index != kNew)
        next.erase(next.begin() + static_cast<std::ptrdiff_t>(m_index));
    if (std::find(next.begin(), next.end(), *value) != next.end())
        return refuse(tr("%1 is in the list already").arg(QString::fromStdString(*value)));
    if (next.size() >= std::size_t{space::kMaxAlternatives})
        return refuse(tr("a choice has at most %1 values").arg(space::kMaxAlternatives));
    const std::size_t place = placeAmong(next, *value);
    next.insert(next.begin() + static_cast<std::ptrdiff_t>(place), *value);
    const bool again = m_index == kNew && m_field->hasFocus(); // the next one can be typed at once
    endTyping();
    Q_EMIT edited(next);
    if (again)
        beginTyping(kNew);
}

void ChoiceEditor::offerRest()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<std::string> flags{"false", "true"};
    for (const std::string& choice : m_spec.type == ParamType::Bool ? flags : m_spec.choices) {
        const bool known = std::any_of(m_choices.begin(), m_choices.end(),
                                       [&](const std::string& each) { return shown(each) == shown(choice); });
        if (!known)
            menu->addAction(shown(choice))->setData(QString::fromStdString(choice));
    }
    connect(menu, &QMenu::triggered, this,
            [this](const QAction* chosen) { addListed(chosen->data().toString().toStdString()); });
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 2)));
}

void ChoiceEditor::addListed(const std::string& value)
{
    // In the order of the catalogue, as far as the list is.
    std::vector<std::string> next = m_choices;
    const auto rank = [&](const std::string& name) {
        return std::find(m_spec.choices.begin(), m_spec.choices.end(), name) - m_spec.choices.begin();
    };
    const auto place =
        std::find_if(next.begin(), next.end(), [&](const std::string& each) { return rank(each) > rank(value); });
    next.insert(m_spec.type == ParamType::Bool ? next.end() : place, value);
    Q_EMIT edited(next);
}

} // namespace cw::ui
