// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/pages/search/section.h"

class QComboBox;
class QPushButton;

namespace cw::ui {

class FactRow;
class SpaceThumbnail;

/// Which space is searched, and how large it is.
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

    SpaceThumbnail* m_picture;
    QComboBox* m_combo;
    QPushButton* m_openFile;
    QPushButton* m_openInDesign;
    FactRow* m_facts;
    Json m_inline; ///< a space that has no file: shown as the combo's item without data
};

} // namespace cw::ui
