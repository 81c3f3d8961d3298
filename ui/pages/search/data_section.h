// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/data/dataset.h"
#include "ui/canvas/background_task.h"
#include "ui/pages/search/section.h"
#include "ui/widgets/picture_strip.h"

class QComboBox;
class QToolButton;

namespace cw::ui {

class ElidedLabel;
class SplitBar;

/// Which data set the networks are trained on: its size, its first pictures and how it is divided.
class DataSection : public SearchSection {
    Q_OBJECT
public:
    explicit DataSection(const Theme& theme, QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    void showCheck(const SearchCheck& check) override;
    /// Part of the training images held out to judge candidates: a setting of the estimator.
    void setValidPart(double part);
    bool isBusy() const { return m_pictureTask.isBusy() || m_listTask.isBusy(); }

private:
    void chooseFolder();
    void select(const QString& idOrPath);
    void listKnown();
    void loadPictures(const QString& idOrPath);
    void showSplit();

    QComboBox* m_combo;
    QToolButton* m_openFolder;
    ElidedLabel* m_facts;
    ElidedLabel* m_location;
    QWidget* m_details;
    PictureStrip* m_pictures;
    SplitBar* m_split;
    QString m_shown; ///< data set whose pictures are shown or loading
    data::DataSetInfo m_info;
    double m_validPart = 0.2;
    BackgroundTask<std::vector<Picture>> m_pictureTask;
    BackgroundTask<std::vector<data::DataSetInfo>> m_listTask;
};

} // namespace cw::ui
