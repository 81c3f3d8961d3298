// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>

namespace cw::ui {

/// What a person has set in the Settings dialog, beside theme and language. Read where it is needed, at that moment.
struct Preferences {
    static constexpr int kMostWorkers = 1024; ///< as on the Search page

    bool tellsEnds = true;  ///< a notification when a run finishes or fails
    bool tellsBest = false; ///< and when there is a new best
    int workers = 0;        ///< of a new search; 0: those of the example
    int threads = 0;        ///< of each of its trials; 0: those of the example

    static Preferences read()
    {
        const QSettings settings;
        const Preferences standard;
        const auto number = [&settings](const QString& key) {
            return qBound(0, settings.value(key, 0).toInt(), kMostWorkers); // a file may hold anything
        };
        return {.tellsEnds = settings.value(QStringLiteral("notify/ends"), standard.tellsEnds).toBool(),
                .tellsBest = settings.value(QStringLiteral("notify/best"), standard.tellsBest).toBool(),
                .workers = number(QStringLiteral("search/workers")),
                .threads = number(QStringLiteral("search/threads"))};
    }
    void write() const
    {
        QSettings settings;
        settings.setValue(QStringLiteral("notify/ends"), tellsEnds);
        settings.setValue(QStringLiteral("notify/best"), tellsBest);
        settings.setValue(QStringLiteral("search/workers"), workers);
        settings.setValue(QStringLiteral("search/threads"), threads);
    }
};

} // namespace cw::ui
