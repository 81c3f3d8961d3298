// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QFrame>
#include <QLabel>
#include <QString>

namespace cw::ui {

/// A label whose look comes from the style sheet: pageTitle, subject, panelTitle, secondary, caption, mono, problem ...
QLabel* makeLabel(const QString& text, const char* role, QWidget* parent = nullptr);
/// A hairline across.
QFrame* makeRule(QWidget* parent = nullptr);
/// Gives a widget another value of a dynamic property that the style sheet asks for, and redraws it.
void restyle(QWidget* widget, const char* property, const QVariant& value);
/// A text of the core's registries (title, summary, help) in the window's language.
QString coreText(const std::string& text);

/// Shows what fits of its text, with dots, and the whole of it as tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    ElidedLabel(const char* role, Qt::TextElideMode mode, QWidget* parent = nullptr);

    void setFullText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString m_full;
    Qt::TextElideMode m_mode;
};

} // namespace cw::ui
