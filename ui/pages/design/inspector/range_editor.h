// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractSpinBox>
#include <QLabel>
#include <QWidget>

#include "ui/pages/design/inspector/param_state.h"

class QHBoxLayout;
class QToolButton;

namespace cw::ui {

/// low..high of a number: whole ones with a step, real ones linear or logarithmic. Ends that do not fit are refused
/// with the sentence, and stay in the fields until they fit or the focus leaves.
class RangeEditor : public QWidget {
    Q_OBJECT
public:
    /// Without steps: a number of copies, of sources.
    RangeEditor(const ParamSpec& spec, bool steps, QWidget* parent);

    void setRange(const space::Domain& domain);
    void setLimits(double min, double max);
    void setName(const QString& name);
    QAbstractSpinBox* low() const { return m_fields[0]; }
    QAbstractSpinBox* high() const { return m_fields[1]; }
    QAbstractSpinBox* step() const { return m_fields.size() > 2 ? m_fields[2] : nullptr; }
    QToolButton* logSwitch() const { return m_log; }
    /// "7 values: 16, 24, 32 ... 64"
    QString summary() const { return m_summary->text(); }

Q_SIGNALS:
    void edited(const cw::space::Domain& domain);
    /// Empty: no longer.
    void refused(const QString& reason);

private:
    void addField(QHBoxLayout* row, const QString& word);
    double value(std::size_t field) const;
    void load(const space::Domain& domain);
    space::Domain typed() const;
    void take();
    void takeScale();
    void forget(const QWidget* now);
    void summarise(const space::Domain& domain);

    ParamSpec m_spec;
    std::vector<QAbstractSpinBox*> m_fields; ///< low, high, step
    std::vector<QLabel*> m_words;
    QToolButton* m_log = nullptr;
    QLabel* m_summary;
    space::Domain m_domain; ///< of the document
    bool m_pending = false; ///< what is typed was refused so far
    bool m_loading = false;
};

} // namespace cw::ui
