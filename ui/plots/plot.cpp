// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/plots/even_ticker.h"
#include "ui/widgets/kept.h"

namespace cw::ui {

StampGraph::StampGraph(QCPAxis* keyAxis, QCPAxis* valueAxis)
    : QCPGraph(keyAxis, valueAxis)
{
    setLineStyle(QCPGraph::lsNone);
    setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDot)); // anything but none; drawn below
    setAdaptiveSampling(true);
}

void StampGraph::setMark(Mark mark, double size, const QColor& color)
{
    m_mark = mark;
    m_size = size;
    m_color = color;
    m_stamp = {};
}

void StampGraph::drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters, const QCPScatterStyle&) const
{
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) {
        for (const QPointF& at : scatters)
            paintMark(*painter, m_mark, at, m_size, m_color);
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    if (m_stamp.isNull() || m_stamp.devicePixelRatio() != ratio)
        m_stamp = markStamp(m_mark, m_size, m_color, ratio);
    const QSizeF half = m_stamp.deviceIndependentSize() / 2;
    for (const QPointF& at : scatters)
        painter->drawPixmap(QPointF(at.x() - half.width(), at.y() - half.height()), m_stamp);
}

Plot::Plot(Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(name)
    , m_canvas(new QCustomPlot(this))
    , m_legend(new LegendStrip(theme, this))
    , m_menu(new QMenu(this))
    , m_tooltip(new QLabel(this))
    , m_hint(new QLabel(this))
{
    setAccessibleName(name);
    m_canvas->setAccessibleName(name);
    m_canvas->setFocusPolicy(Qt::StrongFocus);
    m_canvas->setNoAntialiasingOnDrag(true);
    m_canvas->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_canvas->installEventFilter(this);
    m_tooltip->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_tooltip->hide();
    m_hint->setProperty("role", "secondary");
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->setContentsMargins(24, 0, 24, m_legend->height()); // in the middle of the whole
    m_hint->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_legend);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_hint, 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(40);
    connect(&m_timer, &QTimer::timeout, this, [this] { redraw(QCustomPlot::rpQueuedRefresh); });
    connect(m_canvas, &QCustomPlot::mouseWheel, this, [this] { m_follows = false; });
    connect(m_canvas, &QCustomPlot::mouseDoubleClick, this, [this] { showAll(); });
    connect(&theme, &Theme::changed, this, [this] { applyStyle(); });
    m_canvas->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker));
    m_canvas->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker));
    buildMenu();
}

void Plot::buildMenu()
{
    m_menu->addAction(tr("Show all"), this, [this] { showAll(); });
    m_logAction = m_menu->addAction(tr("Logarithmic"));
    m_logAction->setCheckable(true);
    connect(m_logAction, &QAction::toggled, this, &Plot::setLogarithmic);
    m_legendAction = m_menu->addAction(tr("Legend"));
    m_legendAction->setCheckable(true);
    m_legendAction->setChecked(true);
    connect(m_legendAction, &QAction::toggled, this, &Plot::setLegendVisible);
    m_menu->addSeparator();
    m_menu->addAction(tr("Copy picture"), this, [this] { QApplication::clipboard()->setPixmap(grab()); });
    m_menu->addAction(tr("Export PNG ..."), this,
                      [this] { askAndSave(tr("PNG picture (*.png)"), QStringLiteral("png"), 1); });
    m_menu->addAction(tr("Export PNG, 3 times as fine ..."), this,
                      [this] { askAndSave(tr("PNG picture (*.png)"), QStringLiteral("png"), 3); });
    m_menu->addAction(tr("Export SVG ..."), this,
                      [this] { askAndSave(tr("SVG drawing (*.svg)"), QStringLiteral("svg"), 1); });
    m_menu->addAction(tr("Export data as CSV ..."), this,
                      [this] { askAndSave(tr("CSV table (*.csv)"), QStringLiteral("csv"), 1); });
}

QToolButton* Plot::makeSwitch(QAction& action, const QString& icon, QWidget* parent)
{
    QToolButton* button = makeToolButton(m_theme, icon, action.text(), parent);
    button->setCheckable(true);
    button->setChecked(action.isChecked());
    connect(button, &QToolButton::toggled, &action, &QAction::setChecked);
    connect(&action, &QAction::toggled, button, &QToolButton::setChecked);
    return button;
}

void Plot::keepSettings(const QString& key)
{
    keepChecked(*m_logAction, key + QStringLiteral("/log"));
    keepChecked(*m_legendAction, key + QStringLiteral("/legend"));
}

void Plot::setLegendVisible(bool visible)
{
    m_legendAction->setChecked(visible);
    m_legend->setVisible(visible);
}

void Plot::askAndSave(const QString& filter, const QString& suffix, double scale)
{
    QString path =
        QFileDialog::getSaveFileName(this, tr("Export %1").arg(m_name), m_name + QLatin1Char('.') + suffix, filter);
    if (path.isEmpty())
        return;
    const bool saved = suffix == QLatin1String("png")   ? savePng(path, scale)
                       : suffix == QLatin1String("svg") ? saveSvg(path)
                                                        : saveCsv(path);
    if (!saved)
        QMessageBox::warning(this, tr("Export %1").arg(m_name), tr("%1 cannot be written").arg(path));
}

bool Plot::savePng(const QString& path, double scale)
{
    return m_canvas->savePng(path, m_canvas->width(), m_canvas->height(), scale);
}

bool Plot::saveSvg(const QString& path)
{
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(m_canvas->size());
    generator.setViewBox(QRect(QPoint(0, 0), m_canvas->size()));
    generator.setTitle(m_name);
    QCPPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    m_canvas->toPainter(&painter, m_canvas->width(), m_canvas->height());
    return painter.end();
}

QString Plot::csv() const
{
    const auto line = [](const QStringList& cells) {
        QStringList quoted;
        for (QString cell : cells) {
            if (cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) || cell.contains(QLatin1Char('\n')))
                cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
            quoted << cell;
        }
        return quoted.join(QLatin1Char(',')) + QLatin1Char('\n');
    };
    const PlotTable filled = table();
    QString text = line(filled.columns);
    for (const QStringList& row : filled.rows)
        text += line(row);
    return text;
}

bool Plot::saveCsv(const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray content = csv().toUtf8();
    return file.write(content) == content.size() && file.commit();
}

void Plot::redraw(QCustomPlot::RefreshPriority priority)
{
    rebuild();
    if (m_follows)
        rangesToData();
    m_canvas->replot(priority);
}

void Plot::flush()
{
    redraw(QCustomPlot::rpImmediateRefresh);
}

void Plot::offerLasso()
{
    m_lasso = new Lasso(m_theme, m_canvas);
    connect(m_lasso, &Lasso::drawn, this,
            [this](const LassoArea& area) { Q_EMIT trialsPicked(TrialSet(trialsIn(area))); });
}

void Plot::setPicked(const TrialSet& picked)
{
    if (picked.isEmpty() && m_picked.isEmpty())
        return;
    m_picked = picked;
    schedule();
}

void Plot::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void Plot::showAll()
{
    m_follows = true;
    schedule();
}

void Plot::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_canvas->setVisible(hint.isEmpty());
}

void Plot::setLogarithmicOffered(bool offered)
{
    m_logAction->setVisible(offered);
}

void Plot::setLogarithmic(bool logarithmic)
{
    if (m_logarithmic == logarithmic)
        return;
    m_logarithmic = logarithmic;
    m_logAction->setChecked(logarithmic);
    QCPAxis* axis = m_canvas->axisRect()->axis(QCPAxis::atLeft);
    axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                : QSharedPointer<QCPAxisTicker>(new EvenTicker));
    axis->setNumberFormat(QStringLiteral("gb")); // of the logarithmic one
    axis->setNumberPrecision(4);
    axis->ticker()->setTickCount(5);
    showAll();
}

void Plot::applyStyle()
{
    m_canvas->setBackground(QBrush(colors().surface));
    m_tooltip->setFont(m_theme.font(TextRole::Caption));
    m_tooltip->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 4px; padding: 3px 8px;")
                                 .arg(colors().text.name(), colors().window.name()));
    restyle();
    m_canvas->replot(QCustomPlot::rpQueuedRefresh);
}

void Plot::styleRect(QCPAxisRect* rect)
{
    for (QCPAxis* axis : rect->axes()) {
        axis->setBasePen(QPen(colors().cardBorder, 1));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelFont(m_theme.font(TextRole::Caption));
        axis->setLabelFont(m_theme.font(TextRole::Caption));
        axis->setTickLabelColor(colors().muted);
        axis->setLabelColor(colors().muted);
        axis->grid()->setPen(QPen(colors().grid, 1));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setAntialiased(false);
        axis->setTickLengthIn(0);
        axis->setTickLabelPadding(6);
        axis->setLabelPadding(2);
    }
}

void Plot::setTooltip(const QPointF& anchor, const QString& text)
{
    m_tooltip->setText(text);
    m_tooltip->adjustSize();
    const QPoint at = m_canvas->mapTo(this, anchor.toPoint());
    QPoint place = at + QPoint(12, 8);
    if (place.x() + m_tooltip->width() > width())
        place.setX(at.x() - 12 - m_tooltip->width());
    if (place.y() + m_tooltip->height() > height())
        place.setY(at.y() - 8 - m_tooltip->height());
    m_tooltip->move(place);
    m_tooltip->raise();
    m_tooltip->show();
}

void Plot::hideTooltip()
{
    m_tooltip->hide();
}

void Plot::followMouse(const QMouseEvent& mouse)
{
    const bool near = (mouse.pos() - m_pressed).manhattanLength() <= 3;
    if (mouse.type() == QEvent::MouseButtonPress) {
        m_pressed = mouse.pos();
    } else if (mouse.type() == QEvent::MouseMove && mouse.buttons() == Qt::NoButton) {
        hoverAt(mouse.position());
    } else if (mouse.type() == QEvent::MouseMove && !near) {
        m_follows = false; // dragged
        hideTooltip();
    } else if (mouse.type() == QEvent::MouseButtonRelease && mouse.button() == Qt::LeftButton && near) {
        clickAt(mouse.position());
    }
}

/// True: the canvas is not to see it, or it would move what is drawn around.
bool Plot::takeMouse(const QMouseEvent& mouse)
{
    const bool wasDrawing = m_lasso != nullptr && m_lasso->isDrawing();
    const bool isTaken = m_lasso != nullptr && m_lasso->take(mouse);
    if (isTaken && mouse.type() == QEvent::MouseButtonPress) {
        m_pressed = mouse.pos();
        hideTooltip();
    }
    if (!isTaken)
        followMouse(mouse);
    return isTaken || wasDrawing;
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_canvas)
        return QWidget::eventFilter(watched, event);
    const QEvent::Type type = event->type();
    if (type == QEvent::MouseButtonPress || type == QEvent::MouseMove || type == QEvent::MouseButtonRelease) {
        if (takeMouse(*static_cast<QMouseEvent*>(event)))
            return true;
    } else if ((type == QEvent::KeyPress || type == QEvent::ShortcutOverride) && m_lasso != nullptr &&
               m_lasso->isDrawing() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // before a shortcut of the page gets it
        if (type == QEvent::KeyPress)
            m_lasso->giveUp();
        return true;
    } else if (type == QEvent::Leave) {
        hideTooltip();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cw::ui
