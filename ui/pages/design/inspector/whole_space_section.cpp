// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/whole_space_section.h"

#include <algorithm>

#include "core/space/edit/edit.h"
#include "ui/canvas/op_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

using space::Shape;
using space::ShapeKind;

constexpr int kLargestDimension = 1 << 24;
constexpr int kMostClasses = 1 << 20;
constexpr int kUsualVocabulary = 256; ///< bytes

/// An input of that kind to begin with.
Shape usualShape(ShapeKind kind)
{
    switch (kind) {
    case ShapeKind::Image:
        return Shape::image(3, 32, 32);
    case ShapeKind::Sequence:
        return Shape::sequence(128, 16);
    case ShapeKind::Tokens:
        return Shape::tokens(64);
    case ShapeKind::Vector:
        break;
    }
    return Shape::vector(16);
}

QStringList wordsOf(ShapeKind kind)
{
    switch (kind) {
    case ShapeKind::Image:
        return {WholeSpaceSection::tr("channels"), WholeSpaceSection::tr("height"), WholeSpaceSection::tr("width")};
    case ShapeKind::Sequence:
        return {WholeSpaceSection::tr("steps"), WholeSpaceSection::tr("features")};
    case ShapeKind::Tokens:
        return {WholeSpaceSection::tr("tokens")};
    case ShapeKind::Vector:
        break;
    }
    return {WholeSpaceSection::tr("features")};
}

} // namespace

WholeSpaceSection::WholeSpaceSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("Space"), parent)
    , m_name(new CommitField(this))
    , m_title(new CommitField(this))
    , m_paper(new CommitField(this))
    , m_form(new QuietComboBox(this))
    , m_kind(new QuietComboBox(this))
    , m_classes(new QuietSpinBox(this))
    , m_vocabulary(new QuietSpinBox(this))
{
    makeNames();
    makeForm();
    makeTask();
    refresh();
}

void WholeSpaceSection::makeNames()
{
    m_nameRow = new FormRow(tr("name"), m_name, this);
    m_titleRow = new FormRow(tr("title"), m_title, this);
    m_name->setObjectName(QStringLiteral("spaceName"));
    m_title->setObjectName(QStringLiteral("spaceTitle"));
    column().addWidget(m_nameRow);
    column().addWidget(m_titleRow);
    m_paperRow = new FormRow(tr("paper"), m_paper, this);
    m_paperRow->setHelp(tr("Where the space was published, such as \"Zoph et al., CVPR 2018\""));
    column().addWidget(m_paperRow);
    connect(m_paper, &CommitField::committed, this, &WholeSpaceSection::takePaper);
    connect(m_paper, &CommitField::restored, this, [this] { m_paperRow->setProblem({}); });
    for (CommitField* field : {m_name, m_title}) {
        connect(field, &CommitField::committed, this, [this, field] { takeNames(field); });
        connect(field, &CommitField::restored, this, [this] {
            m_nameRow->setProblem({});
            m_titleRow->setProblem({});
        });
    }
}

void WholeSpaceSection::makeForm()
{
    m_form->addItem(tr("decision=value"), QString());
    m_form->addItem(QStringLiteral("NAS-Bench-201"), QStringLiteral("nas-bench-201"));
    m_formRow = new FormRow(tr("candidates"), m_form, this);
    m_formRow->setHelp(
        tr("How a candidate is written and read: each decision with its value, or as the benchmark does"));
    column().addWidget(m_formRow);
    connect(m_form, &QComboBox::activated, this, &WholeSpaceSection::takeForm);
}

void WholeSpaceSection::makeTask()
{
    m_kind->addItem(tr("image"), int(ShapeKind::Image));
    m_kind->addItem(tr("sequence"), int(ShapeKind::Sequence));
    m_kind->addItem(tr("tokens"), int(ShapeKind::Tokens));
    m_kind->addItem(tr("vector"), int(ShapeKind::Vector));
    m_inputRow = new FormRow(tr("input"), m_kind, this);
    m_inputRow->setHelp(tr("Shape of one input when the drawing is looked at; the data set of a run replaces it"));
    m_kind->setAccessibleName(tr("kind of input"));
    auto* dims = new QWidget(m_inputRow);
    auto* row = new QHBoxLayout(dims);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (int i = 0; i < 3; ++i) {
        auto* box = new QuietSpinBox(dims);
        box->setRange(1, kLargestDimension);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setProperty("compact", true);
        box->setAlignment(Qt::AlignRight);
        box->setMinimumWidth(24);
        QLabel* word = makeLabel({}, "caption", dims);
        word->setAlignment(Qt::AlignHCenter);
        auto* cell = new QVBoxLayout;
        cell->setSpacing(1);
        cell->addWidget(box);
        cell->addWidget(word);
        row->addLayout(cell, 1);
        m_dims.push_back(box);
        m_words.push_back(word);
    }
    m_inputRow->controls().addWidget(dims);
    m_classesRow = new FormRow(tr("classes"), m_classes, this);
    m_classes->setRange(1, kMostClasses);
    m_vocabularyRow = new FormRow(tr("vocabulary"), m_vocabulary, this);
    m_vocabulary->setRange(1, kMostClasses);
    for (FormRow* each : {m_inputRow, m_classesRow, m_vocabularyRow})
        column().addWidget(each);
    connect(m_kind, &QComboBox::activated, this, &WholeSpaceSection::takeKind);
    std::vector<QuietSpinBox*> boxes = m_dims;
    boxes.push_back(m_classes);
    boxes.push_back(m_vocabulary);
    for (QuietSpinBox* box : boxes) {
        connect(box, &QSpinBox::valueChanged, this, &WholeSpaceSection::takeNumbers);
        connect(box, &QSpinBox::editingFinished, this, [this] { inspected().beginVisit(); });
    }
}

void WholeSpaceSection::takeNames(CommitField* field)
{
    const bool isName = field == m_name;
    const std::string name = (isName ? m_name->text() : m_name->stored()).trimmed().toStdString();
    const std::string title = (isName ? m_title->stored() : m_title->text()).toStdString();
    const QString refused =
        inspected().apply(isName ? tr("Rename the space") : tr("Set the title"),
                          [=](space::SearchSpace& space) { return space::setNames(space, name, title); });
    field->setWrong(!refused.isEmpty());
    (isName ? m_nameRow : m_titleRow)->setProblem(refused);
}

void WholeSpaceSection::takePaper()
{
    const QString refused = inspected().apply(
        tr("Set the paper"), [paper = m_paper->text().trimmed().toStdString()](space::SearchSpace& space) {
            return space::setPaper(space, paper);
        });
    m_paper->setWrong(!refused.isEmpty());
    m_paperRow->setProblem(refused);
}

void WholeSpaceSection::takeForm()
{
    m_formRow->setProblem(
        inspected().apply(tr("Set how candidates are written"),
                          [form = m_form->currentData().toString().toStdString()](space::SearchSpace& space) {
                              return space::setTextForm(space, form);
                          }));
}

void WholeSpaceSection::apply(const space::Task& task, const QString& step, const QString& merge)
{
    QString refused;
    // The same check as for a file: tokens have a vocabulary, a language model's classes are its vocabulary.
    if (const auto legal = space::Task::fromJson(task.toJson(), {}); !legal)
        refused = QString::fromStdString(legal.error().problem());
    else
        refused = inspected().apply(
            step, [task](space::SearchSpace& space) { return space::setTask(space, task); }, merge);
    m_inputRow->setProblem(refused);
}

void WholeSpaceSection::takeKind()
{
    const auto kind = static_cast<ShapeKind>(m_kind->currentData().toInt());
    space::Task task = inspected().space().task;
    if (task.input.kind == kind)
        return;
    task.input = usualShape(kind);
    if (kind == ShapeKind::Tokens) {
        task.vocabulary = kUsualVocabulary;
    } else {
        task.vocabulary = 0;
        task.kind = space::TaskKind::Classification; // only tokens have a token that follows
    }
    apply(task, tr("Change the kind of input"));
}

void WholeSpaceSection::takeNumbers()
{
    if (m_loading)
        return;
    space::Task task = inspected().space().task;
    for (std::size_t i = 0; i < task.input.dims.size() && i < m_dims.size(); ++i)
        task.input.dims[i] = m_dims[i]->value();
    if (task.input.kind == ShapeKind::Tokens)
        task.vocabulary = m_vocabulary->value();
    task.classes = task.kind == space::TaskKind::LanguageModel ? task.vocabulary : m_classes->value();
    apply(task, tr("Set the task"), QStringLiteral("task %1").arg(inspected().visit()));
}

void WholeSpaceSection::refresh()
{
    const space::SearchSpace& space = inspected().space();
    m_name->setStored(QString::fromStdString(space.name));
    m_title->setStored(QString::fromStdString(space.title));
    m_paper->setStored(QString::fromStdString(space.paper));
    const QString form = QString::fromStdString(space.textForm);
    m_form->setPlaceholderText(form); // of a form that only the file knows
    m_form->setCurrentIndex(m_form->findData(form));
    m_loading = true;
    m_kind->setCurrentIndex(m_kind->findData(int(space.task.input.kind)));
    const QStringList words = wordsOf(space.task.input.kind);
    for (std::size_t i = 0; i < m_dims.size(); ++i) {
        const bool used = i < space.task.input.dims.size();
        m_dims[i]->setVisible(used);
        m_words[i]->setVisible(used);
        if (!used)
            continue;
        const QString word = words.value(static_cast<qsizetype>(i));
        m_words[i]->setText(word);
        m_dims[i]->setAccessibleName(word);
        const int value = static_cast<int>(std::min<std::int64_t>(space.task.input.dims[i], kLargestDimension));
        if (m_dims[i]->value() != value)
            m_dims[i]->setValue(value);
    }
    const bool language = space.task.kind == space::TaskKind::LanguageModel;
    m_classesRow->setVisible(!language); // they are its vocabulary
    m_vocabularyRow->setVisible(space.task.input.kind == ShapeKind::Tokens);
    if (m_classes->value() != static_cast<int>(space.task.classes))
        m_classes->setValue(static_cast<int>(space.task.classes));
    if (m_vocabulary->value() != static_cast<int>(space.task.vocabulary))
        m_vocabulary->setValue(static_cast<int>(space.task.vocabulary));
    m_loading = false;
}

QStringList WholeSpaceSection::rows() const
{
    const space::SearchSpace& space = inspected().space();
    return {tr("name") + QStringLiteral(": ") + QString::fromStdString(space.name),
            tr("input") + QStringLiteral(": ") + shapeText(space.task.input),
            tr("classes") + QStringLiteral(": ") + QString::number(space.task.classes)};
}

} // namespace cw::ui
