// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace cw::ui {

/// A text that takes effect with Enter or when the focus leaves, not with every letter; Escape brings back what is
/// stored. What was refused stays to be mended. A text longer than the field ends in dots while nobody types, and
/// stands in a tooltip.
class CommitField : public QLineEdit {
    Q_OBJECT
public:
    explicit CommitField(QWidget* parent);

    /// What the document holds. A text being typed stays.
    void setStored(const QString& stored);
    const QString& stored() const { return m_stored; }
    void setWrong(bool wrong);
    /// As if Enter was pressed.
    void commit();
    /// Whether a part of the text is not seen.
    bool isCut() const;

Q_SIGNALS:
    void committed(const QString& text);
    /// Escape, or back to what is stored.
    void restored();

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRect textRect() const;
    QString m_stored;
};

} // namespace cw::ui
