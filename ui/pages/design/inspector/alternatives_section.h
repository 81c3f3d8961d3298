// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include "ui/pages/design/inspector/alternative_list.h"
#include "ui/pages/design/inspector/inspector_section.h"
#include "ui/pages/design/inspector/offer_menu.h"

namespace cw::ui {

/// The alternatives of a choice: add, delete, move, rename, and go to the parameters of one.
class AlternativesSection : public InspectorSection {
    Q_OBJECT
public:
    AlternativesSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    AlternativeList& list() const { return *m_list; }
    QToolButton& addButton() const { return *m_add; }
    QString problem() const { return m_problem->text(); }
    void add(const BlockOffer& offer);

Q_SIGNALS:
    void openRequested(int alternative);

private:
    void openMenu();
    void edit(const QString& step, const SpaceDocument::Edit& edit);
    bool isInRecurrent() const;

    AlternativeList* m_list;
    QToolButton* m_add;
    QLabel* m_problem;
};

} // namespace cw::ui
