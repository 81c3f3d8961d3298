// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/document_desk.h"

#include <utility>

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include "ui/pages/design/template_gallery.h"
#include "ui/widgets/save_name.h"

namespace cw::ui {

namespace {

const QString kFolderKey = QStringLiteral("design/folder");
const QString kSuffix = QStringLiteral(".cwspace");
const QString kFailedKey = QStringLiteral("failed");

QString folder()
{
    return QSettings().value(kFolderKey, QDir::homePath()).toString();
}

void setFolder(const QString& path)
{
    QSettings().setValue(kFolderKey, QFileInfo(path).absolutePath());
}

/// A name that a file can have, of what a person called the space.
QString fileNameOf(QString title)
{
    for (QChar& letter : title) {
        if (letter == QLatin1Char('/') || letter.isNull() || letter.category() == QChar::Other_Control)
            letter = QLatin1Char('-');
    }
    title = title.left(60).trimmed();
    while (title.startsWith(QLatin1Char('.')))
        title.remove(0, 1);
    return (title.isEmpty() ? QStringLiteral("space") : title) + (title.endsWith(kSuffix) ? QString() : kSuffix);
}

} // namespace

DocumentDesk::DocumentDesk(OpenDocuments& documents, Notices& notices, Theme& theme, QWidget& window)
    : QObject(&window)
    , m_documents(documents)
    , m_notices(notices)
    , m_theme(theme)
    , m_window(window)
{
    connect(&documents, &OpenDocuments::saved, this, &DocumentDesk::saved);
    connect(&documents, &OpenDocuments::failed, this, [this](const QString& problem) {
        gaveUp();
        m_notices.put({kFailedKey, problem, {}});
    });
    connect(&documents, &OpenDocuments::changedOnDisk, this, &DocumentDesk::askAboutFile);
    connect(&documents, &OpenDocuments::lostOnDisk, this, &DocumentDesk::tellLost);
    connect(&documents, &OpenDocuments::aboutToRemove, this, [this](int index) {
        const OpenDocument& document = m_documents.at(index);
        m_toClose.erase(&document);
        if (document.document)
            m_notices.remove(QStringLiteral("disk:") + document.document->path());
    });
}

void DocumentDesk::open()
{
    const QStringList paths = QFileDialog::getOpenFileNames(&m_window, tr("Open search spaces"), folder(),
                                                            tr("Search spaces (*.cwspace);;All files (*)"));
    for (const QString& path : paths)
        m_documents.open(path);
    if (!paths.isEmpty())
        setFolder(paths.constFirst());
}

void DocumentDesk::fromTemplate()
{
    auto* gallery = new TemplateGallery(m_theme, &m_window);
    gallery->setAttribute(Qt::WA_DeleteOnClose);
    connect(gallery, &TemplateGallery::chosen, this, [this](const QString& id) {
        if (id.isEmpty())
            m_documents.create();
        else
            m_documents.open(id);
    });
    gallery->open();
}

bool DocumentDesk::save()
{
    return m_documents.current() != nullptr && saveOne(*m_documents.current());
}

bool DocumentDesk::saveAs()
{
    return m_documents.current() != nullptr && saveOneAs(*m_documents.current());
}

bool DocumentDesk::saveOne(OpenDocument& document)
{
    if (!document.document)
        return false;
    m_notices.remove(kFailedKey);
    return m_documents.save(document) || saveOneAs(document);
}

bool DocumentDesk::saveOneAs(OpenDocument& document)
{
    if (!document.document)
        return false;
    m_notices.remove(kFailedKey);
    const QString old = document.document->path();
    const QString proposed = old.isEmpty() ? QDir(folder()).filePath(fileNameOf(document.title())) : old;
    const QString path =
        askSaveName(&m_window, tr("Save the search space"), proposed, {tr("Search spaces (*.cwspace)")});
    if (path.isEmpty() || m_documents.indexOf(&document) < 0)
        return false;
    setFolder(path);
    m_documents.saveAs(document, path);
    return true;
}

DocumentDesk::Answer DocumentDesk::ask(const QString& question, const QString& save)
{
    QMessageBox box(QMessageBox::Question, tr("Unsaved work"), question, QMessageBox::NoButton, &m_window);
    box.setTextFormat(Qt::PlainText); // names are not markup
    box.setInformativeText(tr("What is not saved is lost."));
    const QPushButton* yes = box.addButton(save, QMessageBox::AcceptRole);
    const QPushButton* no = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == yes ? Answer::Save : box.clickedButton() == no ? Answer::Discard : Answer::Cancel;
}

void DocumentDesk::close(int index)
{
    if (index < 0 || index >= m_documents.count())
        return;
    OpenDocument& document = m_documents.at(index);
    if (!document.isModified()) {
        m_documents.close(index);
        return;
    }
    m_documents.setCurrent(index); // it is seen what is asked about
    const Answer answer = ask(tr("%1 has changes that are not saved.").arg(document.title()), tr("Save"));
    const int now = m_documents.indexOf(&document);
    if (answer == Answer::Cancel || now < 0)
        return;
    if (answer == Answer::Discard)
        m_documents.close(now);
    else if (saveOne(document))
        m_toClose.insert(&document);
}

bool DocumentDesk::prepareToClose(std::function<void()> again)
{
    if (!m_documents.hasModified()) {
        m_again = nullptr;
        return true;
    }
    std::vector<OpenDocument*> modified;
    for (int i = 0; i < m_documents.count(); ++i) {
        if (m_documents.at(i).isModified())
            modified.push_back(&m_documents.at(i));
    }
    const bool one = modified.size() == 1;
    const Answer answer =
        ask(one ? tr("%1 has changes that are not saved.").arg(modified.front()->title())
                : tr("%n space(s) have changes that are not saved.", nullptr, static_cast<int>(modified.size())),
            one ? tr("Save") : tr("Save all"));
    if (answer == Answer::Cancel)
        return false;
    if (answer == Answer::Discard) {
        m_documents.giveUpAll();
        return true;
    }
    m_again = std::move(again);
    for (OpenDocument* document : modified) {
        // While a question was open, a save may have ended and closed its tab.
        if (m_documents.indexOf(document) >= 0 && document->isModified() && !saveOne(*document)) {
            m_again = nullptr; // no name was given: the window stays
            return false;
        }
    }
    if (m_documents.hasModified())
        return false;
    m_again = nullptr;
    return true;
}

void DocumentDesk::saved(int index)
{
    OpenDocument& document = m_documents.at(index);
    m_notices.remove(kFailedKey);
    m_notices.remove(QStringLiteral("disk:") + document.document->path());
    if (m_toClose.erase(&document) > 0 && !document.isModified())
        m_documents.close(index);
    if (m_again && !m_documents.hasModified())
        std::exchange(m_again, nullptr)();
}

void DocumentDesk::gaveUp()
{
    m_toClose.clear();
    m_again = nullptr;
}

void DocumentDesk::askAboutFile(int index)
{
    if (index < 0)
        return;
    gaveUp(); // it was not written
    const OpenDocument* document = &m_documents.at(index);
    const auto still = [this, document] { return m_documents.indexOf(document) >= 0 ? document->file.get() : nullptr; };
    m_notices.put({QStringLiteral("disk:") + document->document->path(),
                   tr("Another program has changed %1.").arg(document->title()),
                   {{tr("Reload"),
                     [still] {
                         if (DocumentFile* file = still())
                             file->reload();
                     }},
                    {tr("Keep mine"),
                     [still] {
                         if (DocumentFile* file = still())
                             file->keepMine();
                     }}},
                   false});
}

void DocumentDesk::tellLost(int index, const QString& problem)
{
    if (index < 0)
        return;
    OpenDocument* document = &m_documents.at(index);
    m_notices.put(
        {QStringLiteral("disk:") + document->document->path(), problem, {{tr("Save again"), [this, document] {
                                                                              if (m_documents.indexOf(document) >= 0)
                                                                                  saveOne(*document);
                                                                          }}}});
}

void DocumentDesk::offerLeftBehind()
{
    m_look.start([folder = m_documents.recovery()](const std::stop_token&) { return folder.leftBehind(); },
                 [this](const Result<std::vector<LeftBehind>>& found) {
                     if (!found)
                         return; // a folder that cannot be read offers nothing
                     for (const LeftBehind& left : *found)
                         offer(left);
                 });
}

void DocumentDesk::offer(const LeftBehind& left)
{
    const QString key = QStringLiteral("recovered:") + QString::fromStdString(left.file.string());
    const std::pair<QString, std::function<void()>> discard{tr("Discard"), [left] { RecoveryFolder::discard(left); }};
    if (!left.problem.empty()) {
        m_notices.put({key,
                       tr("Unsaved work of an earlier session is damaged and stays in %1 (%2).")
                           .arg(QString::fromStdString(left.file.string()), QString::fromStdString(left.problem)),
                       {discard}});
        return;
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(left.state.saved));
    m_notices.put({key,
                   tr("Recovered: %1, %2")
                       .arg(QString::fromStdString(left.state.title), QLocale().toString(time, QLocale::ShortFormat)),
                   {{tr("Open"), [this, left] { m_documents.recover(left); }}, discard}});
}

} // namespace cw::ui
