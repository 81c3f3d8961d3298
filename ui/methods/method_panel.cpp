// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/method_panel.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QSettings>

#include "ui/canvas/themed_icon.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs/panel_parts.h"
#include "ui/widgets/kept.h"

namespace cw::ui {

namespace {

const QString kCurves = QStringLiteral("curves");
const QString kMethodKey = QStringLiteral("runs/method");
constexpr int kLeastPause = 300;          // ms between two computations of a run that lives
constexpr int kPauseFactor = 5;           // and so many times what the last one took
constexpr std::size_t kMostWaiting = 100; // lists of changed rows that lie there while no view asks for them

/// Some trial has two points: of one alone there is nothing to see.
bool haveCurves(const StepList& steps)
{
    const auto together = [](const history::MetricStep& a, const history::MetricStep& b) {
        return a.trial == b.trial && a.metric == b.metric;
    };
    return steps && std::adjacent_find(steps->begin(), steps->end(), together) != steps->end();
}

} // namespace

MethodPanel::MethodPanel(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_title(nullptr)
    , m_choice(new QComboBox(this))
    , m_menu(nullptr)
    , m_stack(new QStackedWidget(this))
    , m_curves(new CurvesPlot(services.theme, this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = makeColumn(this);
    QHBoxLayout* row = addTitle(column, tr("Learning curves"), this);
    m_title = qobject_cast<QLabel*>(row->itemAt(0)->widget());
    m_choice->setAccessibleName(tr("What of the method is shown"));
    m_choice->setToolTip(tr("The learning curves, and what belongs to the run's strategy and scheduler"));
    m_choice->setObjectName(QStringLiteral("methodChoice"));
    row->addWidget(m_choice);
    row->addStretch(1);
    m_menu = makeMenuButton(services.theme, m_curves->menu(), tr("More for the learning curves"), this);
    row->addWidget(m_menu);
    m_stack->addWidget(m_curves);
    column->addWidget(m_stack, 1);
    m_timer.setSingleShot(true);
    m_wanted = QSettings().value(keptPlace(kMethodKey)).toString();
    m_curves->keepSettings(QStringLiteral("runs/curves"));
    offer({});
    connect(m_choice, &QComboBox::currentIndexChanged, this, &MethodPanel::changed);
    connect(m_choice, &QComboBox::activated, this, [this] { want(m_choice->currentData().toString()); });
    connect(m_curves, &CurvesPlot::trialClicked, this, &MethodPanel::trialClicked);
    connect(&m_timer, &QTimer::timeout, this, &MethodPanel::compute);
}

MethodPanel::~MethodPanel() = default;

const MethodView* MethodPanel::current() const
{
    return findMethodView(m_choice->currentData().toString());
}

MethodPlot* MethodPanel::shown() const
{
    const auto found = m_plots.find(current());
    return found == m_plots.end() ? nullptr : found->second;
}

void MethodPanel::showView(const QString& id)
{
    if (const int index = m_choice->findData(id); index >= 0)
        m_choice->setCurrentIndex(index);
}

void MethodPanel::offer(const MethodSubject& subject)
{
    m_subject = subject;
    const QString before = m_choice->currentData().toString();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        m_choice->addItem(tr("Learning curves"), kCurves);
        for (const MethodView& view : methodViews()) {
            if (view.suits(subject))
                m_choice->addItem(view.title(), QString::fromLatin1(view.id));
        }
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(before)));
    }
    m_choice->setVisible(m_choice->count() > 1);
    m_title->setVisible(m_choice->count() == 1);
    makeActions();
    changed();
}

void MethodPanel::makeActions()
{
    for (QAction* action : std::as_const(m_actions))
        action->deleteLater(); // a menu may be open
    m_actions.clear();
    for (int i = 0; i < m_choice->count() && m_choice->count() > 1; ++i) {
        const QString id = m_choice->itemData(i).toString();
        const MethodView* view = findMethodView(id);
        auto* action = new QAction(tr("Show %1").arg(m_choice->itemText(i)), this);
        const QString english = QString::fromLatin1(view == nullptr ? "Learning curves" : view->english);
        action->setProperty("english", QStringLiteral("Show %1").arg(english));
        connect(action, &QAction::triggered, this, [this, id] {
            want(id);
            showView(id);
        });
        m_actions.append(action);
    }
    Q_EMIT actionsChanged();
}

void MethodPanel::want(const QString& id)
{
    m_wanted = id;
    QSettings().setValue(keptPlace(kMethodKey), id);
}

void MethodPanel::setRun(const history::RunRow& row)
{
    m_task.cancel();
    m_timer.stop();
    m_feed.reset();
    m_run = row.run;
    m_selected = 0;
    for (const auto& [view, plot] : m_plots) {
        m_stack->removeWidget(plot); // of the run before; made anew when it is shown
        plot->deleteLater();
    }
    m_plots.clear();
    const auto config = run::runConfigFromJson(row.info.config, "run");
    offer(config ? subjectOf(*config, m_services.runs.catalogue()) : MethodSubject());
}

void MethodPanel::chooseFor(bool hasCurves)
{
    const int wanted = m_choice->findData(m_wanted);
    m_choice->setCurrentIndex(wanted >= 0 ? wanted : hasCurves ? 0 : std::min(1, m_choice->count() - 1));
}

void MethodPanel::take(const TrialList& trials, const StepList& steps, bool all)
{
    if (m_choice->count() < 2)
        return;
    if (all) {
        m_feed.reset(); // so that choosing computes nothing yet
        chooseFor(haveCurves(steps));
        m_feed = std::make_shared<MethodFeed>(m_subject, m_services.feed.history(), m_run, m_services.runs.catalogue());
        m_feed->add(trials, steps);
        compute();
        return;
    }
    if (!m_feed)
        return;
    m_feed->add(trials, steps);
    if (m_timer.isActive() || m_task.isBusy() || (current() == nullptr && m_feed->waiting() < kMostWaiting))
        return;
    m_timer.start(kLeastPause);
}

void MethodPanel::setSelectedTrial(std::int64_t trial)
{
    m_selected = trial;
    m_curves->setSelectedTrial(trial);
    for (const auto& [view, plot] : m_plots)
        plot->setSelectedTrial(trial);
}

MethodPlot* MethodPanel::plotOf(const MethodView& view)
{
    MethodPlot*& plot = m_plots[&view];
    if (plot == nullptr) {
        plot = view.make(m_services.theme, m_stack);
        plot->setSelectedTrial(m_selected);
        plot->setNotice(tr("Being computed …"));
        m_stack->addWidget(plot);
        connect(plot, &MethodPlot::trialClicked, this, &MethodPanel::trialClicked);
        Q_EMIT plotMade(*plot);
    }
    return plot;
}

void MethodPanel::changed()
{
    const MethodView* view = current();
    Plot* plot = m_curves;
    if (view != nullptr)
        plot = plotOf(*view);
    m_stack->setCurrentWidget(plot);
    m_menu->setMenu(plot->menu());
    const QString name = view == nullptr ? tr("More for the learning curves") : tr("More for this plot");
    m_menu->setAccessibleName(name);
    m_menu->setToolTip(name);
    if (m_feed && view != nullptr)
        compute();
}

void MethodPanel::compute()
{
    m_timer.stop();
    if (!m_feed)
        return;
    m_since.start();
    const MethodView* view = current();
    m_task.start([feed = m_feed, view](const std::stop_token& stop) { return feed->make(view, stop); },
                 [this, view](const Result<MethodShow>& made) { showMade(view, made); });
}

void MethodPanel::showMade(const MethodView* view, const Result<MethodShow>& made)
{
    if (view != nullptr && view == current()) {
        MethodPlot* plot = plotOf(*view);
        plot->setNotice(made ? QString() : tr("This cannot be shown: %1").arg(QString::fromUtf8(made.error().what())));
        if (made)
            (*made)(*plot);
    }
    if (m_feed && m_feed->waiting() > 0)
        m_timer.start(
            std::max(kLeastPause, kPauseFactor * static_cast<int>(std::min<qint64>(m_since.elapsed(), 60'000))));
}

} // namespace cw::ui
