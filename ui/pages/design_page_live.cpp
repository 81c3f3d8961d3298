// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include <QLocale>

#include "core/space/edit/size.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/live_facts.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/notices.h"
#include "ui/pages/design/problems_panel.h"
#include "ui/pages/design_page.h"

namespace cw::ui {

namespace {

const QString kSizeKey = QStringLiteral("size");

} // namespace

void DesignPage::connectLive()
{
    connect(m_live, &LiveFacts::read, this, [this](const SpacePtr&, const DesignFacts& facts) {
        const bool faulty = !facts.issues.empty() || !facts.warnings.empty();
        m_strip->setFacts(facts);
        if (faulty)
            m_strip->setDistinct(std::nullopt);
        m_view->setFacts(facts.blocks);
        m_view->setIssues(facts.issues, facts.warnings);
        m_inspector->show(*m_view);
        const Problems problems = problemsOf(facts);
        showProblems(problems, countsOf(problems, facts.moreIssues), m_fresh && faulty);
        m_fresh = false;
        Q_EMIT factsShown();
    });
    connect(m_live, &LiveFacts::counted, m_strip, &LiveStrip::setDistinct);
    connect(m_live, &LiveFacts::failed, this, [this](const space::Issue& why) {
        const Problems problems{{why}};
        showProblems(problems, countsOf(problems), true);
    });
}

void DesignPage::showProblems(const Problems& problems, const ProblemCounts& counts, bool open)
{
    m_problems->setProblems(problems, counts, document() != nullptr ? document()->space().get() : nullptr);
    m_strip->setProblems(counts);
    QAction* action = m_actions->get(DesignCommand::ShowProblems);
    action->setEnabled(!problems.empty());
    if (problems.empty() || open)
        action->setChecked(!problems.empty());
}

/// A note that stays above a drawing which is so large that everything takes longer.
void DesignPage::tellSize()
{
    const std::size_t blocks = document() != nullptr ? space::countBlocks(*document()->space()) : 0;
    const SpaceDocument* large = blocks > kManyBlocks ? document() : nullptr;
    const bool told = std::exchange(m_large, large) == large;
    if (large == nullptr)
        m_notices->remove(kSizeKey);
    if (large == nullptr || told) // and perhaps closed
        return;
    m_notices->put({kSizeKey,
                    tr("This space has %1 blocks. Every step takes longer, moves are not animated, and only the first "
                       "problems are listed. Equal parts can be drawn once, as a cell or a repeat.")
                        .arg(QLocale().toString(static_cast<qulonglong>(blocks))),
                    {},
                    true,
                    true});
}

} // namespace cw::ui
