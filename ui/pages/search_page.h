// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <QPointer>

#include "core/run/search_file.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/pages/search/search_check.h"

class QLabel;
class QPushButton;
class QTimer;

namespace cw::ui {

class ElidedLabel;
class ExperimentDialog;
class OutlookCard;
class SearchChecker;

/// Set up, check, launch: a form read from top to bottom, and a card that says what will happen.
/// Thread: GUI
class SearchPage : public Page {
    Q_OBJECT
public:
    explicit SearchPage(const Services& services, QWidget* parent = nullptr);
    ~SearchPage() override;

    QString title() const override { return tr("Search"); }
    QString iconName() const override { return QStringLiteral("search"); }
    bool isBusy() const override;

    run::RunConfig config() const;
    void setConfig(const run::RunConfig& config, const QString& path = {});
    /// The file shown in the header; empty for one never saved.
    const QString& path() const { return m_path; }

    /// The sentence above the form, or nothing.
    QString problem() const;

    void startNew();
    void load();
    void save();
    /// Reads a .cwsearch file; what is wrong with it is shown above the form, which stays as it was. One that holds an
    /// experiment fills the form and opens "Compare strategies".
    void open(const QString& path);
    void launch();
    /// Starts the experiment that the open dialog shows. False: there is none.
    bool startComparison();
    /// Asks which strategies and seeds.
    void compareStrategies();
    void copyCommandLine();
    void chooseSpace(const std::string& templateOrPath);
    /// The space (a path, or the document itself); the candidates are tried first, after those that wait already.
    void searchIn(const Json& space, const std::vector<std::string>& candidates);
    void chooseStrategy(const std::string& id);

Q_SIGNALS:
    void openInDesignAsked(const QString& templateOrPath);
    void checked();

private:
    QWidget* makeHeader();
    QWidget* makeForm();
    QPushButton* addButton(QWidget* header, const QString& text, const char* icon, void (SearchPage::*what)());
    void openComparison(const run::Experiment& experiment, const QString& path);
    void edited();
    void check();
    void showCheck();
    void showHeader();
    void showProblem(const QString& problem);
    void drawIcons();

    Services m_services;
    run::RunConfig m_base; ///< as loaded: keeps what the form does not show
    Json m_saved;          ///< as in the file, to tell whether there are changes
    QString m_path;
    QPointer<ExperimentDialog> m_comparison; ///< null: not open
    struct Sections;
    std::unique_ptr<Sections> m_sections;
    std::vector<std::pair<QPushButton*, QString>> m_buttons; ///< with the names of their icons
    ElidedLabel* m_file = nullptr;
    QLabel* m_dirty = nullptr;
    QLabel* m_problem = nullptr;
    OutlookCard* m_card = nullptr;
    std::unique_ptr<SearchChecker> m_checker;
    SearchCheck m_check;
    QTimer* m_checkTimer;
    bool m_loading = false;
    bool m_problemIsChecks = false; ///< the sentence above the form came from the check
};

} // namespace cw::ui
