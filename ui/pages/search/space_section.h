// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "ui/pages/search/section.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace cw::ui {

class FactRow;
class SpaceThumbnail;

/// Which space is searched, how large it is, and the hand-made trials that wait for it.
class SpaceSection : public SearchSection {
    Q_OBJECT
public:
    explicit SpaceSection(const Theme& theme, QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    void showCheck(const SearchCheck& check) override;

Q_SIGNALS:
    void openInDesignAsked(const QString& templateOrPath);

private:
    void chooseFile();
    void select(const Json& space);
    Json chosen() const;
    void showWaiting();

    SpaceThumbnail* m_picture;
    QComboBox* m_combo;
    QPushButton* m_openFile;
    QPushButton* m_openInDesign;
    FactRow* m_facts;
    QLabel* m_waiting;
    QPushButton* m_forget;
    std::vector<std::string> m_enqueued; ///< candidates to try first
    Json m_enqueuedFor;                  ///< the space that they are of
    Json m_inline;                       ///< a space that has no file: shown as the combo's item without data
};

} // namespace cw::ui
