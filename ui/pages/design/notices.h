// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

/// What the page has to say or to ask; stays until it is answered or closed.
struct Notice {
    QString key; ///< another notice with this key takes its place
    QString text;
    std::vector<std::pair<QString, std::function<void()>>> answers; ///< buttons; each takes the notice away
    bool canWait = true;                                            ///< has a cross: no answer, for now
    bool calm = false;                                              ///< nothing went wrong: no colour that says so
};

/// Notices above the drawing, one below the other. Nothing is asked in a dialog that can be asked here.
/// Thread: GUI
class Notices : public QWidget {
    Q_OBJECT
public:
    explicit Notices(Theme& theme, QWidget* parent);

    void put(Notice notice);
    void remove(const QString& key);
    bool has(const QString& key) const;
    /// Of those that are shown, from above.
    QStringList texts() const;
    /// Null: there is none.
    QPushButton* answer(const QString& key, std::size_t index) const;

private:
    struct Row {
        QString key;
        QString text;
        QWidget* bar = nullptr;
        std::vector<QPushButton*> buttons;
    };

    Theme& m_theme;
    QVBoxLayout* m_column;
    std::vector<Row> m_rows;
};

} // namespace cw::ui
