// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/form_row.h"
#include "ui/pages/design/inspector/inspector_section.h"
#include "ui/pages/design/inspector/range_editor.h"
#include "ui/pages/design/inspector/segmented_switch.h"

class QCheckBox;

namespace cw::ui {

class QuietComboBox;

/// What a block of structure is told: how many copies or inputs, how it merges, which cell it uses.
class StructureSection : public InspectorSection {
    Q_OBJECT
public:
    StructureSection(Inspected& inspected, const space::BlockAddress& of, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    RangeEditor* counts() const { return m_counts; }
    SegmentedSwitch* tied() const { return m_tied; }
    SegmentedSwitch* merge() const { return m_merge; }
    QCheckBox* stage() const { return m_stage; }
    QCheckBox* looseEnds() const { return m_loose; }
    QuietComboBox* cell() const { return m_cell; }
    CommitField* gives() const { return m_gives; }

    /// Whether there is anything to show for such a block.
    static bool has(const space::Block& block);

private:
    using Change = std::function<Result<Done>(space::SearchSpace&)>;
    space::BlockAddress address() const;
    const space::Block* block() const;
    void makeCounts(const QString& name, const ParamSpec& spec);
    void makeMerge(const space::Block& block);
    void makeRepeat();
    void makeGives();
    void makeCell();
    void addNote(const QString& text);
    void change(FormRow* row, const QString& step, const Change& edit, const QString& merge = {});
    std::size_t arriving() const;
    bool isRecurrent() const;

    space::BlockAddress m_of;
    bool m_isSelected; ///< the selected block, which may get another id; else one around it
    RangeEditor* m_counts = nullptr;
    SegmentedSwitch* m_tied = nullptr;
    SegmentedSwitch* m_merge = nullptr;
    QCheckBox* m_stage = nullptr;
    QCheckBox* m_loose = nullptr;
    QuietComboBox* m_cell = nullptr;
    CommitField* m_gives = nullptr;
};

} // namespace cw::ui
