// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QLabel>
#include <QLineEdit>
#include <QListView>

#include "core/data/dataset.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/pages/data/class_grid.h"

namespace cw::ui {

class DataListModel;
class ElidedLabel;
class SplitBar;

/// The data sets that searches can use: where they lie, what is in them, their first images. More are added by path or
/// dropped onto the page; one that cannot be read is shown with the reason.
/// Thread: GUI; files are read in the background
class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(const Services& services, QWidget* parent = nullptr);
    ~DataPage() override;

    QString title() const override { return tr("Data"); }
    QString iconName() const override { return QStringLiteral("data"); }
    void activated() override;
    bool isBusy() const override { return m_list.isBusy() || m_read.isBusy() || m_describe.isBusy(); }

    /// Reads the facts of a file or folder and shows it, broken or not.
    void addPath(const QString& path);
    DataListModel& sets() { return *m_model; }
    QListView& view() { return *m_view; }
    ClassGrid& grid() { return *m_grid; }
    QLineEdit& pathField() { return *m_path; }
    QString problem() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetails();
    void showSet(int row);
    void remember();

    Services m_services;
    DataListModel* m_model;
    QListView* m_view = nullptr;
    QLineEdit* m_path = nullptr;
    QLabel* m_title = nullptr;
    ElidedLabel* m_location = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_facts = nullptr;
    std::array<QLabel*, 4> m_values{};
    SplitBar* m_split = nullptr;
    ClassGrid* m_grid = nullptr;
    bool m_listed = false;
    std::vector<QString> m_added;
    BackgroundTask<std::vector<data::DataSetInfo>> m_list;
    BackgroundTask<data::DataSetInfo> m_describe;
    BackgroundTask<std::vector<ClassRow>> m_read;
};

} // namespace cw::ui
