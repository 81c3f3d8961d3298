// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_clipboard.h"

#include <memory>

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>

#include "core/space/limits.h"

namespace cw::ui {
namespace {

struct CanvasClipboardWords {
    Q_DECLARE_TR_FUNCTIONS(CanvasClipboard)
};

} // namespace

void copyToClipboard(const space::Fragment& fragment)
{
    const std::string text = space::toText(fragment);
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromStdString(text));
    data->setData(QString::fromLatin1(kFragmentMime), QByteArray::fromStdString(text));
    QGuiApplication::clipboard()->setMimeData(data.release()); // which takes it
}

Result<space::Fragment> fragmentOnClipboard()
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QByteArray text;
    if (data != nullptr && data->hasFormat(QString::fromLatin1(kFragmentMime)))
        text = data->data(QString::fromLatin1(kFragmentMime));
    else if (data != nullptr && data->hasText())
        text = data->text().toUtf8();
    if (text.trimmed().isEmpty())
        return Error(ErrorCode::Format,
                     CanvasClipboardWords::tr("There is nothing on the clipboard that can be pasted.").toStdString());
    if (static_cast<std::uintmax_t>(text.size()) > space::kMaxSpaceBytes)
        return Error(ErrorCode::Format, CanvasClipboardWords::tr(
                                            "What is on the clipboard is too large to be pasted: %1 MB, at most %2 MB.")
                                            .arg(text.size() >> 20)
                                            .arg(space::kMaxSpaceBytes >> 20)
                                            .toStdString());
    return space::fragmentFromText(text.toStdString());
}

} // namespace cw::ui
