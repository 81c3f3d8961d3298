// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QLabel>

#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/form_row.h"
#include "ui/pages/design/inspector/inspector_section.h"
#include "ui/widgets/quiet_controls.h"

namespace cw::ui {

/// The space itself: name, title, how its candidates are written, and the task it is drawn for: shape of an input,
/// classes.
class WholeSpaceSection : public InspectorSection {
    Q_OBJECT
public:
    WholeSpaceSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    CommitField& nameField() const { return *m_name; }
    CommitField& titleField() const { return *m_title; }
    QuietComboBox& form() const { return *m_form; }
    QuietComboBox& kind() const { return *m_kind; }
    QuietSpinBox& dimension(std::size_t index) const { return *m_dims[index]; }
    QuietSpinBox& classes() const { return *m_classes; }
    QuietSpinBox& vocabulary() const { return *m_vocabulary; }

private:
    void makeNames();
    void makeForm();
    void makeTask();
    void takeNames(CommitField* field);
    void takePaper();
    void takeForm();
    void takeKind();
    void takeNumbers();
    void apply(const space::Task& task, const QString& step, const QString& merge = {});

    CommitField* m_name;
    CommitField* m_title;
    CommitField* m_paper;
    FormRow* m_nameRow = nullptr;
    FormRow* m_titleRow = nullptr;
    FormRow* m_paperRow = nullptr;
    FormRow* m_formRow = nullptr;
    FormRow* m_inputRow = nullptr;
    FormRow* m_classesRow = nullptr;
    FormRow* m_vocabularyRow = nullptr;
    QuietComboBox* m_form;
    QuietComboBox* m_kind;
    std::vector<QuietSpinBox*> m_dims;
    std::vector<QLabel*> m_words;
    QuietSpinBox* m_classes;
    QuietSpinBox* m_vocabulary;
    bool m_loading = false;
};

} // namespace cw::ui
