// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include "ui/document/block_offers.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The list of blocks at the cursor: narrows as one types, arrows choose, Enter takes, Escape or a click elsewhere
/// closes. Lies over the canvas, so that the link that led to it stays in sight.
/// Thread: GUI
class BlockSearch : public QFrame {
    Q_OBJECT
public:
    BlockSearch(const Theme& theme, QWidget* canvas);

    /// `at` is on the canvas; the list is moved so that all of it can be seen. `caption`: what they have in common.
    void open(const QPoint& at, std::vector<BlockOffer> offers, const QString& caption);
    QLineEdit& edit() { return *m_edit; }
    QListWidget& list() { return *m_list; }
    /// As Escape does.
    void shut();

Q_SIGNALS:
    void chosen(const cw::ui::BlockOffer& offer);
    void closed(); ///< also after chosen()

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFooter();
    void fill();
    void step(int by);
    void take();

    const Theme& m_theme;
    QLineEdit* m_edit;
    QLabel* m_caption;
    QLabel* m_count;
    QListWidget* m_list;
    QAction* m_glass;
    std::vector<BlockOffer> m_offers;
    std::vector<BlockOffer> m_found;
};

} // namespace cw::ui
