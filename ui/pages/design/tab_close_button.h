// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/theme/theme.h"

namespace cw::ui {

/// At the right of a tab: a dot while there is unsaved work, a cross under the mouse or when there is none.
class TabCloseButton : public QAbstractButton {
    Q_OBJECT
public:
    TabCloseButton(const Theme& theme, QWidget* parent);

    void setModified(bool modified);
    bool isModified() const { return m_modified; }
    QSize sizeHint() const override { return {20, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const Theme& m_theme;
    bool m_modified = false;
};

} // namespace cw::ui
