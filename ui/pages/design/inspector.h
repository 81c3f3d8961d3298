// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/canvas/space_view.h"
#include "ui/document/space_document.h"
#include "ui/pages/design/inspector/inspected.h"
#include "ui/pages/design/panel.h"

namespace cw::ui {

class InspectorSection;
class Summary;

/// What is selected, with all that can be said about it: names, parameters, structure, alternatives; several blocks at
/// once; without a selection the space itself. With a document each edit is a step of it, else values are only shown.
/// A changed document changes values, never the field in which somebody types.
/// Thread: GUI
class Inspector : public Panel {
    Q_OBJECT
public:
    explicit Inspector(Theme& theme, QWidget* parent = nullptr);
    ~Inspector() override;

    /// Null: read-only. The document must show what the view shows. `shown`: show() follows and says what is selected;
    /// until then it is empty, so that nothing is made twice.
    void setDocument(SpaceDocument* document, bool shown = false);
    SpaceDocument* document() const { return m_inspected.document(); }
    /// What is selected there.
    void show(const SpaceView& view);
    /// What is selected, by name: needs a document.
    void show(const Inspected::Selection& selection, std::optional<BlockFacts> facts = {});

    QString subject() const { return m_title->text(); }
    QString detail() const { return m_detail->text(); }
    /// "kernel: 3" lines, for tests and screen readers.
    QStringList rows() const;
    /// The section of that type, or null.
    template <class Section>
    Section* section() const
    {
        for (InspectorSection* each : m_sections) {
            if (auto* found = dynamic_cast<Section*>(each))
                return found;
        }
        return nullptr;
    }

Q_SIGNALS:
    /// A person wants to see this alternative of the selected choice; -1: the choice again.
    void alternativeChosen(int alternative);
    /// The selected block has another id, under which it is to stay selected.
    void blockRenamed(const QString& id);

private:
    QWidget* makeHead();
    void setIcon(const QString& name, space::OpFamily family);
    void refresh();
    void refreshOnce();
    void refreshHead();
    void rebuild();
    void clear();
    void commitPending();
    void add(InspectorSection* section);
    void addForBlock(const space::Block& block);
    void addForSeveral();
    void openAlternative(int alternative);
    /// Equal as long as the same widgets fit.
    QString shape() const;
    void showReadOnly(const SpaceView& view);

    Theme& m_theme;
    Inspected m_inspected;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_detail;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_body = nullptr;
    QVBoxLayout* m_column = nullptr;
    std::vector<InspectorSection*> m_sections;
    Summary* m_summary = nullptr;
    QString m_shape;
    int m_subject = -1; ///< what the sections are about, see Inspected::subject()
    bool m_refreshing = false;
    bool m_missed = false; ///< the document or the selection is another since it was looked at
    QMetaObject::Connection m_changes;
};

} // namespace cw::ui
