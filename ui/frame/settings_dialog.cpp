// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/frame/preferences.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

QFormLayout* addGroup(QVBoxLayout& column, const QString& title, QWidget* parent)
{
    column.addWidget(makeLabel(title, "panelTitle", parent));
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 8);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    column.addLayout(form);
    return form;
}

/// Changes one of them and leaves the others.
template <class Value>
void store(Value Preferences::*member, Value value)
{
    Preferences preferences = Preferences::read();
    preferences.*member = value;
    preferences.write();
}

} // namespace

SettingsDialog::SettingsDialog(Theme& theme, bool canNotify, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    addAppearance(*column);
    addNotifications(*column, canNotify);
    addSearch(*column);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    row->addWidget(close);
    column->addLayout(row);
}

void SettingsDialog::addAppearance(QVBoxLayout& column)
{
    QFormLayout* form = addGroup(column, tr("Appearance"), this);
    auto* themes = new QComboBox(this);
    themes->setObjectName(QStringLiteral("theme"));
    themes->addItem(tr("As the system"), static_cast<int>(Theme::Mode::System));
    themes->addItem(tr("Light"), static_cast<int>(Theme::Mode::Light));
    themes->addItem(tr("Dark"), static_cast<int>(Theme::Mode::Dark));
    themes->setCurrentIndex(themes->findData(static_cast<int>(m_theme.mode())));
    connect(themes, &QComboBox::activated, this, [this, themes](int index) {
        const int mode = themes->itemData(index).toInt();
        QSettings().setValue(QStringLiteral("window/theme"), mode);
        m_theme.setMode(static_cast<Theme::Mode>(mode));
    });
    form->addRow(tr("&Theme"), themes);
    auto* languages = new QComboBox(this);
    languages->setObjectName(QStringLiteral("language"));
    languages->addItem(tr("As the system"), QString());
    languages->addItem(QStringLiteral("English"), QStringLiteral("en")); // by its own name in every language
    languages->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    languages->setCurrentIndex(languages->findData(QSettings().value(QStringLiteral("window/language")).toString()));
    connect(languages, &QComboBox::activated, this, [this, languages](int index) {
        const QString language = languages->itemData(index).toString();
        QSettings().setValue(QStringLiteral("window/language"), language);
        Q_EMIT languageChosen(language);
    });
    form->addRow(tr("&Language"), languages);
}

void SettingsDialog::addNotifications(QVBoxLayout& column, bool canNotify)
{
    QFormLayout* form = addGroup(column, tr("Notifications of the desktop"), this);
    const Preferences now = Preferences::read();
    const auto add = [&](const QString& name, const QString& text, bool Preferences::*member) {
        auto* box = new QCheckBox(text, this);
        box->setObjectName(name);
        box->setChecked(now.*member);
        box->setEnabled(canNotify);
        connect(box, &QCheckBox::toggled, this, [member](bool on) { store(member, on); });
        form->addRow(box);
    };
    add(QStringLiteral("tellsEnds"), tr("When a run &finishes or fails"), &Preferences::tellsEnds);
    add(QStringLiteral("tellsBest"), tr("When a run has a new &best, at most once a minute"), &Preferences::tellsBest);
    QLabel* hint = makeLabel(canNotify ? tr("Only while the window is not in front.")
                                       : tr("This desktop has no tray that could show them."),
                             "secondary", this);
    form->addRow(hint);
}

void SettingsDialog::addSearch(QVBoxLayout& column)
{
    QFormLayout* form = addGroup(column, tr("New searches"), this);
    const Preferences now = Preferences::read();
    const auto add = [&](const QString& name, const QString& label, const QString& help, int Preferences::*member) {
        auto* box = new QSpinBox(this);
        box->setObjectName(name);
        box->setRange(0, Preferences::kMostWorkers);
        box->setSpecialValueText(tr("as the example"));
        box->setValue(now.*member);
        box->setToolTip(help);
        box->setMinimumWidth(140);
        connect(box, &QSpinBox::valueChanged, this, [member](int value) { store(member, value); });
        form->addRow(label, box);
    };
    add(QStringLiteral("newWorkers"), tr("&Workers"), tr("Trials at once; 0: as in the example."),
        &Preferences::workers);
    add(QStringLiteral("newThreads"), tr("Th&reads of a trial"), tr("0: as in the example."), &Preferences::threads);
}

} // namespace cw::ui
