// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <QObject>

#include "ui/canvas/background_task.h"
#include "ui/document/space_document.h"
#include "ui/pages/design/design_facts.h"

namespace cw::ui {

/// What is said about the space that is shown, computed anew in the background with each of its states; a newer state
/// ends the work on an older one, so that nobody waits.
/// Thread: GUI
class LiveFacts : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Null: nothing is computed.
    void setSpace(const SpacePtr& space);
    bool isBusy() const { return m_read.isBusy() || m_count.isBusy(); }

Q_SIGNALS:
    void read(const cw::ui::SpacePtr& space, const cw::ui::DesignFacts& facts);
    /// How many of the candidates are different networks; nothing when there are too many to count.
    void counted(std::optional<std::uint64_t> distinct);
    void failed(const cw::space::Issue& why);

private:
    void take(const SpacePtr& space, const Result<DesignFacts>& facts);

    SpacePtr m_space;
    BackgroundTask<DesignFacts> m_read;
    BackgroundTask<std::optional<std::uint64_t>> m_count;
};

} // namespace cw::ui
