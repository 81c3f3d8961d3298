// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include "ui/frame/window_pages.h"

namespace cw::ui {

class WindowHost;

/// Saves a picture of the window when its page has nothing more to compute, and ends the program.
/// Thread: GUI
class Screenshot : public QObject {
    Q_OBJECT
public:
    enum class When {
        Ready,    ///< the history is read and the page is settled
        Finished, ///< also every run of this program has ended
    };

    Screenshot(WindowHost& host, QString file, When when, std::optional<PageIndex> page, QObject* parent = nullptr);

Q_SIGNALS:
    /// Saved, or the sentence that says why not.
    void done(const QString& problem);

private:
    void look();
    bool conditionHolds() const;
    void take();

    WindowHost& m_host;
    QString m_file;
    When m_when;
    std::optional<PageIndex> m_page;
    bool m_unreadable = false; ///< the history has failed: the window says so, and that is the picture
    bool m_shown = false;      ///< the condition held, and the page was brought to the front
    QTimer m_timer;
    QElapsedTimer m_quiet; ///< since the page was last busy or the history last changed
};

} // namespace cw::ui
