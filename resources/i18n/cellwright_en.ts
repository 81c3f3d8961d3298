<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BlockWords</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/inspector/block_words.cpp" line="+25"/>
        <source>takes %n of its inputs</source>
        <translation>
            <numerusform>takes %n of its inputs</numerusform>
            <numerusform>takes %n of its inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+71"/>
        <source>%n copies in a row</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies in a row</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellUses</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/cell_uses.cpp" line="+92"/>
        <source>used by %n block(s)</source>
        <translation>
            <numerusform>used by %n block</numerusform>
            <numerusform>used by %n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <source>%n copies</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>up to %n copies</source>
        <translation>
            <numerusform>up to %n copy</numerusform>
            <numerusform>up to %n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/outline_model.cpp" line="+58"/>
        <source>choice, 1 of %n</source>
        <translation>
            <numerusform>choice, 1 of %n</numerusform>
            <numerusform>choice, 1 of %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>repeat, %n time(s)</source>
        <translation>
            <numerusform>repeat, %n time</numerusform>
            <numerusform>repeat, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpaceGraph</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/space_graph.cpp" line="+172"/>
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ChangeSummary</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/change_summary.cpp" line="+30"/>
        <source>%n op(s) changed</source>
        <translation>
            <numerusform>%n op changed</numerusform>
            <numerusform>%n ops changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ComparePage</name>
    <message numerus="yes">
        <location filename="../../ui/pages/compare_page.cpp" line="+291"/>
        <source>%n run(s) ticked</source>
        <translation>
            <numerusform>%n run ticked</numerusform>
            <numerusform>%n runs ticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source> in %n group(s)</source>
        <translation>
            <numerusform> in %n group</numerusform>
            <numerusform> in %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ConstraintsSection</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/inspector/constraints_section.cpp" line="+126"/>
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::DeviceSection</name>
    <message numerus="yes">
        <location filename="../../ui/pages/search/limit_sections.cpp" line="+109"/>
        <location line="+64"/>
        <source>cpu, %n core(s)</source>
        <translation>
            <numerusform>cpu, %n core</numerusform>
            <numerusform>cpu, %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::DocumentDesk</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/document_desk.cpp" line="+176"/>
        <source>%n space(s) have changes that are not saved.</source>
        <translation>
            <numerusform>%n space has changes that are not saved.</numerusform>
            <numerusform>%n spaces have changes that are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::EditCommands</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/edit_commands.cpp" line="+217"/>
        <source>Paste %n block(s)</source>
        <translation>
            <numerusform>Paste %n block</numerusform>
            <numerusform>Paste %n blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::EditSteps</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/edit_steps.cpp" line="+70"/>
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n comment</numerusform>
            <numerusform>%n comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ExperimentDialog</name>
    <message numerus="yes">
        <location filename="../../ui/pages/search/experiment_dialog.cpp" line="+381"/>
        <source>%n strategy(s)</source>
        <translation>
            <numerusform>%n strategy</numerusform>
            <numerusform>%n strategies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%n at once</source>
        <translation>
            <numerusform>%n at once</numerusform>
            <numerusform>%n at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>after %n that wait(s) already</source>
        <translation>
            <numerusform>after %n that waits already</numerusform>
            <numerusform>after %n that wait already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::FilmSection</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/film_section.cpp" line="+146"/>
        <source>%n generation(s)</source>
        <translation>
            <numerusform>%n generation</numerusform>
            <numerusform>%n generations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::FitnessPlot</name>
    <message numerus="yes">
        <location filename="../../ui/plots/fitness_plot.cpp" line="+289"/>
        <source>median of %n</source>
        <translation>
            <numerusform>median of %n</numerusform>
            <numerusform>median of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::GenealogyStrip</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/genealogy_strip.cpp" line="+266"/>
        <source>%n generation(s) between them</source>
        <translation>
            <numerusform>%n generation between them</numerusform>
            <numerusform>%n generations between them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::Inspector</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/inspector.cpp" line="+244"/>
        <source>%n blocks</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::JudgeDialog</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/judge_dialog.cpp" line="+295"/>
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::LeaveDialog</name>
    <message numerus="yes">
        <location filename="../../ui/frame/leave_dialog.cpp" line="+20"/>
        <source>%n search(es) of this window still running. What should become of them?</source>
        <translation>
            <numerusform>A search of this window is running. What should become of it?</numerusform>
            <numerusform>%n searches of this window are running. What should become of them?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+11"/>
        <source>%n run(s) of the queue have not begun: they stay in it whatever you choose, none begins in the background, and the next window offers to continue.</source>
        <translation>
            <numerusform>%n run of the queue has not begun: it stays there whatever you choose, does not begin in the background, and the next window offers to continue.</numerusform>
            <numerusform>%n runs of the queue have not begun: they stay there whatever you choose, none begins in the background, and the next window offers to continue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::MessageTap</name>
    <message numerus="yes">
        <location filename="../../ui/frame/message_tap.cpp" line="+93"/>
        <source>%n more message(s) at that time</source>
        <translation>
            <numerusform>%n more message at that time</numerusform>
            <numerusform>%n more messages at that time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::OutlookCard</name>
    <message numerus="yes">
        <location filename="../../ui/pages/search/outlook_card.cpp" line="+169"/>
        <source>by %1, %n at a time,</source>
        <translation>
            <numerusform>by %1, %n at a time,</numerusform>
            <numerusform>by %1, %n at a time,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>and trains each for %n epoch(s)</source>
        <translation>
            <numerusform>and trains each for %n epoch</numerusform>
            <numerusform>and trains each for %n epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+39"/>
        <source>%n at a time</source>
        <translation>
            <numerusform>%n at a time</numerusform>
            <numerusform>%n at a time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::QueueBar</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/queue_bar.cpp" line="+60"/>
        <source>%n run(s) at once</source>
        <translation>
            <numerusform>%n run at once</numerusform>
            <numerusform>%n runs at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>%n run(s) waiting</source>
        <translation>
            <numerusform>%n run waiting</numerusform>
            <numerusform>%n runs waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n at once</source>
        <translation>
            <numerusform>%n at once</numerusform>
            <numerusform>%n at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::QueueNotice</name>
    <message numerus="yes">
        <location filename="../../ui/frame/queue_notice.cpp" line="+47"/>
        <source>%n run(s) of an experiment wait in the queue since the last window closed.</source>
        <translation>
            <numerusform>%n run of an experiment waits in the queue since the last window closed.</numerusform>
            <numerusform>%n runs of an experiment wait in the queue since the last window closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::RangeEditor</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/inspector/range_editor.cpp" line="+208"/>
        <source>%n value(s): %1</source>
        <translation>
            <numerusform>%n value: %1</numerusform>
            <numerusform>%n values: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::RunHeader</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/run_header.cpp" line="+111"/>
        <source>%n epoch(s) on %1 of the data</source>
        <translation>
            <numerusform>%n epoch on %1 of the data</numerusform>
            <numerusform>%n epochs on %1 of the data</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SettingsForm</name>
    <message numerus="yes">
        <location filename="../../ui/widgets/settings_form.cpp" line="+262"/>
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>%n more setting</numerusform>
            <numerusform>%n more settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SeverityCounts</name>
    <message numerus="yes">
        <location filename="../../ui/pages/design/severity_counts.cpp" line="+76"/>
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n hint</numerusform>
            <numerusform>%n hints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceSection</name>
    <message numerus="yes">
        <location filename="../../ui/pages/search/space_section.cpp" line="+168"/>
        <source>%n hand-made trial(s) first</source>
        <translation>
            <numerusform>%n hand-made trial first</numerusform>
            <numerusform>%n hand-made trials first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::StatusBar</name>
    <message numerus="yes">
        <location filename="../../ui/frame/status_bar.cpp" line="+162"/>
        <source>cpu  %n slot(s) free</source>
        <translation>
            <numerusform>cpu  %n slot free</numerusform>
            <numerusform>cpu  %n slots free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::TrainDialog</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/train_dialog.cpp" line="+252"/>
        <source>Stopped after %n epoch(s).</source>
        <translation>
            <numerusform>Stopped after %n epoch.</numerusform>
            <numerusform>Stopped after %n epochs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialCard</name>
    <message numerus="yes">
        <location filename="../../ui/pages/search/trial_card.cpp" line="+267"/>
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialFacts</name>
    <message numerus="yes">
        <location filename="../../ui/pages/runs/trial_facts.cpp" line="+123"/>
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
</context>
</TS>
