// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/sample_panel.h"

#include <algorithm>

#include <QSignalBlocker>

#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {

SamplePanel::SamplePanel(Theme& theme, QWidget* parent)
    : Panel(theme, tr("Sample"), parent)
    , m_theme(theme)
    , m_view(new ArchitectureView(theme, this))
{
    setMinimumWidth(Metrics::kInspector);
    column().addWidget(makeBar());
    column().addWidget(makeRule(this));
    column().addWidget(m_view, 1);
    m_send = new QPushButton(tr("Send to Search"), this);
    setThemedIcon(theme, m_send, QStringLiteral("search"));
    m_send->setToolTip(tr("This network is the first that the search on the Search page tries"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 8);
    row->addStretch(1);
    row->addWidget(m_send);
    column().addWidget(makeRule(this));
    column().addLayout(row);
    connect(m_send, &QPushButton::clicked, this,
            [this] { Q_EMIT sendAsked(QString::fromStdString(m_sample.candidate)); });
    setSpace(nullptr);
}

QWidget* SamplePanel::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 6, 8, 6);
    row->setSpacing(4);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_title = makeLabel({}, "subject", bar);
    m_costs = makeLabel({}, "secondary", bar);
    words->addWidget(m_title);
    words->addWidget(m_costs);
    row->addLayout(words, 1);
    m_previous = makeToolButton(m_theme, QStringLiteral("first"), tr("Previous sample"), bar);
    m_next = makeToolButton(m_theme, QStringLiteral("last"), tr("Next sample (Space)"), bar);
    m_pin = makeToolButton(m_theme, QStringLiteral("pin"), tr("Pin: the others are compared with this one"), bar);
    m_pin->setCheckable(true);
    for (QToolButton* button : {m_previous, m_next, m_pin})
        row->addWidget(button);
    connect(m_previous, &QToolButton::clicked, this, &SamplePanel::previous);
    connect(m_next, &QToolButton::clicked, this, &SamplePanel::next);
    connect(m_pin, &QToolButton::toggled, this, &SamplePanel::pin);
    return bar;
}

void SamplePanel::setSpace(const SpacePtr& space)
{
    m_space = space;
    if (m_space) {
        show(m_number);
        return;
    }
    m_draw.cancel();
    m_number = 1;
    m_pin->setChecked(false);
    take(Error(ErrorCode::NotFound, tr("Open a space to see its networks.").toStdString()));
}

void SamplePanel::show(int number)
{
    m_number = std::max(1, number);
    if (!m_space)
        return;
    m_draw.start([space = m_space,
                  number = m_number](const std::stop_token& stop) { return drawSample(*space, number, stop).value(); },
                 [this](const Result<Sample>& sample) { take(sample); });
}

void SamplePanel::take(const Result<Sample>& sample)
{
    m_sample = sample ? *sample : Sample{m_number, {}, nullptr, sample.error().what()};
    const ArchitecturePtr& network = m_sample.architecture;
    m_title->setText(tr("Network %1").arg(m_number));
    m_costs->setText(network ? tr("%1 params · %2 MACs · depth %3")
                                   .arg(costText(network->costs.parameters), costText(network->costs.macs))
                                   .arg(network->costs.depth)
                             : QString());
    m_title->setToolTip(plainTip(QString::fromStdString(m_sample.candidate)));
    m_previous->setEnabled(m_number > 1);
    m_pin->setEnabled(network != nullptr || m_pinned != nullptr);
    m_send->setEnabled(network != nullptr);
    m_view->setArchitecture(network, m_pinned, QString::fromStdString(m_sample.problem));
    Q_EMIT shown();
}

void SamplePanel::pin(bool on)
{
    m_pinned = on ? m_sample.architecture : nullptr;
    if (on && !m_pinned) { // there is nothing to pin
        const QSignalBlocker quiet(m_pin);
        m_pin->setChecked(false);
    }
    m_view->setArchitecture(m_sample.architecture, m_pinned == m_sample.architecture ? nullptr : m_pinned,
                            QString::fromStdString(m_sample.problem));
}

} // namespace cw::ui
