// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QPushButton>

namespace cw::ui {

/// Shows keys as a button; pressed, it waits for the next combination, which it takes for the new one. Escape, another
/// click or going elsewhere leaves everything as it was.
/// Thread: GUI
class KeyField : public QPushButton {
    Q_OBJECT
public:
    explicit KeyField(QWidget* parent = nullptr);

    void setKeys(const QList<QKeySequence>& keys);
    bool isListening() const { return m_listening; }

Q_SIGNALS:
    /// A person has pressed this; the field still shows the old keys.
    void pressedKeys(const QKeySequence& keys);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void listen(bool on);
    void showText();

    QList<QKeySequence> m_keys;
    bool m_listening = false;
};

} // namespace cw::ui
