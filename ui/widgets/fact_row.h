// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QString>
#include <QWidget>

namespace cw::ui {

/// "6 decisions  15,625 candidates": a strong value and a muted word, several in a row.
class FactRow : public QWidget {
    Q_OBJECT
public:
    explicit FactRow(QWidget* parent = nullptr);

    void setFacts(const std::vector<std::pair<QString, QString>>& facts);

private:
    std::vector<std::pair<QString, QString>> m_facts;
};

} // namespace cw::ui
