// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include "ui/theme/theme.h"

class QMenu;
class QTableView;

namespace cw::ui {

/// The heads of a sortable table, each over the edge that its column's values keep: a style sheet's heads leave room
/// for the arrow in every column, so that right-aligned words stand left of their numbers. The arrow stands beside the
/// words, on the left of right-aligned ones. Where the model's TextAlignmentRole is right, so is the head.
/// Thread: GUI
class TableHeader : public QHeaderView {
    Q_OBJECT
public:
    /// Gives the table this header, clickable, with its fill carried on above the vertical scroll bar.
    static TableHeader* install(QTableView& table, const Theme& theme);

    /// Which columns are shown; all but the first can be hidden. Owned by the header, which shows it as its own menu
    /// too.
    QMenu* columnsMenu() { return m_menu; }
    void showAllColumns();
    /// Sorting, hidden columns and widths drawn by hand come back at the next start, under that key. When the model is
    /// set.
    void keep(const QString& key);

    /// Where the words of a section are drawn, relative to the section.
    QRect wordsRect(int section, const QRect& rect) const;
    /// What of the words has room in a section that wide.
    QString shownWords(int section, int width) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    TableHeader(const Theme& theme, QWidget* parent);
    void fillMenu();
    void store() const;
    QFont headFont() const;
    QString words(int section) const;
    int wordsWidth(int section) const;

    const Theme& m_theme;
    QMenu* m_menu;
    QString m_key; ///< in the settings; empty: nothing is kept
};

} // namespace cw::ui
