// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QProxyStyle>
#include <QPushButton>
#include <QStyleFactory>

#include "ui/theme/svg_icon.h"
#include "ui/theme/system_scheme.h"

/// The linker drops the resources of a static library that nobody names. Must be outside of any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(cellwright);
    Q_INIT_RESOURCE(translations);
}

namespace cw::ui {

namespace {

/// The design's sizes are px at 96 dpi; points keep their proportion on screens with another one.
double points(double px)
{
    return px * 72.0 / 96.0;
}

/// Without a desktop Qt names a generic family, whose look is left to chance: then the design's own font, if installed.
QString chooseFamily()
{
    const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const bool generic = system.isEmpty() || system.compare(QLatin1String("sans"), Qt::CaseInsensitive) == 0 ||
                         system.compare(QLatin1String("sans serif"), Qt::CaseInsensitive) == 0 ||
                         system.compare(QLatin1String("sans-serif"), Qt::CaseInsensitive) == 0 ||
                         !QFontDatabase::hasFamily(system);
    if (generic && QFontDatabase::hasFamily(QStringLiteral("Noto Sans")))
        return QStringLiteral("Noto Sans");
    return system;
}

QPalette paletteOf(const Colors& c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.window);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.onAccent);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.text);
    p.setColor(QPalette::ToolTipText, c.window);
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.cardBorder);
    p.setColor(QPalette::Shadow, c.cardBorder);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.disabledText);
    p.setColor(QPalette::Disabled, QPalette::Base, c.window);
    return p;
}

/// The sheet with every @name@ replaced by that colour.
QString styleSheetOf(const Colors& c)
{
    QFile file(QStringLiteral(":/theme/cellwright.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const auto put = [&sheet](const char* name, const QColor& color) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name) + QLatin1Char('@'), color.name());
    };
    put("window", c.window);
    put("surface", c.surface);
    put("line", c.line);
    put("text", c.text);
    put("muted", c.muted);
    put("accent", c.accent);
    put("onAccent", c.onAccent);
    put("hover", c.hover);
    put("selected", c.selected);
    put("railSelected", mix(c.window, c.accent, c.dark ? 0.18 : 0.06));
    put("windowHover", mix(c.window, c.text, 0.06));
    put("disabledText", c.disabledText);
    put("cardBorder", c.cardBorder);
    put("checkBorder", mix(c.line, c.muted, 0.35));
    put("accentHover", mix(c.accent, c.dark ? c.text : QColor(Qt::black), 0.12));
    put("accentPressed", mix(c.accent, c.dark ? c.text : QColor(Qt::black), 0.22));
    put("focusRing", mix(c.surface, c.accent, 0.35));
    put("problemFill", mix(c.surface, c.bad, c.dark ? 0.16 : 0.08));
    put("problemLine", mix(c.surface, c.bad, 0.6));
    put("scroll", mix(c.surface, c.muted, 0.35));
    put("scrollHover", mix(c.surface, c.muted, 0.6));
    sheet.replace(QLatin1String("@mode@"), c.dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet;
}

/// Fusion without underlined keys in the menus (Alt still works) and without menus for combo boxes.
class QuietFusion : public QProxyStyle {
public:
    QuietFusion()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    {
    }
    void polish(QWidget* widget) override
    {
        QProxyStyle::polish(widget);
        // Qt leaves 4 px between icon and words, whatever the style: the icon gets 4 more at its right.
        if (auto* button = qobject_cast<QPushButton*>(widget); button && !button->text().isEmpty())
            button->setIconSize(QSize(20, 16));
    }
    using QProxyStyle::polish;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override
    {
        // A combo box opens a list below itself, which the style sheet can dress, and not a menu over itself.
        if (hint == SH_UnderlineShortcut || hint == SH_ComboBox_Popup)
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
};

} // namespace

QString stateIconName(TrialState state)
{
    const std::string_view word = toText(state);
    return QLatin1String("state-") + QLatin1String(word.data(), qsizetype(word.size()));
}

QString stateIconName(RunState state)
{
    const std::string_view word = toText(state);
    return QLatin1String("state-") + QLatin1String(word.data(), qsizetype(word.size()));
}

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_system(new SystemScheme(this)) // before our palette replaces the desktop's
    , m_family(chooseFamily())
{
    initResources();
    // Without a desktop there is no icon theme: breeze is what the package depends on.
    QStringList paths = QIcon::fallbackSearchPaths();
    for (const char* size : {"actions/16", "actions/22", "status/16", "devices/16", "places/16"})
        paths << QLatin1String("/usr/share/icons/breeze/") + QLatin1String(size);
    QIcon::setFallbackSearchPaths(paths);
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    if (QIcon::themeName().isEmpty() || QIcon::themeName() == QLatin1String("hicolor"))
        QIcon::setThemeName(QStringLiteral("breeze"));
    QApplication::setStyle(new QuietFusion);
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (m_mode != Mode::System)
            return;
        apply();
        Q_EMIT changed();
    });
    apply();
}

void Theme::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    apply();
    Q_EMIT changed();
}

void Theme::apply()
{
    m_colors = Colors::make(m_mode == Mode::Dark || (m_mode == Mode::System && m_system->isDark()));
    QApplication::setFont(font(TextRole::Body));
    QApplication::setPalette(paletteOf(m_colors));
    qApp->setStyleSheet(styleSheetOf(m_colors));
}

QFont Theme::font(TextRole role) const
{
    QFont font;
    if (role == TextRole::Mono) {
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        if (!QFontDatabase::isFixedPitch(font.family()) && QFontDatabase::hasFamily(QStringLiteral("DejaVu Sans Mono")))
            font.setFamily(QStringLiteral("DejaVu Sans Mono"));
    } else {
        font.setFamilies({m_family, QStringLiteral("Noto Sans CJK SC")});
    }
    switch (role) {
    case TextRole::PageTitle:
        font.setPointSizeF(points(17.33));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Subject:
        font.setPointSizeF(points(15));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Body:
        font.setPointSizeF(points(13));
        break;
    case TextRole::PanelTitle:
        font.setPointSizeF(points(13));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Secondary:
        font.setPointSizeF(points(12));
        break;
    case TextRole::Caption:
        font.setPointSizeF(points(11));
        break;
    case TextRole::Mono:
        font.setPointSizeF(points(11));
        break;
    }
    return font;
}

QIcon Theme::icon(const QString& name, const QColor& color) const
{
    const QColor drawn = color.isValid() ? color : m_colors.text;
    QFile own(QLatin1String(":/icons/") + name + QLatin1String(".svg"));
    if (own.open(QIODevice::ReadOnly))
        return QIcon(new SvgIconEngine(own.readAll(), drawn, m_colors.disabledText));
    const QIcon themed = QIcon::fromTheme(name);
    QIcon result;
    for (const int size : {16, 22, 32, 64}) {
        const QPixmap shape = themed.pixmap(QSize(size, size));
        if (shape.isNull())
            continue;
        result.addPixmap(tinted(shape, drawn));
        result.addPixmap(tinted(shape, m_colors.disabledText), QIcon::Disabled);
    }
    return result;
}

} // namespace cw::ui
