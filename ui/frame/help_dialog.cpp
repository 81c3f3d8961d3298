// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/help_dialog.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "core/base/file.h"
#include "core/base/process.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr std::uintmax_t kMaxHelpBytes = 1u << 20;

/// "getting-started" first: it is where a new user looks.
std::vector<std::filesystem::path> helpPages()
{
    std::vector<std::filesystem::path> pages;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(resourceDirectory() / "help", failure)) {
        if (entry.path().extension() == ".md")
            pages.push_back(entry.path());
    }
    std::sort(pages.begin(), pages.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const std::filesystem::path& path) { return path.stem() == "getting-started" ? 0 : 1; };
        return std::pair(rank(a), a) < std::pair(rank(b), b);
    });
    return pages;
}

QString titleOf(const std::string& markdown, const std::filesystem::path& path)
{
    const QString first = QString::fromStdString(markdown.substr(0, markdown.find('\n'))).trimmed();
    if (first.startsWith(QLatin1String("# ")))
        return first.mid(2);
    return QString::fromStdString(path.stem().string());
}

void addClose(QDialog* dialog, QVBoxLayout* column)
{
    auto* buttons = new QDialogButtonBox(dialog);
    buttons->addButton(HelpDialog::tr("Close"), QDialogButtonBox::RejectRole); // Qt's own may lack a translation
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace

HelpDialog::HelpDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_pages(new QListWidget(this))
    , m_text(new QTextBrowser(this))
{
    setWindowTitle(tr("Help"));
    resize(880, 620);
    m_pages->setObjectName(QStringLiteral("helpPages"));
    m_pages->setFixedWidth(Metrics::kPalette);
    m_text->setOpenExternalLinks(true);
    m_text->document()->setDefaultFont(theme.font(TextRole::Body));
    m_text->document()->setDocumentMargin(16);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_pages);
    row->addWidget(m_text, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addLayout(row, 1);
    addClose(this, column);
    connect(m_pages, &QListWidget::currentRowChanged, this, &HelpDialog::showPage);
    fill();
}

void HelpDialog::fill()
{
    for (const std::filesystem::path& path : helpPages()) {
        const auto text = readTextFile(path, kMaxHelpBytes);
        auto* item = new QListWidgetItem(text ? titleOf(*text, path) : QString::fromStdString(path.stem().string()));
        item->setData(Qt::UserRole, text ? QString::fromStdString(*text) : QString::fromUtf8(text.error().what()));
        m_pages->addItem(item);
    }
    if (m_pages->count() == 0)
        m_text->setPlainText(
            tr("No help pages were found in %1.").arg(QString::fromStdString((resourceDirectory() / "help").string())));
    else
        m_pages->setCurrentRow(0);
}

void HelpDialog::showPage(int row)
{
    if (const QListWidgetItem* item = m_pages->item(row))
        m_text->setMarkdown(item->data(Qt::UserRole).toString());
}

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Cellwright"));
    auto* logo = new QLabel(this);
    logo->setPixmap(
        theme.icon(QStringLiteral("logo"), theme.colors().accent).pixmap(QSize(48, 48), devicePixelRatioF()));
    auto* text = makeLabel(tr("A workbench for neural architecture search.\n"
                              "Free software under the GNU General Public License, version 3 or later.\n"
                              "Uses Qt %1, LibTorch, QCustomPlot, SQLite, muParser, nlohmann-json and fmt.")
                               .arg(QString::fromLatin1(qVersion())),
                           "body", this);
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(
        makeLabel(QStringLiteral("Cellwright %1").arg(QStringLiteral(CELLWRIGHT_VERSION)), "pageTitle", this));
    words->addWidget(text);
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(logo, 0, Qt::AlignTop);
    row->addLayout(words);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(row);
    addClose(this, column);
}

} // namespace cw::ui
