<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArchitectureGraph</name>
    <message>
        <location filename="../../ui/canvas/architecture_graph.cpp" line="+66" />
        <source>%1
output %2
params %3, MACs %4</source>
        <translation>%1
输出 %2
参数量 %3，MACs %4</translation>
    </message>
    <message>
        <location line="+32" />
        <source>was %1</source>
        <translation>原为 %1</translation>
    </message>
    <message>
        <location line="+42" />
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <location line="+22" />
        <location line="+41" />
        <location line="+6" />
        <source>output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <location line="-23" />
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+22" />
        <source>out</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <location filename="../../ui/widgets/catalogue_words.cpp" line="+10" />
        <source>Random search</source>
        <translation>随机搜索</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Draws every candidate from the whole space, with replacement: the baseline for all others.</source>
        <translation>从整个搜索空间中有放回地抽取每个候选：其他所有策略的基线。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Regularized evolution</source>
        <translation>正则化进化</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Aging evolution: changes one decision of the best of a random sample; the oldest member dies.</source>
        <translation>老化进化：修改随机样本中最优者的一个决策；最老的成员淘汰。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Population</source>
        <translation>种群</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Members alive at once; as many first trials are random. For fewer than 100 trials take a third of them.</source>
        <translation>同时存活的成员数；最初同样多的试验是随机的。试验少于 100 个时，取其三分之一。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Members drawn, the best of which becomes the parent; more is greedier. At most the population.</source>
        <translation>抽取的成员数，其中最优者成为父代；越多越贪心。不超过种群大小。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Benchmark table</source>
        <translation>基准表格</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Looks candidates up in a published benchmark (CSV or CSV.gz with d: and m: columns).</source>
        <translation>在已发表的基准中查询候选（带 d: 和 m: 列的 CSV 或 CSV.gz）。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Path of the benchmark: CSV or CSV.gz with columns d:&lt;decision&gt; and m:&lt;metric&gt;.</source>
        <translation>基准的路径：带有 d:&lt;决策&gt; 和 m:&lt;指标&gt; 列的 CSV 或 CSV.gz。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Time metric</source>
        <translation>时间指标</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Metric that holds the training time in seconds; empty when the table has none.</source>
        <translation>以秒为单位记录训练时间的指标；表格中没有时留空。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Train from scratch</source>
        <translation>从头训练</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Trains every candidate from new weights at the fidelity and measures it on held-out images.</source>
        <translation>按给定保真度用新权重训练每个候选，并在留出的图像上测量。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Images per training step; the rest of an epoch that fills no batch is left out.</source>
        <translation>每个训练步的图像数；一轮中不足一批的剩余部分会被略去。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Of the first step; it falls to 0 along a half cosine.</source>
        <translation>第一步的学习率；沿半个余弦降到 0。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Of stochastic gradient descent.</source>
        <translation>随机梯度下降的动量。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Looks one momentum step ahead.</source>
        <translation>向前多看一个动量步。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Part of each weight added to its gradient.</source>
        <translation>每个权重加到其梯度上的比例。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Part of the target spread evenly over all classes.</source>
        <translation>均匀分配给所有类别的目标比例。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Validation part</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Part of the training split held out to judge candidates.</source>
        <translation>从训练部分留出用于评判候选的比例。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Fewest validation images</source>
        <translation>最少验证图像数</translation>
    </message>
    <message>
        <location line="+1" />
        <source>The validation images are cut by the fidelity `data` as the training images are, but not below this number (or all there are): else judging would cost more than a short training.</source>
        <translation>验证图像与训练图像一样按保真度 `data` 减少，但不少于此数（或全部）：否则评判的开销会超过一次短训练。</translation>
    </message>
    <message>
        <location line="+4" />
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Every trial gets the whole fidelity of the run.</source>
        <translation>每个试验都使用运行的全部保真度。</translation>
    </message>
</context>
<context>
    <name>FilterExpression</name>
    <message>
        <location filename="../../ui/pages/runs/filter_expression.cpp" line="+41" />
        <source>&apos;%1&apos; is not a condition, expected a field, a comparison and a value</source>
        <translation>“%1”不是条件，应为字段、比较符和数值</translation>
    </message>
    <message>
        <location line="+5" />
        <source>unknown field &apos;%1&apos;, expected one of %2</source>
        <translation>未知字段“%1”，应为 %2 之一</translation>
    </message>
    <message>
        <location line="+15" />
        <source>&apos;%1&apos; has no value to compare with</source>
        <translation>“%1”缺少用于比较的值</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <location filename="../../ui/widgets/format.cpp" line="+35" />
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <location line="+2" />
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <location line="+1" />
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
</context>
<context>
    <name>SpaceGraph</name>
    <message>
        <location filename="../../ui/canvas/space_graph.cpp" line="+82" />
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+0" />
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="-23" />
        <source>concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <location line="+1" />
        <source>sum or concat</source>
        <translation>求和或拼接</translation>
    </message>
    <message>
        <location line="+1" />
        <source>sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <location line="+38" />
        <source>1 of %1</source>
        <translation>%1 选 1</translation>
    </message>
    <message>
        <location line="+5" />
        <source>shared cell</source>
        <translation>共享单元</translation>
    </message>
    <message>
        <location line="+9" />
        <source>0 or 1</source>
        <translation>0 或 1</translation>
    </message>
    <message numerus="yes">
        <location line="+19" />
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n 个块</numerusform>
        </translation>
    </message>
    <message>
        <location line="+44" />
        <source>the cell&apos;s %1</source>
        <translation>单元的 %1</translation>
    </message>
    <message>
        <location line="+54" />
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <location line="+7" />
        <source>%1 of %2</source>
        <translation>%2 选 %1</translation>
    </message>
    <message>
        <location line="+10" />
        <source>last but one</source>
        <translation>倒数第二个</translation>
    </message>
    <message>
        <location line="+37" />
        <source>used %1 ×, decisions shared</source>
        <translation>使用 %1 次，共享决策</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <location filename="../../ui/plots/state_words.cpp" line="+19" />
        <location line="+25" />
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <location line="-23" />
        <location line="+25" />
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location line="-23" />
        <location line="+25" />
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location line="-23" />
        <location line="+25" />
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location line="-23" />
        <location line="+25" />
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location line="-23" />
        <source>pruned</source>
        <translation>已剪枝</translation>
    </message>
    <message>
        <location line="+2" />
        <location line="+25" />
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location line="-23" />
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location line="+2" />
        <source>duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+19" />
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <location filename="../../ui/frame/window_commands.cpp" line="+40" />
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Search in %1</source>
        <translation>在 %1 中搜索</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <location line="+14" />
        <source>Search by %1</source>
        <translation>用%1搜索</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+19" />
        <source>Run %1  %2</source>
        <translation>运行 %1  %2</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::AboutDialog</name>
    <message>
        <location filename="../../ui/frame/help_dialog.cpp" line="+134" />
        <source>About Cellwright</source>
        <translation>关于 Cellwright</translation>
    </message>
    <message>
        <location line="+4" />
        <source>A workbench for neural architecture search.
Free software under the GNU General Public License, version 3 or later.
Uses Qt %1, LibTorch, QCustomPlot, SQLite, muParser, nlohmann-json and fmt.</source>
        <translation>神经网络架构搜索工作台。
自由软件，按 GNU 通用公共许可证第 3 版或更高版本发布。
使用 Qt %1、LibTorch、QCustomPlot、SQLite、muParser、nlohmann-json 和 fmt。</translation>
    </message>
</context>
<context>
    <name>cw::ui::ArchitecturePanel</name>
    <message>
        <location filename="../../ui/pages/runs/architecture_panel.cpp" line="+58" />
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Which trial&apos;s architecture</source>
        <translation>哪个试验的架构</translation>
    </message>
    <message>
        <location line="+40" />
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <location line="+0" />
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+0" />
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+0" />
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+21" />
        <location line="+194" />
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location line="-166" />
        <source>The best trial&apos;s network appears here.</source>
        <translation>最佳试验的网络会显示在这里。</translation>
    </message>
    <message>
        <location line="+27" />
        <source>Best (trial %1)</source>
        <translation>最佳（试验 %1）</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Trial %1</source>
        <translation>试验 %1</translation>
    </message>
    <message>
        <location line="+10" />
        <source>against parent %1</source>
        <translation>对比父代 %1</translation>
    </message>
    <message>
        <location line="+0" />
        <source>no parent</source>
        <translation>无父代</translation>
    </message>
    <message>
        <location line="+50" />
        <source>Trial %1 has no network to draw.</source>
        <translation>试验 %1 没有可绘制的网络。</translation>
    </message>
    <message>
        <location line="+4" />
        <source>%1 changed · %2 added · %3 removed</source>
        <translation>%1 处修改 · %2 处新增 · %3 处移除</translation>
    </message>
    <message>
        <location line="+55" />
        <source>Export the architecture of trial %1</source>
        <translation>导出试验 %1 的架构</translation>
    </message>
    <message>
        <location line="+13" />
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>cw::ui::ArchitectureView</name>
    <message>
        <location filename="../../ui/canvas/architecture_view.cpp" line="+16" />
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
</context>
<context>
    <name>cw::ui::BestPlot</name>
    <message>
        <location filename="../../ui/plots/best_plot.cpp" line="+14" />
        <source>Best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message>
        <location line="+3" />
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+104" />
        <source>Tick runs in the table to lay their best-so-far curves over each other.</source>
        <translation>在表格中勾选运行，即可叠加比较它们的当前最佳曲线。</translation>
    </message>
    <message>
        <location line="+50" />
        <source>%1 · trial %2 · %3</source>
        <translation>%1 · 试验 %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::BudgetSection</name>
    <message>
        <location filename="../../ui/pages/search/limit_sections.cpp" line="+46" />
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <location line="+0" />
        <source>first one reached ends</source>
        <translation>先达到者结束</translation>
    </message>
    <message>
        <location line="+8" />
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Candidates proposed, repeated ones included; 1 or more, default 24.</source>
        <translation>提出的候选数，重复的也计入；至少为 1，默认 24。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Wall time; default no limit.</source>
        <translation>实际用时；默认不限。</translation>
    </message>
</context>
<context>
    <name>cw::ui::ClassGrid</name>
    <message>
        <location filename="../../ui/pages/data/class_grid.cpp" line="+55" />
        <source>First images of each class</source>
        <translation>每个类别的首批图像</translation>
    </message>
</context>
<context>
    <name>cw::ui::CommandPalette</name>
    <message>
        <location filename="../../ui/frame/command_palette.cpp" line="+37" />
        <source>Type a command or find …</source>
        <translation>输入命令或查找 …</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <location line="+32" />
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+0" />
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+1" />
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+29" />
        <source>Nothing is called that; try fewer letters</source>
        <translation>没有匹配项；请少输入几个字符</translation>
    </message>
    <message>
        <location line="+1" />
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>cw::ui::CompareModel</name>
    <message>
        <location filename="../../ui/pages/compare/compare_model.cpp" line="+242" />
        <source>ddd d MMM HH:mm</source>
        <extracomment>A date in the format of QLocale: Mon 23 Nov 13:42</extracomment>
        <translation>M'月'd'日' ddd HH:mm</translation>
    </message>
    <message>
        <location line="+21" />
        <source>compare run %1</source>
        <translation>比较运行 %1</translation>
    </message>
    <message>
        <location line="+44" />
        <source>Compared</source>
        <translation>参与比较</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Line in the plot</source>
        <translation>图中的线条</translation>
    </message>
    <message>
        <location line="+4" />
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>cw::ui::ComparePage</name>
    <message>
        <location filename="../../ui/pages/compare_page.cpp" line="+90" />
        <location filename="../../ui/pages/compare_page.h" line="+35" />
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <location line="+4" />
        <location line="+3" />
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <location line="-1" />
        <source>strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+0" />
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+0" />
        <source>space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Untick all</source>
        <translation>全部取消勾选</translation>
    </message>
    <message>
        <location line="+13" />
        <source>Filter, for example strategy = random and best &gt; 0.8</source>
        <translation>筛选，例如 strategy = random and best &gt; 0.8</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <location line="+15" />
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+32" />
        <source>Best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message>
        <location line="+6" />
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+2" />
        <source>More for the plot</source>
        <translation>图表的更多操作</translation>
    </message>
    <message>
        <location line="+14" />
        <source>%1 of %2 runs</source>
        <translation>%1 / %2 个运行</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Runs appear here as soon as a search is launched.</source>
        <translation>启动搜索后，运行会立即出现在这里。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Tick the runs to compare.</source>
        <translation>请勾选要比较的运行。</translation>
    </message>
    <message>
        <location line="+40" />
        <source>run %1 %2</source>
        <translation>运行 %1 %2</translation>
    </message>
    <message numerus="yes">
        <location line="+41" />
        <source>%n run(s) ticked</source>
        <translation>
            <numerusform>已勾选 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1" />
        <source> in %n group(s)</source>
        <translation>
            <numerusform>，分为 %n 组</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1" />
        <source>, %1 trials</source>
        <translation>，%1 个试验</translation>
    </message>
    <message>
        <location line="+1" />
        <source>median and inter-quartile band over the runs of a group</source>
        <translation>每组运行的中位数与四分位带</translation>
    </message>
</context>
<context>
    <name>cw::ui::CurvesPlot</name>
    <message>
        <location filename="../../ui/plots/curves_plot.cpp" line="+28" />
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <location line="+140" />
        <source>trial %1</source>
        <translation>试验 %1</translation>
    </message>
    <message>
        <location line="+2" />
        <source>running %1</source>
        <translation>运行中 %1</translation>
    </message>
    <message>
        <location line="+3" />
        <source>top %1</source>
        <translation>前 %1 名</translation>
    </message>
    <message>
        <location line="+2" />
        <source>median and quartiles of %1</source>
        <translation>%1 条的中位数与四分位数</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Learning curves appear with the first epoch of a trial.</source>
        <translation>试验完成第一轮后，学习曲线会显示在这里。</translation>
    </message>
    <message>
        <location line="+26" />
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location line="+34" />
        <source>trial %1 · epoch %2 · %3</source>
        <translation>试验 %1 · 第 %2 轮 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataListModel</name>
    <message>
        <location filename="../../ui/pages/data/data_list.cpp" line="+63" />
        <source>%1, cannot be used</source>
        <translation>%1，无法使用</translation>
    </message>
    <message>
        <location line="+2" />
        <source>%1, %2 classes</source>
        <translation>%1，%2 个类别</translation>
    </message>
    <message>
        <location line="+1" />
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataPage</name>
    <message>
        <location filename="../../ui/pages/data_page.h" line="+32" />
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location filename="../../ui/pages/data_page.cpp" line="+82" />
        <location line="+10" />
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+8" />
        <source>Path of a file or folder</source>
        <translation>文件或文件夹路径</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Path of a data set</source>
        <translation>数据集路径</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Browse ...</source>
        <translation>浏览 ...</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <location line="+6" />
        <source>or drop it onto this page</source>
        <translation>或将其拖放到此页面</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Folder of a data set</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <location line="+26" />
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location line="+0" />
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <location line="+0" />
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location line="+0" />
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <location line="+92" />
        <source>No data set chosen</source>
        <translation>未选择数据集</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Choose one at the left, or add one by its path.</source>
        <translation>请在左侧选择，或通过路径添加。</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataSection</name>
    <message>
        <location filename="../../ui/pages/search/data_section.cpp" line="+39" />
        <location line="+10" />
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="-10" />
        <location line="+106" />
        <source>found by itself</source>
        <translation>自动找到</translation>
    </message>
    <message>
        <location line="-94" />
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+43" />
        <source>Choose the folder of a data set</source>
        <translation>选择数据集所在文件夹</translation>
    </message>
    <message>
        <location line="+44" />
        <source>%1, %2 classes, %3 pictures</source>
        <translation>%1，%2 个类别，%3 张图像</translation>
    </message>
    <message>
        <location line="+6" />
        <source>a folder of yours</source>
        <translation>您的文件夹</translation>
    </message>
</context>
<context>
    <name>cw::ui::DesignPage</name>
    <message>
        <location filename="../../ui/pages/design_page.cpp" line="+80" />
        <location line="+6" />
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <location line="+8" />
        <source>Open file ...</source>
        <translation>打开文件 ...</translation>
    </message>
    <message>
        <location line="+2" />
        <source>A .cwspace file; it may also be dropped onto this page</source>
        <translation>.cwspace 文件；也可拖放到此页面</translation>
    </message>
    <message>
        <location line="+7" />
        <source>Open a search space</source>
        <translation>打开搜索空间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Search spaces (*.cwspace)</source>
        <translation>搜索空间 (*.cwspace)</translation>
    </message>
    <message>
        <location line="+14" />
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <location line="+0" />
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <location line="+0" />
        <source>What would help</source>
        <translation>解决建议</translation>
    </message>
    <message>
        <location filename="../../ui/pages/design_page.h" line="+29" />
        <source>Design</source>
        <translation>设计</translation>
    </message>
</context>
<context>
    <name>cw::ui::DeviceSection</name>
    <message>
        <location filename="../../ui/pages/search/limit_sections.cpp" line="+27" />
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <location line="+0" />
        <source>and seed</source>
        <translation>与种子</translation>
    </message>
    <message numerus="yes">
        <location line="+8" />
        <location line="+64" />
        <source>cpu, %n core(s)</source>
        <translation>
            <numerusform>cpu，%n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <location line="-54" />
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Where candidates are trained.</source>
        <translation>训练候选网络的设备。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Trials at once; 1 to 1024.</source>
        <translation>同时进行的试验数；1 到 1024。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <location line="+1" />
        <source>A job is issued from the results up to this many jobs ago, so that speed does not change the trajectory; default twice the workers.</source>
        <translation>每个任务只依据这么多个任务之前的结果发出，因此快慢不会改变搜索轨迹；默认为工作线程数的两倍。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Threads per trial</source>
        <translation>每个试验的线程数</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Part of the run: other numbers differ in the last bits; default 1.</source>
        <translation>属于运行的一部分：线程数不同，结果末位会有差异；默认 1。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <location line="+0" />
        <source>The same seed and lag repeat the run exactly.</source>
        <translation>相同的种子与滞后可精确重现该运行。</translation>
    </message>
    <message>
        <location line="+7" />
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <location line="+14" />
        <source>auto (%1)</source>
        <translation>自动 (%1)</translation>
    </message>
    <message>
        <location line="+13" />
        <source>Expected a whole number from 0 to %1</source>
        <translation>应为 0 到 %1 之间的整数</translation>
    </message>
</context>
<context>
    <name>cw::ui::EstimatorSection</name>
    <message>
        <location filename="../../ui/pages/search/estimator_section.cpp" line="+27" />
        <source>Estimator</source>
        <translation>评估器</translation>
    </message>
    <message>
        <location line="+0" />
        <source>and its fidelity</source>
        <translation>及其保真度</translation>
    </message>
    <message>
        <location line="+20" />
        <source>as drawn</source>
        <translation>按图</translation>
    </message>
    <message>
        <location line="+4" />
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Passes over the training images; default 1.</source>
        <translation>遍历训练图像的次数；默认 1。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Part of the training images used; default 100 %.</source>
        <translation>使用的训练图像比例；默认 100 %。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Multiplies every number of channels; default 1, at most 8.</source>
        <translation>所有通道数的乘数；默认 1，最大 8。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Cell repeats</source>
        <translation>单元重复数</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Copies per stage; default as drawn.</source>
        <translation>每个阶段的副本数；默认按图。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Height and width of the images in pixels; default as they are.</source>
        <translation>图像的高和宽（像素）；默认原样。</translation>
    </message>
</context>
<context>
    <name>cw::ui::FirstSteps</name>
    <message>
        <location filename="../../ui/frame/first_steps.cpp" line="+23" />
        <source>Look at the space</source>
        <translation>查看搜索空间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>The drawing is what will be searched.</source>
        <translation>图中所画即为搜索内容。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Press Search</source>
        <translation>点击“搜索”</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Fashion-MNIST is found by itself.</source>
        <translation>Fashion-MNIST 会自动找到。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Watch</source>
        <translation>观察</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Curves and networks, live.</source>
        <translation>实时查看曲线与网络。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Do not show this again</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Dismiss the first steps</source>
        <translation>关闭入门提示</translation>
    </message>
</context>
<context>
    <name>cw::ui::FitnessPlot</name>
    <message>
        <location filename="../../ui/plots/fitness_plot.cpp" line="+29" />
        <source>Fitness</source>
        <translation>适应度</translation>
    </message>
    <message>
        <location line="+149" />
        <source>The first trials appear here as soon as they are proposed.</source>
        <translation>试验一经提出就会显示在这里。</translation>
    </message>
    <message>
        <location line="+5" />
        <source>best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message>
        <location line="+53" />
        <source>no value</source>
        <translation>无数值</translation>
    </message>
</context>
<context>
    <name>cw::ui::GraphView</name>
    <message>
        <location filename="../../ui/canvas/graph_view.cpp" line="+36" />
        <source>Drawing</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>cw::ui::HelpDialog</name>
    <message>
        <location filename="../../ui/frame/help_dialog.cpp" line="-84" />
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+12" />
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location line="+29" />
        <source>No help pages were found in %1.</source>
        <translation>在 %1 中未找到帮助页面。</translation>
    </message>
</context>
<context>
    <name>cw::ui::Inspector</name>
    <message>
        <location filename="../../ui/pages/design/inspector.cpp" line="+24" />
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <location line="+90" />
        <source>No space open</source>
        <translation>未打开搜索空间</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Choose a template at the left, or drop a .cwspace file here.</source>
        <translation>请在左侧选择模板，或将 .cwspace 文件拖放到此处。</translation>
    </message>
    <message>
        <location line="+15" />
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location line="+1" />
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+1" />
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Drawing</source>
        <translation>图</translation>
    </message>
    <message>
        <location line="+1" />
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <location line="+1" />
        <source>cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Constraints</source>
        <translation>约束</translation>
    </message>
    <message>
        <location line="+4" />
        <source>None: all candidates are allowed.</source>
        <translation>无：允许所有候选。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Around here</source>
        <translation>操作提示</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Click a block to see its parameters. Double click goes into a cell or a repeated block, Backspace back.</source>
        <translation>单击块可查看其参数。双击进入单元或重复块，按 Backspace 返回。</translation>
    </message>
    <message>
        <location line="+7" />
        <source>The op &apos;%1&apos; is not in the catalogue.</source>
        <translation>目录中没有操作“%1”。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <location line="+2" />
        <source>This op has none.</source>
        <translation>此操作没有参数。</translation>
    </message>
    <message>
        <location line="+7" />
        <source>as input</source>
        <translation>同输入</translation>
    </message>
    <message>
        <location line="+13" />
        <source>alternative %1 of %2 in %3</source>
        <translation>%3 中的备选 %1 / %2</translation>
    </message>
    <message>
        <location line="+6" />
        <source>In files and tables</source>
        <translation>在文件和表格中</translation>
    </message>
    <message>
        <location line="+1" />
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="+2" />
        <source>one of %1 alternatives, 1 decision</source>
        <translation>%1 个备选之一，1 个决策</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Alternatives</source>
        <translation>备选项</translation>
    </message>
    <message>
        <location line="+4" />
        <source>%1 to %2 copies, 1 decision</source>
        <translation>%1 到 %2 个副本，1 个决策</translation>
    </message>
    <message numerus="yes">
        <location line="+1" />
        <source>%n copies in a row</source>
        <translation>
            <numerusform>连续 %n 个副本</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1" />
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+1" />
        <source>copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <location line="+4" />
        <source>decisions inside</source>
        <translation>内部决策</translation>
    </message>
    <message>
        <location line="+0" />
        <source>tied</source>
        <translation>共享</translation>
    </message>
    <message>
        <location line="+0" />
        <source>independent</source>
        <translation>独立</translation>
    </message>
    <message>
        <location line="+2" />
        <source>a use of the cell %1</source>
        <translation>单元 %1 的一次使用</translation>
    </message>
    <message>
        <location line="+2" />
        <source>concatenates what arrives</source>
        <translation>拼接各输入</translation>
    </message>
    <message>
        <location line="+0" />
        <source>sums what arrives</source>
        <translation>将各输入相加</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Only what nothing else takes.</source>
        <translation>仅合并未被其他块使用的结果。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>there or left out, 1 decision</source>
        <translation>保留或省略，1 个决策</translation>
    </message>
    <message>
        <location line="+2" />
        <source>takes %1 to %2 of its inputs</source>
        <translation>取其输入中的 %1 至 %2 个</translation>
    </message>
    <message numerus="yes">
        <location line="+1" />
        <source>takes %n of its inputs</source>
        <translation>
            <numerusform>取其输入中的 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2" />
        <source>where the graph&apos;s input arrives</source>
        <translation>图的输入处</translation>
    </message>
    <message>
        <location line="+12" />
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <location line="+23" />
        <source>In one sampled network</source>
        <translation>在一个采样网络中</translation>
    </message>
    <message>
        <location line="+1" />
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+1" />
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1" />
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::KeysDialog</name>
    <message>
        <location filename="../../ui/frame/help_dialog.cpp" line="+14" />
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location line="+17" />
        <source>Keys of the window</source>
        <translation>窗口快捷键</translation>
    </message>
</context>
<context>
    <name>cw::ui::LabeledField</name>
    <message>
        <location filename="../../ui/widgets/labeled_field.cpp" line="+19" />
        <source>Changed from the default</source>
        <translation>已偏离默认值</translation>
    </message>
</context>
<context>
    <name>cw::ui::LegendStrip</name>
    <message>
        <location filename="../../ui/plots/legend_strip.cpp" line="+14" />
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>cw::ui::LiveStrip</name>
    <message>
        <location filename="../../ui/pages/design/live_strip.cpp" line="+62" />
        <location line="+7" />
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location line="+16" />
        <source>decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+1" />
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="+1" />
        <source>distinct, exact</source>
        <translation>互异，精确</translation>
    </message>
    <message>
        <location line="+6" />
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+2" />
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+52" />
        <source>Histogram of %1</source>
        <translation>%1 的直方图</translation>
    </message>
    <message>
        <location line="+35" />
        <source>candidates, exact</source>
        <translation>候选，精确</translation>
    </message>
    <message>
        <location line="+0" />
        <source>candidates, continuous</source>
        <translation>候选，连续</translation>
    </message>
    <message>
        <location line="-8" />
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+16" />
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <location line="+1" />
        <source>%1 of %2 samples valid</source>
        <translation>%1 / %2 个样本有效</translation>
    </message>
    <message>
        <location line="+1" />
        <source>computed in %1 ms</source>
        <translation>用时 %1 毫秒</translation>
    </message>
</context>
<context>
    <name>cw::ui::MainWindow</name>
    <message>
        <location filename="../../ui/frame/main_window.cpp" line="+105" />
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+123" />
        <source>A search is still running.</source>
        <translation>仍有搜索在运行。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Quitting stops it after its current batch. Nothing is lost: it can be resumed later.</source>
        <translation>退出会在当前批次后停止搜索。不会丢失任何内容：之后可以恢复。</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
</context>
<context>
    <name>cw::ui::Minimap</name>
    <message>
        <location filename="../../ui/canvas/minimap.cpp" line="+23" />
        <source>Overview of the drawing</source>
        <translation>图的概览</translation>
    </message>
</context>
<context>
    <name>cw::ui::ObjectiveSection</name>
    <message>
        <location filename="../../ui/pages/search/objective_section.cpp" line="+35" />
        <source>Objectives</source>
        <translation>目标</translation>
    </message>
    <message>
        <location line="+0" />
        <source>and constraints</source>
        <translation>与约束</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+95" />
        <source>Constraint</source>
        <translation>约束</translation>
    </message>
    <message>
        <location line="-52" />
        <location line="+1" />
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location line="+9" />
        <source>maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <location line="+1" />
        <source>minimise</source>
        <translation>最小化</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <location line="+34" />
        <source>An expression over params, macs, depth and the decisions, true for every candidate.</source>
        <translation>关于 params、macs、depth 和决策的表达式，每个候选都必须满足。</translation>
    </message>
</context>
<context>
    <name>cw::ui::OutlookCard</name>
    <message>
        <location filename="../../ui/pages/search/outlook_card.cpp" line="+71" />
        <location line="+181" />
        <source>Launch</source>
        <translation>启动</translation>
    </message>
    <message>
        <location line="-160" />
        <source>What will happen</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <location line="+14" />
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <location line="+26" />
        <source>Proposes %1</source>
        <translation>提出 %1 个候选</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Proposes %1 of %2 candidates</source>
        <translation>提出 %2 个候选中的 %1 个</translation>
    </message>
    <message numerus="yes">
        <location line="+7" />
        <source>by %1, %n at a time,</source>
        <translation>
            <numerusform>策略为 %1，同时进行 %n 个，</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5" />
        <source>and trains each for %n epoch(s)</source>
        <translation>
            <numerusform>每个训练 %n 轮，</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1" />
        <source>on %1 pictures.</source>
        <translation>使用 %1 张图像。</translation>
    </message>
    <message>
        <location line="+2" />
        <source>and judges each by %1.</source>
        <translation>并以%1评判。</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Ends after %1 h at the latest.</source>
        <translation>最迟 %1 小时后结束。</translation>
    </message>
    <message>
        <location line="+12" />
        <source>as run %1</source>
        <translation>参照运行 %1</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Estimate</source>
        <translation>预估</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>at the pace of that run</source>
        <translation>按该运行的速度</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Ready at</source>
        <translation>完成时刻</translation>
    </message>
    <message>
        <location line="+0" />
        <source>started now</source>
        <translation>若现在开始</translation>
    </message>
    <message>
        <location line="+40" />
        <source>Space compiles, no problems</source>
        <translation>搜索空间编译通过，没有问题</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Data set complete, test split kept away</source>
        <translation>数据集完整，测试部分不参与</translation>
    </message>
    <message>
        <location line="+2" />
        <source>No data set needed</source>
        <translation>无需数据集</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Settings fit together</source>
        <translation>各项设置相互匹配</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Differences under %1 are chance</source>
        <translation>小于 %1 的差异属于偶然</translation>
    </message>
    <message>
        <location line="+1" />
        <source>accuracy rests on %1 pictures</source>
        <translation>准确率基于 %1 张图像</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Nothing yet: one thing below has to be put right first.</source>
        <translation>暂时什么都不会发生：请先解决下面的一个问题。</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Looking at the space and the data set …</source>
        <translation>正在查看搜索空间与数据集 …</translation>
    </message>
    <message>
        <location line="+6" />
        <source>Starting …</source>
        <translation>正在启动 …</translation>
    </message>
</context>
<context>
    <name>cw::ui::Plot</name>
    <message>
        <location filename="../../ui/plots/plot.cpp" line="+100" />
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Export PNG ...</source>
        <translation>导出 PNG ...</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+2" />
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <location line="-1" />
        <source>Export PNG, 3 times as fine ...</source>
        <translation>导出三倍精细 PNG ...</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Export SVG ...</source>
        <translation>导出 SVG ...</translation>
    </message>
    <message>
        <location line="+1" />
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Export data as CSV ...</source>
        <translation>将数据导出为 CSV ...</translation>
    </message>
    <message>
        <location line="+1" />
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <location line="+6" />
        <location line="+7" />
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <location line="+0" />
        <source>%1 cannot be written</source>
        <translation>无法写入 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunHeader</name>
    <message>
        <location filename="../../ui/pages/runs/run_header.cpp" line="+57" />
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+68" />
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="-67" />
        <location line="+73" />
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <location line="-61" />
        <location line="+73" />
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="-72" />
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+101" />
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location line="-98" />
        <source>Ends after the current batch; the run can be resumed</source>
        <translation>在当前批次后结束；运行可以恢复</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Change the number of trials</source>
        <translation>更改试验数</translation>
    </message>
    <message>
        <location line="+29" />
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+1" />
        <source>%1 on %2</source>
        <translation>%1，于 %2</translation>
    </message>
    <message>
        <location line="+1" />
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <location line="+0" />
        <source>lag %1</source>
        <translation>滞后 %1</translation>
    </message>
    <message numerus="yes">
        <location line="+4" />
        <source>%n epoch(s) on %1 of the data</source>
        <translation>
            <numerusform>在 %1 的数据上训练 %n 轮</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4" />
        <source>from %1</source>
        <translation>始于 %1</translation>
    </message>
    <message>
        <location line="+9" />
        <source>best, trial %1</source>
        <translation>最佳，试验 %1</translation>
    </message>
    <message>
        <location line="+6" />
        <source>taken</source>
        <translation>用时</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Write down what this run is about</source>
        <translation>记下这次运行的用途</translation>
    </message>
    <message>
        <location line="+11" />
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location line="+21" />
        <source>Budget of run %1</source>
        <translation>运行 %1 的预算</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Number of trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Note on run %1</source>
        <translation>运行 %1 的备注</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunListModel</name>
    <message>
        <location filename="../../ui/pages/runs/run_list.cpp" line="+104" />
        <source>run %1, %2, %3, %4, best %5</source>
        <translation>运行 %1，%2，%3，%4，最佳 %5</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunListPanel</name>
    <message>
        <location line="+86" />
        <location line="+11" />
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="-8" />
        <source>Filter runs ...</source>
        <translation>筛选运行 ...</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunsPage</name>
    <message>
        <location filename="../../ui/pages/runs_page.cpp" line="+109" />
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Set up a search on the Search page and press Launch: it appears here at once, also when the command line started it.</source>
        <translation>在“搜索”页面设置搜索并点击“启动”：它会立即出现在这里，由命令行启动的也一样。</translation>
    </message>
    <message>
        <location line="+47" />
        <source>Fitness</source>
        <translation>适应度</translation>
    </message>
    <message>
        <location line="+3" />
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+0" />
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <location line="+4" />
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+3" />
        <source>More for the fitness plot</source>
        <translation>适应度图的更多操作</translation>
    </message>
    <message>
        <location line="+12" />
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <location line="+4" />
        <source>More for the learning curves</source>
        <translation>学习曲线的更多操作</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <location line="+16" />
        <location line="+16" />
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="-14" />
        <source>Filter, for example state = finished and params &lt; 5e5</source>
        <translation>筛选，例如 state = finished and params &lt; 5e5</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Filter trials</source>
        <translation>筛选试验</translation>
    </message>
    <message>
        <location line="+138" />
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <location line="+141" />
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <location line="+2" />
        <source>, trial %1 selected</source>
        <translation>，已选试验 %1</translation>
    </message>
    <message>
        <location filename="../../ui/pages/runs_page.h" line="+36" />
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::SchedulerSection</name>
    <message>
        <location filename="../../ui/pages/search/method_section.cpp" line="+140" />
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <location line="+0" />
        <source>stops hopeless trials</source>
        <translation>停止无望的试验</translation>
    </message>
</context>
<context>
    <name>cw::ui::Screenshot</name>
    <message>
        <location filename="../../ui/frame/screenshot.cpp" line="+68" />
        <source>%1: the picture could not be written</source>
        <translation>%1：无法写入图片</translation>
    </message>
</context>
<context>
    <name>cw::ui::SearchPage</name>
    <message>
        <location filename="../../ui/pages/search_page.h" line="+32" />
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../ui/pages/search_page.cpp" line="+150" />
        <source>Changed since it was saved</source>
        <translation>保存后已更改</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <location line="+91" />
        <source>Open a search</source>
        <translation>打开搜索</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Searches (*.cwsearch);;All files (*)</source>
        <translation>搜索 (*.cwsearch);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+16" />
        <source>Save the search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Searches (*.cwsearch)</source>
        <translation>搜索 (*.cwsearch)</translation>
    </message>
    <message>
        <location line="+88" />
        <source>new search</source>
        <translation>新搜索</translation>
    </message>
</context>
<context>
    <name>cw::ui::SettingsForm</name>
    <message>
        <location filename="../../ui/widgets/settings_form.cpp" line="+44" />
        <location line="+55" />
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <location line="-55" />
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <location line="+18" />
        <source>From %1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <location line="+2" />
        <source>From %1</source>
        <translation>不小于 %1</translation>
    </message>
    <message>
        <location line="+7" />
        <source>default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <location line="+88" />
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <location line="+103" />
        <source>fewer settings</source>
        <translation>收起设置</translation>
    </message>
    <message numerus="yes">
        <location line="+0" />
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>另有 %n 项设置</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceSection</name>
    <message>
        <location filename="../../ui/pages/search/space_section.cpp" line="+46" />
        <location line="+8" />
        <source>Space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="-8" />
        <source>what is searched</source>
        <translation>搜索的对象</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Open file …</source>
        <translation>打开文件 …</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Open in Design</source>
        <translation>在设计页打开</translation>
    </message>
    <message>
        <location line="+44" />
        <source>Open a space</source>
        <translation>打开搜索空间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Spaces and tables (*.cwspace *.csv *.csv.gz);;All files (*)</source>
        <translation>搜索空间与表格 (*.cwspace *.csv *.csv.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+17" />
        <source>%1 (in the search file)</source>
        <translation>%1（在搜索文件中）</translation>
    </message>
    <message>
        <location line="+1" />
        <source>in the search file</source>
        <translation>在搜索文件中</translation>
    </message>
    <message>
        <location line="+32" />
        <source>decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+2" />
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="+2" />
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1" />
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceView</name>
    <message>
        <location filename="../../ui/canvas/space_view.cpp" line="+22" />
        <source>Drawing of the search space</source>
        <translation>搜索空间图</translation>
    </message>
    <message>
        <location line="+16" />
        <location line="+17" />
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <location line="-1" />
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Show all (Home)</source>
        <translation>显示全部 (Home)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <location line="+59" />
        <source>This space has decisions but no blocks to draw.</source>
        <translation>此搜索空间有决策，但没有可绘制的块。</translation>
    </message>
</context>
<context>
    <name>cw::ui::SplitBar</name>
    <message>
        <location filename="../../ui/widgets/split_bar.cpp" line="+25" />
        <source>train %1, valid %2, test %3</source>
        <translation>训练 %1，验证 %2，测试 %3</translation>
    </message>
    <message>
        <location line="+42" />
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <location line="+1" />
        <source>stratified</source>
        <translation>分层</translation>
    </message>
    <message>
        <location line="+8" />
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+1" />
        <source>valid</source>
        <translation>验证</translation>
    </message>
    <message>
        <location line="+1" />
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location line="+0" />
        <source>%1, never used in a search</source>
        <translation>%1，搜索中从不使用</translation>
    </message>
</context>
<context>
    <name>cw::ui::StageStrip</name>
    <message>
        <location filename="../../ui/canvas/stage_strip.cpp" line="+20" />
        <source>Stages of the network</source>
        <translation>网络的各阶段</translation>
    </message>
</context>
<context>
    <name>cw::ui::StatusBar</name>
    <message>
        <location filename="../../ui/frame/status_bar.cpp" line="+57" />
        <location line="+143" />
        <source>No active run</source>
        <translation>没有活动的运行</translation>
    </message>
    <message>
        <location line="-94" />
        <source>Stop the run; it can be resumed</source>
        <translation>停止运行；可以恢复</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+20" />
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+0" />
        <source>ETA</source>
        <translation>剩余</translation>
    </message>
    <message>
        <location line="+32" />
        <source>cpu  %1 of %2 slots</source>
        <translation>cpu  已用 %1 / %2 个槽位</translation>
    </message>
    <message numerus="yes">
        <location line="+1" />
        <source>cpu  %n slot(s) free</source>
        <translation>
            <numerusform>cpu  %n 个空闲槽位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+7" />
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <location line="+10" />
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+9" />
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location line="+2" />
        <source>+%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <location line="+1" />
        <location line="+1" />
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <location line="-1" />
        <source>Pause after the current batch</source>
        <translation>在当前批次后暂停</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Starting …</source>
        <translation>正在启动 …</translation>
    </message>
</context>
<context>
    <name>cw::ui::StrategySection</name>
    <message>
        <location filename="../../ui/pages/search/method_section.cpp" line="-18" />
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+0" />
        <source>proposes candidates</source>
        <translation>提出候选</translation>
    </message>
</context>
<context>
    <name>cw::ui::TopBar</name>
    <message>
        <location filename="../../ui/frame/top_bar.cpp" line="+19" />
        <source>Type a command or find …</source>
        <translation>输入命令或查找 …</translation>
    </message>
    <message>
        <location line="+12" />
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialsModel</name>
    <message>
        <location filename="../../ui/pages/runs/trials_model.cpp" line="+47" />
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <location filename="../../ui/pages/runs/trials_model_text.cpp" line="+144" />
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1" />
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Parent</source>
        <translation>父代</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>cw::ui::WindowActions</name>
    <message>
        <location filename="../../ui/frame/window_actions.cpp" line="+73" />
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location line="+7" />
        <source>&amp;New search</source>
        <translation>新建搜索(&amp;N)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Open search …</source>
        <translation>打开搜索(&amp;O) …</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Save search …</source>
        <translation>保存搜索(&amp;S) …</translation>
    </message>
    <message>
        <location line="+2" />
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location line="+14" />
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <location line="+2" />
        <source>&amp;Find or do …</source>
        <translation>查找或执行(&amp;F) …</translation>
    </message>
    <message>
        <location line="+7" />
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location line="+13" />
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <location line="+2" />
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <location line="+6" />
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <location line="+20" />
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <location line="+13" />
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Launch</source>
        <translation>启动(&amp;L)</translation>
    </message>
    <message>
        <location line="+4" />
        <source>&amp;Copy as command line</source>
        <translation>复制为命令行(&amp;C)</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <location line="+7" />
        <source>&amp;Pause the run</source>
        <translation>暂停运行(&amp;P)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Stop the run</source>
        <translation>停止运行(&amp;S)</translation>
    </message>
    <message>
        <location line="+2" />
        <location line="+51" />
        <source>&amp;Resume the last interrupted run</source>
        <translation>恢复上次中断的运行(&amp;R)</translation>
    </message>
    <message>
        <location line="-43" />
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Help pages</source>
        <translation>帮助页面(&amp;H)</translation>
    </message>
    <message>
        <location line="+5" />
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;About Cellwright</source>
        <translation>关于 Cellwright(&amp;A)</translation>
    </message>
    <message>
        <location line="+31" />
        <source>&amp;Resume run %1</source>
        <translation>恢复运行 %1(&amp;R)</translation>
    </message>
</context>
<context>
    <name>cw::ui::WorkersChart</name>
    <message>
        <location filename="../../ui/pages/runs/workers_chart.cpp" line="+37" />
        <source>Workers over time</source>
        <translation>工作线程时间线</translation>
    </message>
    <message>
        <location line="+110" />
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <location line="+9" />
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <location line="+19" />
        <source>Bars appear here when a worker takes the first trial.</source>
        <translation>工作线程开始第一个试验后，这里会出现条形。</translation>
    </message>
    <message>
        <location line="+14" />
        <source>slot %1</source>
        <translation>槽位 %1</translation>
    </message>
    <message>
        <location line="+45" />
        <source>trial %1 · %2 · %3</source>
        <translation>试验 %1 · %2 · %3</translation>
    </message>
</context>
</TS>
