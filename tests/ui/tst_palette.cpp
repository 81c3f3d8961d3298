// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "ui/pages/design/palette.h"
#include "ui/pages/design/palette_delegate.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_areWholeAtTheNarrowestWidth()
    {
        const SettingsSandbox settings;
        Theme theme;
        Palette palette(theme, nullptr);
        palette.resize(Metrics::kPalette, 800);
        palette.show();
        palette.view().expandAll();
        QTRY_VERIFY_WITH_TIMEOUT(!palette.isBusy(), kPatience);
        const auto* delegate = qobject_cast<PaletteDelegate*>(palette.view().itemDelegate());
        QVERIFY(delegate != nullptr);
        int twoLines = 0;
        forEachRow(palette, [&](const QModelIndex& index) {
            const QStringList lines = delegate->lines(index);
            QCOMPARE(lines.join(QLatin1Char(' ')), index.data().toString());
            twoLines += lines.size() == 2 ? 1 : 0;
            QCOMPARE(palette.view().visualRect(index).height(), delegate->sizeHint({}, index).height());
        });
        QVERIFY(twoLines > 0);
        palette.resize(3 * Metrics::kPalette, 800);
        QCoreApplication::processEvents();
        forEachRow(palette, [&](const QModelIndex& index) {
            QCOMPARE(delegate->lines(index).size(), 1);
            QCOMPARE(palette.view().visualRect(index).height(), int(Metrics::kListRow));
        });
    }

    void aNameOfOneLongWord_isCutAfterTwoLines()
    {
        const SettingsSandbox settings;
        Theme theme;
        Palette palette(theme, nullptr);
        palette.resize(Metrics::kPalette, 800);
        space::SearchSpace space;
        space.cells[std::string(120, 'w')] = {};
        palette.setSpace(&space);
        palette.show();
        const auto* delegate = qobject_cast<PaletteDelegate*>(palette.view().itemDelegate());
        int cut = 0;
        forEachRow(palette, [&](const QModelIndex& index) {
            const QStringList lines = delegate->lines(index);
            QVERIFY(lines.size() <= 2);
            cut += lines.last().endsWith(QChar(0x2026)) ? 1 : 0;
        });
        QCOMPARE(cut, 1);
    }

private:
    template <class Visit>
    static void forEachRow(Palette& palette, const Visit& visit)
    {
        const PaletteModel& model = palette.model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex heading = model.index(row, 0);
            visit(heading);
            for (int k = 0; k < model.rowCount(heading); ++k)
                visit(model.index(k, 0, heading));
        }
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
