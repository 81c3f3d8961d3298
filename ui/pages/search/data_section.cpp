// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/data_section.h"

#include <cmath>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/split_bar.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMostPictures = 10;

QString shapeWords(const std::vector<std::int64_t>& shape)
{
    QStringList sizes;
    for (const std::int64_t size : shape)
        sizes << QString::number(size);
    return sizes.join(QStringLiteral(" × "));
}

} // namespace

DataSection::DataSection(const Theme& theme, QWidget* parent)
    : SearchSection(theme, "data", tr("Data set"), tr("found by itself"), parent)
    , m_combo(new QuietComboBox(this))
    , m_openFolder(new QToolButton(this))
    , m_facts(new ElidedLabel("body", Qt::ElideRight, this))
    , m_location(new ElidedLabel("mono", Qt::ElideMiddle, this))
    , m_details(new QWidget(this))
    , m_pictures(new PictureStrip(theme, m_details))
    , m_split(new SplitBar(theme, m_details))
{
    m_combo->setObjectName(QStringLiteral("dataset"));
    m_combo->setAccessibleName(tr("Data set"));
    m_combo->setFixedWidth(LabeledField::kWideWidth);
    m_combo->addItem(tr("none"), QString());
    m_openFolder->setToolTip(tr("Choose the folder of a data set"));
    m_openFolder->setAccessibleName(m_openFolder->toolTip());
    const auto draw = [this] {
        m_openFolder->setIcon(this->theme().icon(QStringLiteral("open"), this->theme().colors().muted));
    };
    draw();
    connect(&theme, &Theme::changed, this, draw);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_combo);
    controls->addWidget(m_openFolder);
    controls->addSpacing(8);
    controls->addWidget(m_facts);
    controls->addSpacing(8);
    controls->addWidget(m_location, 1);
    controls->addStretch(); // keeps the box left when nothing is known of the data set
    content()->addLayout(controls);
    auto* details = new FlowLayout(32, 12, m_details);
    details->addWidget(m_pictures);
    details->addWidget(m_split);
    fitHeight(m_details);
    content()->addWidget(m_details);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &SearchSection::changed);
    connect(m_openFolder, &QToolButton::clicked, this, &DataSection::chooseFolder);
    listKnown();
}

void DataSection::listKnown()
{
    m_listTask.start([](std::stop_token) { return data::knownDataSets(); },
                     [this](Result<std::vector<data::DataSetInfo>> known) {
                         if (!known)
                             return;
                         const QSignalBlocker quiet(m_combo);
                         for (const data::DataSetInfo& info : *known) {
                             const QString id = QString::fromStdString(info.id);
                             if (m_combo->findData(id) < 0)
                                 m_combo->addItem(id, id);
                         }
                     });
}

void DataSection::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Choose the folder of a data set"));
    if (path.isEmpty())
        return;
    select(path);
    Q_EMIT changed();
}

void DataSection::select(const QString& idOrPath)
{
    const QSignalBlocker quiet(m_combo);
    int at = m_combo->findData(idOrPath);
    if (at < 0) {
        m_combo->addItem(shortDataSetName(idOrPath.toStdString()), idOrPath);
        at = m_combo->count() - 1;
        m_combo->setItemData(at, idOrPath, Qt::ToolTipRole);
    }
    m_combo->setCurrentIndex(at);
}

void DataSection::show(const run::RunConfig& config)
{
    select(QString::fromStdString(config.dataset));
}

void DataSection::store(run::RunConfig& config) const
{
    config.dataset = m_combo->currentData().toString().toStdString();
}

void DataSection::showCheck(const SearchCheck& check)
{
    const bool usable = check.data && check.data->problem.empty();
    m_details->setVisible(usable);
    m_facts->setVisible(usable);
    m_location->setVisible(usable);
    if (check.data && !usable)
        showProblem(QString::fromStdString(check.data->problem));
    else if (check.problem && check.problem->topic == Topic::Data)
        showProblem(QString::fromStdString(check.problem->text));
    else
        showProblem({});
    const QString chosen = m_combo->currentData().toString();
    setSubtitle(chosen.contains(QLatin1Char('/')) ? tr("a folder of yours") : tr("found by itself"));
    if (!usable)
        return;
    m_info = *check.data;
    m_facts->setFullText(tr("%1, %2 classes, %3 pictures")
                             .arg(shapeWords(m_info.shape))
                             .arg(m_info.classes.size())
                             .arg(countText(m_info.trainSize + m_info.testSize)));
    m_location->setFullText(QString::fromStdString(m_info.location.string()));
    showSplit();
    loadPictures(chosen);
}

void DataSection::setValidPart(double part)
{
    m_validPart = part;
    showSplit();
}

void DataSection::showSplit()
{
    const auto valid = static_cast<std::int64_t>(std::llround(m_validPart * double(m_info.trainSize)));
    m_split->setParts(m_info.trainSize - valid, valid, m_info.testSize);
}

void DataSection::loadPictures(const QString& idOrPath)
{
    if (idOrPath == m_shown)
        return;
    m_shown = idOrPath;
    m_pictures->setPictures({});
    m_pictureTask.start([name = idOrPath.toStdString()](
                            std::stop_token) { return firstPictures(*data::loadDataSet(name).value(), kMostPictures); },
                        [this](Result<std::vector<Picture>> pictures) {
                            if (pictures)
                                m_pictures->setPictures(std::move(*pictures));
                            else
                                showProblem(QString::fromUtf8(pictures.error().what()));
                        });
}

} // namespace cw::ui
