// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/film_section.h"

#include <cmath>
#include <utility>

#include <QVBoxLayout>

#include "ui/pages/runs/genealogy_strip.h"
#include "ui/pages/runs/replay_bar.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kPace = 200; ///< ms

Ancestor ancestorOf(const TrialsModel& trials, const history::TrialRow& row)
{
    Ancestor ancestor;
    ancestor.trial = row.trial;
    ancestor.value = valueText(trials.valueOf(row));
    ancestor.change = trials.changeText(QString::fromStdString(row.change), false);
    const history::TrialRow* parent = row.parent > 0 ? trials.find(row.parent) : nullptr;
    for (const TrialsModel::Square& square : trials.squaresOf(row)) {
        const bool known = parent != nullptr && square.decision < parent->values.size();
        const double before = known ? parent->values[square.decision] : row.values[square.decision];
        ancestor.squares.push_back({square.square, before != row.values[square.decision]});
    }
    return ancestor;
}

} // namespace

FilmSection::FilmSection(Theme& theme, const TrialsModel& trials, QWidget* parent)
    : QWidget(parent)
    , m_trials(trials)
    , m_lineArea(new QWidget(this))
    , m_generations(makeLabel({}, "secondary", m_lineArea))
    , m_strip(new GenealogyStrip(theme, m_lineArea))
    , m_replay(new ReplayBar(theme, this))
{
    auto* lines = new QVBoxLayout(m_lineArea);
    lines->setContentsMargins(16, 0, 16, 6);
    lines->setSpacing(4);
    auto* title = new QHBoxLayout;
    title->setContentsMargins(0, 6, 0, 0);
    title->addWidget(makeLabel(tr("Genealogy"), "caption", m_lineArea));
    title->addStretch(1);
    title->addWidget(m_generations);
    lines->addLayout(title);
    lines->addWidget(m_strip);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(this));
    column->addWidget(m_lineArea);
    column->addWidget(makeRule(this));
    column->addWidget(m_replay);
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPace);
    connect(&m_pace, &QTimer::timeout, this, &FilmSection::make);
    connect(m_strip, &GenealogyStrip::trialChosen, this, &FilmSection::trialChosen);
    connect(m_strip, &GenealogyStrip::roomChanged, this, &FilmSection::showLine);
    connect(m_replay, &ReplayBar::moved, this, &FilmSection::tellPlace);
    showLine();
}

void FilmSection::setRun(const std::string& metric, bool maximise)
{
    m_metric = metric;
    m_maximise = maximise;
    m_make.cancel();
    m_pace.stop();
    m_pending.clear();
    m_anew = true;
    m_shown = 0;
    m_replay->setFilm(nullptr);
    showLine();
}

void FilmSection::takeTrials(const TrialList& trials, bool all)
{
    if (!trials)
        return;
    if (all) {
        m_make.cancel();
        m_pending.clear();
        m_anew = true;
    }
    m_pending.push_back(trials);
    if (all)
        make();
    else if (!m_pace.isActive())
        m_pace.start();
}

void FilmSection::make()
{
    if (m_make.isBusy() || m_pending.empty())
        return; // comes back when it is made
    m_make.start(
        [base = m_anew ? nullptr : m_replay->film(), news = std::exchange(m_pending, {}), metric = m_metric,
         maximise = m_maximise](std::stop_token) {
            std::vector<FilmTrial> trials = base ? base->trials() : std::vector<FilmTrial>();
            for (const TrialList& list : news) {
                for (const history::TrialRow& row : *list)
                    trials.push_back(filmTrial(row, metric));
            }
            return std::make_shared<const SearchFilm>(std::move(trials), maximise);
        },
        [this](Result<FilmPtr> film) {
            if (film)
                m_replay->setFilm(std::move(*film));
            showLine();
            make();
        });
    m_anew = false;
}

void FilmSection::setShown(std::int64_t trial)
{
    if (m_shown == trial)
        return;
    m_shown = trial;
    showLine();
}

void FilmSection::setRoomForLine(bool room)
{
    if (std::exchange(m_room, room) != room)
        showLine();
}

void FilmSection::showLine()
{
    const TrialLine line =
        m_shown > 0 && m_replay->film() ? m_replay->film()->lineOf(m_shown, m_strip->room()) : TrialLine();
    std::vector<Ancestor> tiles;
    for (const std::int64_t trial : line.trials) {
        if (const history::TrialRow* row = m_trials.find(trial))
            tiles.push_back(ancestorOf(m_trials, *row));
    }
    m_generations->setText(tiles.empty() ? QString() : tr("%n generation(s)", nullptr, line.generations));
    m_lineArea->setVisible(m_room);
    m_strip->setLine(std::move(tiles), line.hidden);
}

void FilmSection::tellPlace()
{
    const FilmPtr& film = m_replay->film();
    if (!film || m_replay->isAtEnd())
        Q_EMIT placed(0, 0);
    else
        Q_EMIT placed(film->bestAt(m_replay->position()), film->trialAt(m_replay->position()));
}

} // namespace cw::ui
