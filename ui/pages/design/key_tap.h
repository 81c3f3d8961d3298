// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QObject>

namespace cw::ui {

/// Tells when a key was pressed and released with nothing between: held while something is dragged it means another
/// thing.
/// Thread: GUI
class KeyTap : public QObject {
    Q_OBJECT
public:
    KeyTap(QAbstractScrollArea& area, Qt::Key key, QObject* parent);

Q_SIGNALS:
    void tapped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Qt::Key m_key;
    bool m_down = false;
};

} // namespace cw::ui
