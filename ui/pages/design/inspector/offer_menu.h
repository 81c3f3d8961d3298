// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>

#include "ui/document/block_offers.h"

namespace cw::ui {

class Theme;

/// A list of ops that opens at a button, with a field to search it: arrows choose, Enter takes, Escape closes.
/// Thread: GUI
class OfferMenu : public QFrame {
    Q_OBJECT
public:
    OfferMenu(Theme& theme, std::vector<BlockOffer> offers, QWidget* parent);

    /// Below a widget, as far as the screen allows.
    void openAt(const QWidget* anchor);
    QLineEdit& field() const { return *m_field; }
    QListWidget& list() const { return *m_list; }

Q_SIGNALS:
    void chosen(const cw::ui::BlockOffer& offer);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& typed);
    void take();

    Theme& m_theme;
    std::vector<BlockOffer> m_offers;
    std::vector<BlockOffer> m_shown;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace cw::ui
