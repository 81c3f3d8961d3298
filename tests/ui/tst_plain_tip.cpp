// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QTextDocument>

#include "ui/widgets/plain_tip.h"

using cw::ui::plainTip;

class TestPlainTip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_staysAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("name") << QStringLiteral("stage1/cell/0-1");
        QTest::newRow("comparison") << QStringLiteral("params < 5e5 & depth > 3");
        QTest::newRow("markup") << QStringLiteral("<b>bold</b>\n<img src=\"file:///etc/passwd\"> & more");
        QTest::newRow("entity") << QStringLiteral("<i>&lt;");
    }
    void text_staysAsItIs()
    {
        QFETCH(const QString, text);
        const QString tip = plainTip(text);
        if (!Qt::mightBeRichText(tip)) {
            QCOMPARE(tip, text);
            return;
        }
        QTextDocument document;
        document.setHtml(tip);
        QCOMPARE(document.toPlainText(), text);
    }
    void longText_isCutOff()
    {
        const QString tip = plainTip(QString(100'000, QLatin1Char('x')));
        QCOMPARE(tip, QString(2000, QLatin1Char('x')) + QChar(0x2026));
    }
};

QTEST_MAIN(TestPlainTip)
#include "tst_plain_tip.moc"
