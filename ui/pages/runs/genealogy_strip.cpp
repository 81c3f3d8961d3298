// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/genealogy_strip.h"

#include <algorithm>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QToolTip>

#include "ui/widgets/plain_tip.h"

namespace cw::ui {
namespace {

constexpr int kTile = 42, kGap = 10, kBox = 42; ///< px
constexpr int kNumber = 15, kValue = 14;        ///< heights of the lines below a box
constexpr std::size_t kMostSquares = 12;

/// Squares of the rows, from the top: 1, 2, 3, ... where the count allows (an op-on-edge cell), else rows of four.
std::vector<int> rowsFor(int count)
{
    for (int side = 2; side <= 4; ++side) {
        if (count == side * (side + 1) / 2) {
            std::vector<int> rows;
            for (int i = 1; i <= side; ++i)
                rows.push_back(i);
            return rows;
        }
    }
    std::vector<int> rows;
    for (; count > 0; count -= 4)
        rows.push_back(std::min(4, count));
    return rows;
}

} // namespace

/// Names of ops and settings come apart where their words do; what is still too long is cut where one sees it.
QStringList GenealogyStrip::tileLines(const QString& words, const QFontMetricsF& metrics, double width, int most)
{
    static const QRegularExpression ends(QStringLiteral("(?<=[ _\\-:/])"));
    QStringList lines;
    for (const QString& part : words.split(ends, Qt::SkipEmptyParts)) {
        const bool fits =
            !lines.isEmpty() && metrics.horizontalAdvance(QString(lines.back() + part).trimmed()) <= width;
        if (fits)
            lines.back() += part;
        else
            lines << part;
    }
    const bool isCut = lines.size() > most;
    lines = lines.mid(0, most);
    if (isCut && !lines.isEmpty())
        lines.back() = lines.back().trimmed() + QChar(0x2026);
    for (QString& line : lines)
        line = metrics.elidedText(line.trimmed(), Qt::ElideRight, width);
    return lines;
}

GenealogyStrip::GenealogyStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setFixedHeight(sizeHint().height());
    setAccessibleName(tr("Ancestors of the trial"));
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

QSize GenealogyStrip::sizeHint() const
{
    return {200, kBox + kNumber + kValue + 4};
}

void GenealogyStrip::setLine(std::vector<Ancestor> line, int hidden)
{
    m_line = std::move(line);
    m_hidden = hidden;
    m_hovered = -1;
    setCurrent(count() - 1);
}

int GenealogyStrip::room() const
{
    return std::max(2, (width() + kGap) / (kTile + kGap));
}

QRect GenealogyStrip::tileRect(int tile) const
{
    return {tile * (kTile + kGap), 1, kTile, height() - 1};
}

int GenealogyStrip::tileAt(const QPoint& position) const
{
    for (int i = 0; i < count(); ++i) {
        if (tileRect(i).contains(position))
            return i;
    }
    return -1;
}

void GenealogyStrip::setCurrent(int tile)
{
    m_current = tile;
    setAccessibleDescription(sentenceOf(tile));
    update();
}

QString GenealogyStrip::sentenceOf(int tile) const
{
    if (tile < 0 || tile >= count())
        return {};
    const Ancestor& ancestor = m_line[static_cast<std::size_t>(tile)];
    const QString name = tr("Trial %1: %2").arg(ancestor.trial).arg(ancestor.value);
    return ancestor.change.isEmpty() ? name : name + QLatin1Char('\n') + ancestor.change;
}

void GenealogyStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        paintTile(painter, i);
        if (i == 0)
            continue;
        const double left = tileRect(i).left() - kGap;
        const double middle = 1 + kBox / 2.0;
        painter.setPen(QPen(m_theme.colors().muted, 1.2));
        if (i == 1 && m_hidden > 0) {
            for (const double x : {1.5, 5.0, 8.5})
                painter.drawPoint(QPointF(left + x, middle));
            continue;
        }
        painter.drawLine(QPointF(left + 1.5, middle), QPointF(left + 8, middle));
        painter.drawLine(QPointF(left + 5.5, middle - 2.5), QPointF(left + 8, middle));
        painter.drawLine(QPointF(left + 5.5, middle + 2.5), QPointF(left + 8, middle));
    }
}

void GenealogyStrip::paintTile(QPainter& painter, int tile)
{
    const Colors& colors = m_theme.colors();
    const Ancestor& ancestor = m_line[static_cast<std::size_t>(tile)];
    const QRect rect = tileRect(tile);
    const QRectF box(rect.left() + 0.5, rect.top() + 0.5, kTile - 1, kBox - 1);
    const bool shown = tile == count() - 1;
    const bool marked = shown || (hasFocus() && tile == m_current);
    painter.setPen(QPen(marked ? colors.accent : colors.cardBorder, hasFocus() && tile == m_current ? 2 : 1));
    painter.setBrush(shown ? colors.selected : tile == m_hovered ? colors.hover : colors.surface);
    painter.drawRoundedRect(box, 4, 4);
    if (!ancestor.squares.empty()) {
        paintSquares(painter, box, ancestor.squares);
    } else {
        painter.setFont(m_theme.font(TextRole::Caption));
        painter.setPen(colors.muted);
        const QString words = ancestor.change.isEmpty() ? QString(QChar(0x2013)) : ancestor.change;
        const QFontMetricsF metrics(painter.font());
        painter.drawText(
            box, Qt::AlignCenter,
            tileLines(words, metrics, kBox - 6, int((kBox - 4) / metrics.height())).join(QLatin1Char('\n')));
    }
    QFont font = m_theme.font(TextRole::Caption);
    painter.setPen(colors.muted);
    painter.setFont(font);
    const QRect value(rect.left() - kGap / 2, rect.top() + kBox + kNumber + 1, kTile + kGap, kValue);
    painter.drawText(value, Qt::AlignCenter, ancestor.value);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(colors.text);
    const QRect number(rect.left() - kGap / 2, rect.top() + kBox + 1, kTile + kGap, kNumber);
    painter.drawText(number, Qt::AlignCenter, QString::number(ancestor.trial));
}

void GenealogyStrip::paintSquares(QPainter& painter, const QRectF& box, const std::vector<Ancestor::Square>& squares)
{
    const std::vector<int> rows = rowsFor(static_cast<int>(std::min(squares.size(), kMostSquares)));
    const int widest = *std::max_element(rows.begin(), rows.end());
    const int side = std::max(static_cast<int>(rows.size()), widest) > 3 ? 7 : 9;
    const int step = side + 3;
    const double left = box.center().x() - (widest * step - 3) / 2.0;
    double y = box.center().y() - (static_cast<int>(rows.size()) * step - 3) / 2.0;
    std::size_t next = 0;
    for (const int inRow : rows) {
        for (int i = 0; i < inRow; ++i) {
            const Ancestor::Square& square = squares[next++];
            const QRectF rect(left + i * step, y, side, side);
            paintSquare(painter, rect, square.square, m_theme.colors());
            if (!square.changed)
                continue;
            painter.setPen(QPen(m_theme.colors().warning, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 2.5, 2.5);
        }
        y += step;
    }
}

void GenealogyStrip::mousePressEvent(QMouseEvent* event)
{
    const int tile = tileAt(event->pos());
    if (tile < 0 || event->button() != Qt::LeftButton)
        return;
    setCurrent(tile);
    Q_EMIT trialChosen(m_line[static_cast<std::size_t>(tile)].trial);
}

void GenealogyStrip::mouseMoveEvent(QMouseEvent* event)
{
    const int tile = tileAt(event->pos());
    if (std::exchange(m_hovered, tile) != tile)
        update();
}

void GenealogyStrip::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void GenealogyStrip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(std::max(0, m_current - 1));
        return;
    case Qt::Key_Right:
        setCurrent(std::min(count() - 1, m_current + 1));
        return;
    case Qt::Key_Home:
        setCurrent(std::min(0, count() - 1));
        return;
    case Qt::Key_End:
        setCurrent(count() - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT trialChosen(m_line[static_cast<std::size_t>(m_current)].trial);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GenealogyStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    Q_EMIT roomChanged();
}

bool GenealogyStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int tile = tileAt(help->pos());
    if (tile >= 0)
        QToolTip::showText(help->globalPos(), plainTip(sentenceOf(tile)), this, tileRect(tile));
    else if (m_hidden > 0 && count() > 1 && help->pos().x() < tileRect(1).left())
        QToolTip::showText(help->globalPos(), tr("%n generation(s) between them", nullptr, m_hidden), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace cw::ui
