// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_keys.h"

#include <optional>

#include <QSettings>
#include <QVariant>

namespace cw::ui {
namespace {

constexpr const char* kId = "keysId";
constexpr const char* kStandard = "standardKeys";
constexpr const char* kOwn = "ownKeys"; // asked at every change of the focus: not each time of the settings
constexpr int kMostKeys = 4;            // of one action
constexpr int kMostLetters = 200;       // a settings file may hold anything

QString place(const QString& id)
{
    return QStringLiteral("keys/") + id;
}

QList<QKeySequence> standardKeys(const QAction* action)
{
    return action->property(kStandard).value<QList<QKeySequence>>();
}

/// Nothing where nothing that can be read is stored.
std::optional<QList<QKeySequence>> storedKeys(const QString& id)
{
    const QVariant stored = QSettings().value(place(id));
    if (!stored.isValid())
        return std::nullopt;
    const QString text = stored.toString();
    if (text.isEmpty())
        return QList<QKeySequence>();
    if (text.size() > kMostLetters)
        return std::nullopt;
    QList<QKeySequence> keys;
    for (const QKeySequence& each : QKeySequence::listFromString(text, QKeySequence::PortableText)) {
        const bool isKnown = each.count() == 1 && each[0].key() != Qt::Key_unknown && each[0].key() != 0;
        if (!isKnown || keys.size() == kMostKeys)
            return std::nullopt;
        keys << each;
    }
    return keys;
}

} // namespace

void nameKeys(QAction* action, const QString& english)
{
    QString id = english;
    action->setProperty(kId, id.remove(QLatin1Char('&')).remove(QStringLiteral(" …")));
    action->setProperty(kStandard, QVariant::fromValue(action->shortcuts()));
    readKeys(action);
    action->setShortcuts(ownKeys(action));
}

void readKeys(QAction* action)
{
    action->setProperty(kOwn, QVariant::fromValue(storedKeys(keysId(action)).value_or(standardKeys(action))));
}

QString keysId(const QAction* action)
{
    return action->property(kId).toString();
}

QList<QKeySequence> ownKeys(const QAction* action)
{
    return keysId(action).isEmpty() ? action->shortcuts() : action->property(kOwn).value<QList<QKeySequence>>();
}

bool hasOtherKeys(const QAction* action)
{
    return ownKeys(action) != standardKeys(action);
}

void giveKeys(QAction* action, const QList<QKeySequence>& keys)
{
    if (keys == standardKeys(action)) {
        giveStandardKeys(action);
        return;
    }
    QSettings().setValue(place(keysId(action)), QKeySequence::listToString(keys, QKeySequence::PortableText));
    readKeys(action);
    action->setShortcuts(keys);
}

void giveStandardKeys(QAction* action)
{
    QSettings().remove(place(keysId(action)));
    readKeys(action);
    action->setShortcuts(standardKeys(action));
}

QKeySequence pressedKeys(const QKeyEvent& event)
{
    switch (event.key()) {
    case 0:
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
        return {};
    default:
        break;
    }
    const QString text = event.text();
    const bool isSign = text.size() == 1 && text[0].isPrint() && !text[0].isLetterOrNumber() && !text[0].isSpace();
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (isSign)
        modifiers &= ~Qt::ShiftModifier;
    const auto key = event.key() == Qt::Key_Backtab ? Qt::Key_Tab : static_cast<Qt::Key>(event.key());
    return QKeySequence(QKeyCombination(modifiers, key));
}

} // namespace cw::ui
