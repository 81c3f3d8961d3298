// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

#include "tests/ui/design_bench.h"
#include "ui/pages/design/template_gallery.h"

using namespace cw;
using namespace cw::ui;

/// New from template: pictures to choose from.
class TestTemplateGallery : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        begin();
        page().actions().get(DesignCommand::FromTemplate)->trigger();
        m_gallery = page().findChild<TemplateGallery*>();
        QVERIFY(m_gallery != nullptr && m_gallery->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!m_gallery->isBusy(), kPatience);
    }
    void cleanup() { m_bench.reset(); }

    void everyTemplate_hasAPictureOfItsOwnAndAPaper()
    {
        QListWidget& list = m_gallery->list();
        QCOMPARE(list.count(), static_cast<int>(space::templates().size()) + 1); // and the empty space
        std::set<QByteArray> pictures;
        for (int row = 0; row < list.count(); ++row) {
            const QImage picture = list.item(row)->icon().pixmap(list.iconSize()).toImage();
            QVERIFY(!picture.isNull());
            pictures.insert(QByteArray(reinterpret_cast<const char*>(picture.constBits()),
                                       static_cast<int>(picture.sizeInBytes())));
            QVERIFY(!list.item(row)->text().isEmpty());
            list.setCurrentRow(row);
            const QList<QLabel*> labels = m_gallery->findChildren<QLabel*>();
            QVERIFY2(std::any_of(labels.begin(), labels.end(),
                                 [&](const QLabel* label) { return !detail().isEmpty() && label->text() == detail(); }),
                     qPrintable(idAt(row)));
        }
        QCOMPARE(pictures.size(), static_cast<std::size_t>(list.count()));
    }

    void create_opensWhatIsChosen()
    {
        choose(QStringLiteral("darts-cnn"));
        button(QStringLiteral("Create"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(page().view().space() && page().view().space()->name == "darts-cnn", kPatience);
        settle();
        QVERIFY(page().document()->path().isEmpty()); // the template's file is not the document's
        QVERIFY(page().findChild<TemplateGallery*>() == nullptr);
    }

    void enter_opensWhatIsChosen()
    {
        choose(QStringLiteral("resnet"));
        QTest::keyClick(&m_gallery->list(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(page().view().space() && page().view().space()->name == "resnet", kPatience);
        settle();
        QCOMPARE(page().documents().count(), 1); // the untouched document gave way, once
    }

    void first_isAnEmptySpace()
    {
        QCOMPARE(m_gallery->list().currentRow(), 0);
        button(QStringLiteral("Create"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(page().document()->space()->graph.blocks.size(), std::size_t(2), kPatience);
        settle();
        QVERIFY(page().document()->path().isEmpty());
    }

    void cancel_changesNothing_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("button") << false;
        QTest::newRow("escape") << true;
    }
    void cancel_changesNothing()
    {
        QFETCH(const bool, byKey);
        const SpacePtr before = page().document()->space();
        choose(QStringLiteral("darts-cnn"));
        if (byKey)
            QTest::keyClick(m_gallery, Qt::Key_Escape);
        else
            button(QStringLiteral("Cancel"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(page().findChild<TemplateGallery*>() == nullptr, kPatience);
        settle();
        QCOMPARE(page().documents().count(), 1);
        QVERIFY(page().document()->space() == before);
    }

private:
    QString idAt(int row) const { return m_gallery->list().item(row)->data(Qt::UserRole).toString(); }
    QString detail() const { return m_gallery->list().currentItem()->data(Qt::UserRole + 1).toString(); }
    void choose(const QString& id)
    {
        for (int row = 0; row < m_gallery->list().count(); ++row) {
            if (idAt(row) == id)
                m_gallery->list().setCurrentRow(row);
        }
        QCOMPARE(m_gallery->list().currentItem()->data(Qt::UserRole).toString(), id);
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : m_gallery->findChildren<QPushButton*>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

    TemplateGallery* m_gallery = nullptr;
};

QTEST_MAIN(TestTemplateGallery)
#include "tst_template_gallery.moc"
