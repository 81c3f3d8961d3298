// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QFontMetricsF>
#include <QString>
#include <QStringList>
#include <QWidget>

#include "ui/canvas/op_square.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// One tile of the genealogy strip.
struct Ancestor {
    struct Square {
        OpSquare square;
        bool changed = false; ///< another than the parent's
    };
    std::int64_t trial = 0;
    QString value;
    QString change; ///< against its parent, in words; empty for the first of a line
    std::vector<Square> squares;
};

/// The line of ancestors of a trial, from the first to the trial itself, each with its value and what was changed. A
/// click or Return chooses one; arrow keys walk.
/// Thread: GUI
class GenealogyStrip : public QWidget {
    Q_OBJECT
public:
    explicit GenealogyStrip(Theme& theme, QWidget* parent = nullptr);

    /// `hidden`: generations left out behind the first tile.
    void setLine(std::vector<Ancestor> line, int hidden);
    const std::vector<Ancestor>& line() const { return m_line; }
    int hidden() const { return m_hidden; }
    /// How many tiles there is space for.
    int room() const;
    QRect tileRect(int tile) const;
    QSize sizeHint() const override;
    /// What stands in a tile of a network without squares: at most so many lines, none wider than that.
    static QStringList tileLines(const QString& words, const QFontMetricsF& metrics, double width, int most);

Q_SIGNALS:
    void trialChosen(qint64 trial);
    void roomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    int count() const { return static_cast<int>(m_line.size()); }
    int tileAt(const QPoint& position) const;
    void setCurrent(int tile);
    QString sentenceOf(int tile) const;
    void paintTile(QPainter& painter, int tile);
    void paintSquares(QPainter& painter, const QRectF& box, const std::vector<Ancestor::Square>& squares);

    Theme& m_theme;
    std::vector<Ancestor> m_line;
    int m_hidden = 0;
    int m_current = -1; ///< where the keys are
    int m_hovered = -1;
};

} // namespace cw::ui
