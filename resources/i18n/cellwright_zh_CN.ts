<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArchitectureGraph</name>
    <message>
        <location filename="../../ui/canvas/architecture_graph.cpp" line="+66"/>
        <source>%1
output %2
params %3, MACs %4</source>
        <translation>%1
输出 %2
参数量 %3，MACs %4</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>was %1</source>
        <translation>原为 %1</translation>
    </message>
    <message>
        <location line="+42"/>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <location line="+22"/>
        <location line="+41"/>
        <location line="+6"/>
        <source>output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <location line="-23"/>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>out</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>BlockOffers</name>
    <message>
        <location filename="../../ui/document/block_offers.cpp" line="+45"/>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Linear</source>
        <translation>线性层</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Merging and regularisation</source>
        <translation>合并与正则化</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Identity and zero</source>
        <translation>恒等与零</translation>
    </message>
    <message>
        <location line="+51"/>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>One of several alternatives, each an op or a sub-graph.</source>
        <translation>多个备选项之一，每个为一个操作或子图。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>A block that may be left out.</source>
        <translation>可以省略的块。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A block several times in a row; how often may be searched.</source>
        <translation>将一个块连续重复多次；次数可参与搜索。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Inputs</source>
        <translation>输入选取</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Takes some of the outputs that lead to it and merges them.</source>
        <translation>从连到它的输出中选取若干个并合并。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Merge node</source>
        <translation>合并节点</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>A node that sums or concatenates what leads to it.</source>
        <translation>对连到它的各项求和或拼接的节点。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Recurrent layer</source>
        <translation>循环层</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A recurrent layer whose cell is drawn: nodes of one function and one predecessor each.</source>
        <translation>单元由图绘出的循环层：每个节点各有一个函数和一个前驱。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Settings of the training, searched together with the network.</source>
        <translation>与网络一同搜索的训练设置。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Where an input of the graph arrives.</source>
        <translation>图的输入处。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Where the output of the graph leaves.</source>
        <translation>图的输出处。</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Cells of this space</source>
        <translation>此搜索空间的单元</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>A use of this cell; all uses share its decisions.</source>
        <translation>此单元的一次使用；所有使用处共享其决策。</translation>
    </message>
</context>
<context>
    <name>BlockWords</name>
    <message>
        <location filename="../../ui/pages/design/inspector/block_words.cpp" line="+24"/>
        <source>takes %1 to %2 of its inputs</source>
        <translation>取其输入中的 %1 至 %2 个</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>takes %n of its inputs</source>
        <translation>
            <numerusform>取其输入中的 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <location line="+5"/>
        <source>concatenates what arrives</source>
        <translation>拼接各输入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>takes the mean of what arrives</source>
        <translation>对到达的各项取均值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>sums what arrives</source>
        <translation>将各输入相加</translation>
    </message>
    <message>
        <location line="+61"/>
        <source>one of %1 alternatives, 1 decision</source>
        <translation>%1 个备选之一，1 个决策</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 to %2 copies, 1 decision</source>
        <translation>%1 到 %2 个副本，1 个决策</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n copies in a row</source>
        <translation>
            <numerusform>连续 %n 个副本</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>a use of the cell %1</source>
        <translation>单元 %1 的一次使用</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>there or left out, 1 decision</source>
        <translation>保留或省略，1 个决策</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>a recurrent layer with this cell</source>
        <translation>以此单元构成的循环层</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>settings of the training, searched with the network</source>
        <translation>与网络一同搜索的训练设置</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>where the graph&apos;s input arrives</source>
        <translation>图的输入处</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>alternative %1 of %2 in %3</source>
        <translation>%3 中的备选 %1 / %2</translation>
    </message>
</context>
<context>
    <name>CanvasClipboard</name>
    <message>
        <location filename="../../ui/canvas/canvas_clipboard.cpp" line="+41"/>
        <source>There is nothing on the clipboard that can be pasted.</source>
        <translation>剪贴板上没有可以粘贴的内容。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What is on the clipboard is too large to be pasted: %1 MB, at most %2 MB.</source>
        <translation>剪贴板上的内容过大，无法粘贴：%1 MB，最多 %2 MB。</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <location filename="../../ui/widgets/catalogue_words.cpp" line="+10"/>
        <source>Random search</source>
        <translation>随机搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draws every candidate from the whole space, with replacement: the baseline for all others.</source>
        <translation>从整个搜索空间中有放回地抽取每个候选：其他所有策略的基线。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Regularized evolution</source>
        <translation>正则化进化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Aging evolution: changes one decision of the best of a random sample; the oldest member dies.</source>
        <translation>老化进化：修改随机样本中最优者的一个决策；最老的成员淘汰。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Population</source>
        <translation>种群</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Members alive at once; as many first trials are random. For fewer than 100 trials take a third of them.</source>
        <translation>同时存活的成员数；最初同样多的试验是随机的。试验少于 100 个时，取其三分之一。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Members drawn, the best of which becomes the parent; more is greedier. At most the population.</source>
        <translation>抽取的成员数，其中最优者成为父代；越多越贪心。不超过种群大小。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Tree-structured Parzen estimator</source>
        <translation>树结构 Parzen 估计器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draws near the best trials and proposes what is likely among them and unlikely among the others.</source>
        <translation>在最优试验附近抽样，提出在其中常见而在其余试验中少见的候选。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Joint density</source>
        <translation>联合密度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>One density over all decisions, which learns what goes well together; off: decision by decision.</source>
        <translation>用一个覆盖所有决策的密度，可学到哪些取值搭配良好；关闭时逐个决策处理。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>First trials at random</source>
        <translation>起始随机试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>So many trials must have been told before the densities are used.</source>
        <translation>至少得到这么多试验结果之后才使用密度。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draws per proposal</source>
        <translation>每次提议的抽样数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>So many candidates are drawn from the good density and the best of them is proposed; more is greedier.</source>
        <translation>从优良密度中抽取这么多候选，并提出其中最好的一个；越多越贪心。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Share of good trials</source>
        <translation>优良试验比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>This part of the trials, the best of them, makes the good density.</source>
        <translation>最好的这部分试验构成优良密度。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most good trials</source>
        <translation>优良试验上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The good density is made of at most so many trials.</source>
        <translation>优良密度最多由这么多试验构成。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Weight of the prior</source>
        <translation>先验权重</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How much the uniform density counts beside one trial; more explores more.</source>
        <translation>均匀密度相当于多少个试验；越大探索越多。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials remembered</source>
        <translation>记住的试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The densities are made of at most so many trials: the best quarter and the newest of the others.</source>
        <translation>密度最多由这么多试验构成：最好的四分之一，以及其余中最新的。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Allow repeats</source>
        <translation>允许重复</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Propose a candidate again whose result is known already, as in the papers; it counts as a trial.</source>
        <translation>像论文中那样，可再次提出结果已知的候选；计为一次试验。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>trials</source>
        <translation>个试验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Grid search</source>
        <translation>网格搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every candidate once, in random order; continuous decisions take a few values evenly apart.</source>
        <translation>每个候选恰好一次，顺序随机；连续决策取若干等距的值。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Values that a continuous decision takes, evenly apart, both ends among them; 1: the middle.</source>
        <translation>连续决策所取的等距值的个数，包含两端；1 表示中点。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Sobol sequence</source>
        <translation>Sobol 序列</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Spreads candidates evenly over the space, more evenly than random draws; results do not matter.</source>
        <translation>将候选均匀铺满空间，比随机抽取更均匀；与结果无关。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Local search</source>
        <translation>局部搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hill climbing: tries every neighbour, moves to the best while that is better, then starts again at random.</source>
        <translation>爬山：尝试所有邻居，只要更好就移到最好的一个，然后从随机处重新开始。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Genetic algorithm</source>
        <translation>遗传算法</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Crosses and changes good candidates; a better child takes the place of the worst member.</source>
        <translation>对优秀候选做交叉和变异；更好的子代取代最差的成员。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Best candidates kept as parents; as many first trials are random. At most a third of the budget.</source>
        <translation>作为父代保留的最优候选数；最初同样多的试验是随机的。至多为预算的三分之一。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Crossover</source>
        <translation>交叉</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of children with two parents; the others start as a copy of one.</source>
        <translation>有两个父代的子代所占比例；其余从一个父代的副本开始。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Mutation</source>
        <translation>变异</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Chance of each further change to a child: 0.5 makes one on average.</source>
        <translation>对子代再做一次修改的概率：0.5 平均修改一次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>NSGA-II</source>
        <translation>NSGA-II 多目标遗传算法</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Evolves a Pareto front of several objectives: better fronts survive, and in a front the lonely.</source>
        <translation>演化多个目标的帕累托前沿：更好的前沿存活，同一前沿中保留稀疏处的成员。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Parents kept; as many first trials are random. Wants to hold the whole front.</source>
        <translation>保留的父代数；最初同样多的试验是随机的。应能容纳整个前沿。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Bandit per decision</source>
        <translation>逐决策老虎机</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Learns for every decision by itself which alternative does well: Thompson sampling, UCB1 or EXP3.</source>
        <translation>对每个决策单独学习哪个选项表现好：汤普森采样、UCB1 或 EXP3。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Policy</source>
        <translation>选取方式</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How an alternative is chosen: by a draw from what is believed of it, by the upper bound of its mean reward, or by weights that survive rewards of any kind.</source>
        <translation>选项如何选取：按对它的信念抽样、按平均奖励的上界，或按能应对任何奖励的权重。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Uniform share</source>
        <translation>均匀占比</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Part of all choices made at random; 0 trusts what was learnt alone.</source>
        <translation>随机做出的选择所占比例；0 表示只相信学到的内容。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Results after which an older one counts 1/e; what suits a decision changes with the others.</source>
        <translation>经过多少个结果后，旧结果只计 1/e；适合一个决策的选项会随其他决策而变。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Redraws</source>
        <translation>重抽次数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How often a candidate proposed before, or forbidden, is drawn again.</source>
        <translation>候选若已提出过或被禁止，最多重新抽取多少次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Q-learning</source>
        <translation>Q 学习</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>MetaQNN: builds a candidate choice by choice and learns what every choice is worth after the last.</source>
        <translation>MetaQNN：逐个选择地构造候选，并学习每个选择在前一选择之后的价值。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Exploration</source>
        <translation>探索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Results before anything learnt is used; then the part of random choices is this divided by the results.</source>
        <translation>在使用学到的内容之前的结果数；此后随机选择的比例为该数除以结果数。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Least chance</source>
        <translation>最小概率</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Part of all choices that stays random for ever.</source>
        <translation>始终保持随机的选择所占比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Earlier choices</source>
        <translation>之前的选择</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How many choices before it the worth of a choice depends on; 0: none, 64: all.</source>
        <translation>一个选择的价值取决于它之前的多少个选择；0：不取决，64：全部。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How far one result moves what a choice is worth.</source>
        <translation>一个结果对选择价值的改变幅度。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Earlier results learnt once more after each new one.</source>
        <translation>每个新结果之后再次学习的旧结果数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Replay memory</source>
        <translation>回放记忆</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Newest results kept for replays; rewards are ranks among them.</source>
        <translation>为回放保留的最新结果数；奖励是在其中的名次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most states</source>
        <translation>状态上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>States whose choices are learnt; later ones stay at chance. Matters with many earlier choices only.</source>
        <translation>学习其选择的状态数；之后出现的状态保持随机。仅在取决于许多之前的选择时有影响。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Monte Carlo tree search</source>
        <translation>蒙特卡洛树搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>UCT over the tree of choices: goes where results were good or few, and completes at random.</source>
        <translation>在选择树上使用 UCT：走向结果好或结果少的地方，其余随机补全。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Weight of the bonus for choices seldom made, against mean rewards from 0 to 1.</source>
        <translation>少做的选择的奖励项权重，相对于 0 到 1 的平均奖励。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most nodes</source>
        <translation>节点上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The tree stops growing there; what it holds is still learnt.</source>
        <translation>树到此停止生长；其中已有的部分仍继续学习。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Newest results among which a new one is ranked for its reward.</source>
        <translation>新结果在最新的多少个结果中排名以得到奖励。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Univariate marginals (UMDA)</source>
        <translation>单变量边缘分布（UMDA）</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draws every decision from how often its alternatives occur among the best candidates so far.</source>
        <translation>按各选项在迄今最优候选中出现的频率抽取每个决策。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Best candidates kept; as many first trials are random. At most a third of the budget.</source>
        <translation>保留的最优候选数；最初同样多的试验是随机的。至多为预算的三分之一。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Selected</source>
        <translation>选取比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of the population that the model is taken from; less is greedier.</source>
        <translation>用来建立模型的种群比例；越小越贪婪。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How often every alternative counts as seen beside the selected ones; 0 loses alternatives for good.</source>
        <translation>除选中者外，每个选项额外计为出现的次数；0 会使选项永久丢失。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every decision also looks at the one before it.</source>
        <translation>每个决策还参考它前一个决策。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Population-based learning (PBIL)</source>
        <translation>基于种群的增量学习（PBIL）</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draws from a table of probabilities that moves towards the best of every few results.</source>
        <translation>从概率表中抽取；概率表每隔若干结果就向其中最优者移动。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Batch</source>
        <translation>批</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Results after which the table moves towards the best of them.</source>
        <translation>累积多少结果后，概率表向其中最优者移动。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How far the table moves: 0 stays, 1 repeats the best.</source>
        <translation>概率表移动的幅度：0 不动，1 重复最优者。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How far the table also moves back to even odds; keeps every alternative possible.</source>
        <translation>概率表同时向均匀概率回退的幅度；使每个选项都保持可能。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>BANANAS</source>
        <translation>BANANAS 预测器搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Changes the best trials and proposes what an ensemble of small neural predictors likes best.</source>
        <translation>修改最优试验，并提出由小型神经预测器集成最看好的候选。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>So many trials must have been told before the networks are trained.</source>
        <translation>至少得到这么多试验结果之后才训练网络。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Networks</source>
        <translation>网络数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Predictors that are trained on the same trials; where they disagree, more is tried.</source>
        <translation>在相同试验上训练的预测器；它们意见不一之处会尝试更多。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Neurons in each of the two hidden layers of a network.</source>
        <translation>网络两个隐藏层中每层的神经元数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How often a network sees every trial when it is trained.</source>
        <translation>训练时网络遍历每个试验的次数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Parents</source>
        <translation>父代数</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The networks are trained on at most so many trials: the best quarter and the newest of the others.</source>
        <translation>网络最多在这么多试验上训练：最好的四分之一，以及其余中最新的。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Growth between trainings</source>
        <translation>两次训练间的增长</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The networks are trained anew when the number of trials has grown by this factor.</source>
        <translation>试验数增长到此倍数时重新训练网络。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Gaussian process</source>
        <translation>高斯过程</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Bayesian optimisation: asks where a Gaussian process over all decisions expects the most.</source>
        <translation>贝叶斯优化：在覆盖所有决策的高斯过程预期收益最大之处提出候选。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Initial trials</source>
        <translation>初始试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>So many first candidates are drawn at random before the model chooses.</source>
        <translation>在模型作出选择之前，最先的这么多个候选是随机抽取的。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Active set</source>
        <translation>活动集</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most trials that the model is fitted on: the best quarter and the newest others. More is slower.</source>
        <translation>用于拟合模型的试验数上限：保留最好的四分之一和其余中最新的。越大越慢。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Refit growth</source>
        <translation>重新拟合增长率</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Targets</source>
        <translation>目标变换</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What the model learns: normal scores of ranks, the values themselves, or logarithms of the distance to the best.</source>
        <translation>模型学习的内容：秩的正态得分、数值本身，或与最佳值之差的对数。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Acquisition</source>
        <translation>采集函数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What is maximised: expected improvement, or an upper confidence bound.</source>
        <translation>要最大化的量：期望改进，或置信上界。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Kappa</source>
        <translation>κ 系数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the upper confidence bound: deviations above the mean; more explores more.</source>
        <translation>用于置信上界：高于均值的标准差倍数；越大探索越多。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Pending trials</source>
        <translation>等待中的试验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>While results are awaited: pretend that they are middling, or ask the best of one function drawn from the model (Thompson).</source>
        <translation>在等待结果期间：假定它们表现中等，或取从模型抽取的一个函数的最优点（Thompson 采样）。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The model is fitted anew when the number of results has grown by this factor.</source>
        <translation>结果数每增长到这个倍数时，重新拟合模型。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Random forest (SMAC)</source>
        <translation>随机森林（SMAC）</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Bayesian optimisation: asks where a random forest over all decisions expects the most.</source>
        <translation>贝叶斯优化：在覆盖所有决策的随机森林预期收益最大之处提出候选。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Trees</source>
        <translation>树的数量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the forest; more are slower and surer.</source>
        <translation>森林中的树；越多越慢，也越可靠。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Fewest trials to split</source>
        <translation>最少分裂试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share at random</source>
        <translation>随机比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>So many of the candidates are drawn at random, in case the forest is mistaken.</source>
        <translation>以此比例随机抽取候选，以防森林判断有误。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Smaller groups of trials stay together in a leaf; more is smoother and explores more.</source>
        <translation>更小的试验组留在同一叶节点中；数值越大越平滑，探索也越多。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Size of the controller&apos;s LSTM and of its embeddings.</source>
        <translation>控制器的 LSTM 及其嵌入的大小。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of Adam, for the controller&apos;s weights; lower learns more slowly and forgets less.</source>
        <translation>Adam 更新控制器权重的学习率；越小学得越慢，忘得也越少。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Results that make a step of learning.</source>
        <translation>构成一步学习的结果数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Entropy bonus</source>
        <translation>熵奖励</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Weight of the evenness of every choice (1 when uniform) against the reward; keeps exploring.</source>
        <translation>每个选择的均匀程度（均匀时为 1）相对奖励的权重；使搜索保持探索。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Baseline decay</source>
        <translation>基线衰减</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Part of the moving average of rewards that stays at a step; what is better than it is reinforced.</source>
        <translation>每一步中奖励滑动平均保留的部分；比它更好的会被强化。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>REINFORCE controller</source>
        <translation>REINFORCE 控制器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A recurrent network draws candidates choice by choice and reinforces what did better than usual.</source>
        <translation>循环网络逐个选择地抽取候选，并强化比平常更好的选择。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>PPO controller</source>
        <translation>PPO 控制器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A recurrent network draws candidates choice by choice; steps that change it too much are clipped.</source>
        <translation>循环网络逐个选择地抽取候选；变化过大的步骤会被截断。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Epochs per batch</source>
        <translation>每批轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Steps of learning that every batch of results is used for.</source>
        <translation>每批结果用于学习的步数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Clip</source>
        <translation>截断</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How far a batch may change the probability of a choice, as a part of it.</source>
        <translation>一批结果可使一个选择的概率改变的幅度，占其自身的比例。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Benchmark table</source>
        <translation>基准表格</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Looks candidates up in a published benchmark (CSV or CSV.gz with d: and m: columns).</source>
        <translation>在已发表的基准中查询候选（带 d: 和 m: 列的 CSV 或 CSV.gz）。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Path of the benchmark: CSV or CSV.gz with columns d:&lt;decision&gt; and m:&lt;metric&gt;.</source>
        <translation>基准的路径：带有 d:&lt;决策&gt; 和 m:&lt;指标&gt; 列的 CSV 或 CSV.gz。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Time metric</source>
        <translation>时间指标</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Metric that holds the training time in seconds; empty when the table has none.</source>
        <translation>以秒为单位记录训练时间的指标；表格中没有时留空。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Train from scratch</source>
        <translation>从头训练</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trains every candidate from new weights at the fidelity and measures it on held-out samples.</source>
        <translation>按给定保真度用新权重训练每个候选，并在留出的样本上测量。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Samples per training step; the rest of an epoch that fills no batch is left out.</source>
        <translation>每个训练步的样本数；一轮中不足一批的剩余部分会被略去。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>samples</source>
        <translation>个样本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How weights follow their gradients; adam, adamw and rmsprop want a learning rate near 0.001.</source>
        <translation>权重如何随梯度变化；adam、adamw 和 rmsprop 需要约 0.001 的学习率。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Of the first step; the schedule lowers it.</source>
        <translation>第一步的学习率；随后按调度降低。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Of sgd and rmsprop: the part of the last step that the next one keeps.</source>
        <translation>用于 sgd 和 rmsprop：下一步保留上一步的比例。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Of sgd: looks one momentum step ahead.</source>
        <translation>用于 sgd：向前多看一个动量步。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Part of each weight added to its gradient; with adamw taken off the weight itself.</source>
        <translation>加到梯度上的权重比例；使用 adamw 时直接从权重中减去。</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Fewest validation samples</source>
        <translation>最少验证样本数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The validation samples are cut by the fidelity `data` as the training samples are, but not below this number (or all there are): else judging would cost more than a short training.</source>
        <translation>验证样本与训练样本一样按保真度 `data` 缩减，但不少于此数（或全部样本）：否则评判会比短训练更费时。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Norms measured anew</source>
        <translation>重新测量归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Before a network is judged, the mean and deviation of its batch norms are measured anew over so many training batches. Running averages, which 0 keeps, lag behind weights that still change fast: the accuracy then jumps from epoch to epoch, and short trainings rank candidates badly.</source>
        <translation>评判网络之前，用这么多批训练样本重新测量其批归一化的均值与标准差。0 表示保留滑动平均，它跟不上仍在快速变化的权重：准确率会在各轮之间跳动，短训练对候选的排序也不可靠。</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <location line="-47"/>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <location line="+44"/>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <location line="-38"/>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location line="-78"/>
        <source>So many of the best trials are changed, twenty times each, to find what to propose.</source>
        <translation>对这么多个最优试验各修改二十次，以寻找要提出的候选。</translation>
    </message>
    <message>
        <location line="+81"/>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Part of the target spread evenly over all classes.</source>
        <translation>均匀分配给所有类别的目标比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Gradient limit</source>
        <translation>梯度上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Longer gradients are shortened to this norm, as recurrent networks need it; 0 for no limit.</source>
        <translation>范数更大的梯度会缩短到此值，循环网络需要它；0 表示不限制。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Training images are shifted by up to so many pixels each way, black comes in; 4 for CIFAR-10.</source>
        <translation>训练图像向各方向最多平移这么多像素，空出处为黑色；CIFAR-10 用 4。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every other training image is mirrored left to right.</source>
        <translation>每两张训练图像中有一张左右镜像。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cutout</source>
        <translation>随机遮挡</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Side of a square at a random place of each training image that is blanked out; 16 for CIFAR-10.</source>
        <translation>在每张训练图像随机位置遮去的正方形边长；CIFAR-10 用 16。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Validation part</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Part of the training split held out to judge candidates.</source>
        <translation>从训练部分留出用于评判候选的比例。</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Chain CNN</source>
        <translation>链式 CNN</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1-d CNN</source>
        <translation>一维 CNN</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Multi-branch CNN</source>
        <translation>多分支 CNN</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Multi-layer perceptron</source>
        <translation>多层感知机</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>DARTS recurrent cell</source>
        <translation>DARTS 循环单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Transformer</source>
        <translation>Transformer 网络</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every trial gets the whole fidelity of the run.</source>
        <translation>每个试验都使用运行的全部保真度。</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/catalogue_op_words.cpp" line="+9"/>
        <source>Conv</source>
        <translation>卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A 2-d convolution with &quot;same&quot; padding, then optional norm and activation.</source>
        <translation>采用 &quot;same&quot; 填充的二维卷积，之后可选归一化与激活。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Height and width of the window.</source>
        <translation>窗口的高和宽。</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/catalogue_words.cpp" line="-33"/>
        <location filename="../../ui/widgets/catalogue_op_words.cpp" line="+1"/>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/catalogue_op_words.cpp" line="+1"/>
        <source>Filters</source>
        <translation>滤波器数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Output channels; 0 keeps those of the input.</source>
        <translation>输出通道数；0 表示与输入相同。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Distance between neighbouring windows; 2 halves height and width.</source>
        <translation>相邻窗口之间的距离；2 使高和宽减半。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dilation</source>
        <translation>空洞率</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Distance between the taps of the kernel.</source>
        <translation>卷积核各采样点之间的距离。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Groups</source>
        <translation>分组数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Channels are convolved in that many separate groups.</source>
        <translation>通道分成这么多组，各组分别卷积。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether each output has an additive weight.</source>
        <translation>每个输出是否带有加性权重。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Norm</source>
        <translation>归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Normalisation after the convolution.</source>
        <translation>卷积之后的归一化。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Function applied at the end.</source>
        <translation>最后施加的函数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>ReLU, conv, batch norm</source>
        <translation>ReLU、卷积、批归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>ReLU, a convolution without bias, and batch norm as one op.</source>
        <translation>ReLU、无偏置卷积与批归一化合为一个操作。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Separable conv</source>
        <translation>可分离卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Twice ReLU, depthwise and pointwise convolution and batch norm; the first takes the stride.</source>
        <translation>ReLU、逐深度卷积、逐点卷积与批归一化，重复两次；步幅用于第一次。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Dilated separable conv</source>
        <translation>空洞可分离卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>ReLU, dilated depthwise convolution, pointwise convolution and batch norm.</source>
        <translation>ReLU、空洞逐深度卷积、逐点卷积与批归一化。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1x7-7x1 conv</source>
        <translation>1x7-7x1 卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>ReLU, a convolution along the width, one along the height, and batch norm.</source>
        <translation>ReLU、一个沿宽度的卷积、一个沿高度的卷积，以及批归一化。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Length of both windows.</source>
        <translation>两个窗口的长度。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Residual block</source>
        <translation>残差块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Two 3x3 convolutions with batch norm beside a shortcut, which is a 1x1 convolution where the shape changes.</source>
        <translation>两个带批归一化的 3x3 卷积与一条捷径并联；形状改变时捷径为 1x1 卷积。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Bottleneck block</source>
        <translation>瓶颈块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1x1, 3x3 and 1x1 convolutions with batch norm beside a shortcut; the 3x3 takes the stride and has fewer channels.</source>
        <translation>带批归一化的 1x1、3x3、1x1 卷积与一条捷径并联；3x3 卷积承担步幅且通道较少。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Expansion</source>
        <translation>扩张倍数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Output channels for each channel of the 3x3 convolution.</source>
        <translation>3x3 卷积的每个通道对应的输出通道数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Inverted bottleneck</source>
        <translation>倒置瓶颈</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A 1x1 convolution to many channels, a depthwise one and a 1x1 one to few, with batch norm; the input is added where the shape stays.</source>
        <translation>先用 1x1 卷积扩展通道，再用逐深度卷积，最后用 1x1 卷积收缩通道，均带批归一化；形状不变时加上输入。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Expand</source>
        <translation>扩展</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Channels of the depthwise convolution for each channel of the input; 1 leaves the first convolution out.</source>
        <translation>输入的每个通道对应的逐深度卷积通道数；1 表示省去第一个卷积。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Squeeze-excite</source>
        <translation>压缩-激励</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hidden channels of the squeeze-excite part, as a share; 0 leaves it out.</source>
        <translation>压缩-激励部分的隐藏通道所占比例；0 表示省去该部分。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Squeeze-excite style</source>
        <translation>压缩-激励方式</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The share is of the input&apos;s channels with SiLU and sigmoid, or of the expanded ones, a multiple of 8, with ReLU and hard sigmoid.</source>
        <translation>比例相对于输入通道（用 SiLU 与 sigmoid），或相对于扩展后的通道并取 8 的倍数（用 ReLU 与 hard sigmoid）。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Fire module</source>
        <translation>Fire 模块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A 1x1 convolution to few channels, then 1x1 and 3x3 convolutions side by side, each with ReLU.</source>
        <translation>先用 1x1 卷积压缩通道，再并列 1x1 与 3x3 卷积，各带 ReLU。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Squeeze</source>
        <translation>压缩</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Channels between the convolutions.</source>
        <translation>卷积之间的通道数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Channels of each of the two last convolutions; the output has twice as many.</source>
        <translation>最后两个卷积各自的通道数；输出通道数为其两倍。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Residual reduction</source>
        <translation>残差降采样</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Halves height and width: two 3x3 convolutions beside an average pool with a 1x1 convolution.</source>
        <translation>高和宽减半：两个 3x3 卷积与平均池化加 1x1 卷积并联。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Factorised reduction</source>
        <translation>分解降采样</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Halves height and width: ReLU, two 1x1 convolutions that take the even and the odd pixels, batch norm.</source>
        <translation>高和宽减半：ReLU、分别取偶数像素和奇数像素的两个 1x1 卷积、批归一化。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Brings the first input to the size of the second: a factorised reduction where it is twice as high, else ReLU, 1x1 convolution and batch norm.</source>
        <translation>把第一个输入变为第二个输入的大小：若其高度为两倍则用分解降采样，否则用 ReLU、1x1 卷积与批归一化。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Output channels; 0: those of the second input.</source>
        <translation>输出通道数；0 表示与第二个输入相同。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Average pool</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The mean over a window; the size stays with stride 1 and an odd kernel.</source>
        <translation>窗口内的平均值；步幅为 1 且窗口为奇数时大小不变。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Count padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether the zeros around the image count in the mean.</source>
        <translation>图像四周填充的零是否计入平均值。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Max pool</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The largest value of a window.</source>
        <translation>窗口内的最大值。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Global pool</source>
        <translation>全局池化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The mean or maximum over all positions: one number per channel.</source>
        <translation>所有位置上的平均值或最大值：每个通道一个数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether each channel&apos;s mean or maximum is taken.</source>
        <translation>取每个通道的平均值还是最大值。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Each channel to mean 0 and variance 1 over the batch, then scaled and shifted.</source>
        <translation>在批次上把每个通道变为均值 0、方差 1，再缩放和平移。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether scale and shift are learned.</source>
        <translation>是否学习缩放和平移。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The channels of each position to mean 0 and variance 1, then scaled and shifted.</source>
        <translation>把每个位置的各通道变为均值 0、方差 1，再缩放和平移。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Group norm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The channels of a group, over all positions, to mean 0 and variance 1, then scaled and shifted.</source>
        <translation>把一组通道在所有位置上变为均值 0、方差 1，再缩放和平移。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Number of groups; must divide the channels.</source>
        <translation>组数；必须能整除通道数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>An elementwise function.</source>
        <translation>逐元素函数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Which function.</source>
        <translation>哪个函数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Squeeze and excite</source>
        <translation>压缩与激励</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Scales each channel by what two small layers make of the means of all channels.</source>
        <translation>用两个小型层根据所有通道的平均值算出的系数缩放每个通道。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Channels between the two layers, as a share of the input&apos;s.</source>
        <translation>两层之间的通道数占输入通道数的比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Linear</source>
        <translation>线性层</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A fully connected layer with optional activation; on a sequence at every step.</source>
        <translation>全连接层，可选激活；对序列则作用于每一步。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Features</source>
        <translation>特征数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Number of outputs; 0: the classes of the data set.</source>
        <translation>输出个数；0 表示数据集的类别数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Classifier head</source>
        <translation>分类头</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Mean over all positions and a linear layer to the classes, or at every step in a language model; norm and ReLU before it where wanted.</source>
        <translation>对所有位置取平均后用线性层得到各类别，语言模型则在每一步进行；之前可选归一化与 ReLU。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What comes first: batch norm with ReLU, layer norm, or nothing; auto: batch norm with ReLU on images.</source>
        <translation>最先进行什么：批归一化加 ReLU、层归一化，或无；auto：对图像用批归一化加 ReLU。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>An image [C,H,W] as one vector [C*H*W], a sequence [T,F] as [T*F].</source>
        <translation>把图像 [C,H,W] 变为一个向量 [C*H*W]，把序列 [T,F] 变为 [T*F]。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sets random values to zero, in training only.</source>
        <translation>仅在训练时把随机的值置零。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of the values that become zero.</source>
        <translation>被置零的值所占的比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Drop path</source>
        <translation>随机丢弃路径</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sets the whole input to zero for random samples, in training only.</source>
        <translation>仅在训练时，对随机样本把整个输入置零。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of the samples for which the path is cut.</source>
        <translation>路径被切断的样本所占的比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The elementwise sum of several inputs of one shape.</source>
        <translation>多个同形状输入的逐元素和。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Concatenation</source>
        <translation>拼接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Several inputs side by side, along the channels.</source>
        <translation>把多个输入沿通道并排拼接。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The elementwise product; a vector beside an image or sequence scales its channels.</source>
        <translation>逐元素乘积；与图像或序列相乘的向量缩放其通道。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Passes its input on.</source>
        <translation>原样传递输入。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Skip connection</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The input itself; where stride or filters change its shape, the cheapest path that keeps its content.</source>
        <translation>即输入本身；当步幅或滤波器数改变形状时，用保留内容的最省路径。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>2 halves height and width.</source>
        <translation>2 使高和宽减半。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Reduction</source>
        <translation>降采样方式</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How the shape changes: a factorised reduction (DARTS), or a 1x1 convolution with batch norm.</source>
        <translation>如何改变形状：分解降采样（DARTS），或带批归一化的 1x1 卷积。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Zero</source>
        <translation>零</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No connection: zeros in the shape of the input.</source>
        <translation>无连接：与输入同形状的零。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1-d conv</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A convolution over time with &quot;same&quot; or causal padding, then optional norm and activation.</source>
        <translation>沿时间的卷积，采用 &quot;same&quot; 填充或因果填充，之后可选归一化与激活。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Length of the window.</source>
        <translation>窗口的长度。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Distance between neighbouring windows; 2 halves the length.</source>
        <translation>相邻窗口之间的距离；2 使长度减半。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether no step sees a later one; auto: in language models, which must not.</source>
        <translation>是否任何一步都看不到之后的步；auto：用于不得前看的语言模型。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Separable 1-d conv</source>
        <translation>一维可分离卷积</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Twice ReLU, depthwise and pointwise convolution over time and batch norm; the first takes the stride.</source>
        <translation>ReLU、沿时间的逐深度卷积、逐点卷积与批归一化，重复两次；步幅用于第一次。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>1-d average pool</source>
        <translation>一维平均池化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The mean over a window of steps; padding does not count.</source>
        <translation>若干步窗口内的平均值；不计填充。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1-d max pool</source>
        <translation>一维最大池化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The largest value of a window of steps.</source>
        <translation>若干步窗口内的最大值。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>To sequence</source>
        <translation>转为序列</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every pixel of an image, or every number of a vector, becomes a step of a sequence.</source>
        <translation>图像的每个像素或向量的每个数成为序列的一步。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cuts an image into squares and turns each into a step of a sequence by one linear map.</source>
        <translation>把图像切成方块，用一个线性映射把每块变为序列的一步。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Patch size</source>
        <translation>图块大小</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Height and width of a patch; what is left over at the right and bottom is not seen.</source>
        <translation>图块的高和宽；右侧和底部剩余的部分不参与。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A learned vector for each token of the vocabulary.</source>
        <translation>词表中每个词元对应一个学习得到的向量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Features of each token.</source>
        <translation>每个词元的特征数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Positional encoding</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Adds to every step of a sequence a vector that says where it is.</source>
        <translation>给序列的每一步加上一个表明其位置的向量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Fixed sines and cosines, or a learned vector for each step.</source>
        <translation>固定的正弦和余弦，或每一步一个学习得到的向量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Multi-head attention</source>
        <translation>多头注意力</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every step becomes a mean of all steps, weighted by how well they match, in parallel heads.</source>
        <translation>在并行的多个头中，每一步变为所有步按匹配程度加权的平均。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Parts that attend on their own; must divide the features.</source>
        <translation>各自计算注意力的部分数；必须能整除特征数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Transformer block</source>
        <translation>Transformer 块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Attention and a feed-forward part of two layers, each beside a shortcut, with layer norm.</source>
        <translation>注意力部分和两层的前馈部分，各与一条捷径并联，带层归一化。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Feed-forward ratio</source>
        <translation>前馈倍数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Inner features of the feed-forward part for each feature of the input.</source>
        <translation>输入的每个特征对应的前馈部分内部特征数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of what each part adds that becomes zero in training.</source>
        <translation>训练时每个部分所加的值中被置零的比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of the features that become zero in training.</source>
        <translation>训练时置零的特征所占比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Share of the features that become zero in training, in the classifier head and transformer blocks.</source>
        <translation>训练时在分类头和 Transformer 块中置零的特征所占比例。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Whether layer norm stands before each part or after its sum.</source>
        <translation>层归一化放在每个部分之前，还是放在求和之后。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>LSTM</source>
        <translation>长短期记忆 (LSTM)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Recurrent layers with a memory cell and three gates.</source>
        <translation>带一个记忆单元和三个门的循环层。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hidden size</source>
        <translation>隐藏大小</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Features of the hidden state and of the output.</source>
        <translation>隐藏状态和输出的特征数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How many layers lie on top of each other.</source>
        <translation>叠放多少层。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>GRU</source>
        <translation>门控循环单元 (GRU)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Recurrent layers with two gates.</source>
        <translation>带两个门的循环层。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Recurrent cell</source>
        <translation>循环单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The searched recurrent cell: a tree of gated states, each made from an earlier one.</source>
        <translation>被搜索的循环单元：由门控状态组成的树，每个状态由更早的一个状态得到。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The nodes in order, each a function (tanh, relu, sigmoid, identity) and the number of the node before it, 0 for the first state.</source>
        <translation>按顺序列出节点，每个节点为一个函数（tanh、relu、sigmoid、identity）加其前驱节点的编号，0 表示初始状态。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The mean of all nodes (DARTS), or of those that no other node uses (ENAS).</source>
        <translation>所有节点的平均（DARTS），或未被其他节点使用的节点的平均（ENAS）。</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/catalogue_estimate_words.cpp" line="+10"/>
        <source>Epochs of the table</source>
        <translation>表格的轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How long the networks of the table were trained: x is measured then, x@12 after 12 epochs.</source>
        <translation>表格中的网络训练了多少轮：x 在训练结束时测得，x@12 在 12 轮之后测得。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>How the learning rate goes on: to 0 along a half cosine, to 0 in a line, constant, or in steps.</source>
        <translation>学习率如何变化：沿半个余弦降到 0、线性降到 0、保持不变，或阶梯式下降。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Epochs per step</source>
        <translation>下降间隔</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the schedule step: the learning rate falls after every so many epochs.</source>
        <translation>用于调度 step：每经过这么多轮，学习率下降一次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Factor of a step</source>
        <translation>下降系数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the schedule step: the part of the learning rate that is left after each fall.</source>
        <translation>用于调度 step：每次下降后学习率剩余的比例。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trainings per candidate</source>
        <translation>每个候选的训练次数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trains every candidate so often, from other initial weights and in another order, and takes the mean; valid_accuracy_sd says how far the trainings lie apart.</source>
        <translation>把每个候选训练这么多次，每次初始权重和样本顺序都不同，并取平均；valid_accuracy_sd 表示各次训练相差多少。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Precision</source>
        <translation>计算精度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What convolutions and linear layers multiply in; bfloat16 pays on GPUs and on CPUs with instructions for it. Never chosen by itself: a choice by the clock would not be the same when a run is resumed.</source>
        <translation>卷积和线性层做乘法所用的数值格式；bfloat16 在 GPU 以及带有相应指令的 CPU 上较划算。从不自动选择：依计时作出的选择，在恢复运行时可能不同。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Most parameters</source>
        <translation>参数量上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Candidates with more are rejected before they are trained; 0 for no limit.</source>
        <translation>参数更多的候选在训练之前即被拒绝；0 表示不限制。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most memory</source>
        <translation>内存上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Candidates whose training needs more are rejected; 0 for what is free when the training begins, which depends on the machine.</source>
        <translation>训练所需内存超过此值的候选会被拒绝；0 表示以训练开始时的空闲内存为限，因机器而异。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>MB</source>
        <translation>兆字节</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Most time</source>
        <translation>时间上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Candidates whose training is predicted to take longer are rejected; 0 for no limit. The speed of this machine is measured once, so another machine may reject others; what was rejected is recorded and is not decided anew when the run is resumed.</source>
        <translation>预计训练时间超过此值的候选会被拒绝；0 表示不限制。本机的速度只测量一次，因此换一台机器可能拒绝不同的候选；已拒绝的会记录下来，恢复运行时不再重新判定。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Measured speed</source>
        <translation>实测速度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>JSON of an earlier measurement of this machine, by which max_seconds is judged; empty to measure.</source>
        <translation>本机先前一次测量结果的 JSON，max_seconds 据此判断；留空则进行测量。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Train with inherited weights</source>
        <translation>继承权重训练</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>As train, but a candidate starts from the weights of its nearest trained relative.</source>
        <translation>与 train 相同，但候选以亲缘最近的已训练网络的权重为起点。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Least inherited part</source>
        <translation>最小继承比例</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A relative is used if at least this share of the parameters can come from it, or if the new network can start out computing the same.</source>
        <translation>若新网络至少有这一比例的参数可取自某个亲缘网络，或它一开始就能与该网络计算出相同的结果，则使用该亲缘网络。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Noise of copies</source>
        <translation>副本噪声</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How unequally the copies of a widened channel share its outgoing weights: without it they would learn the same. The function stays.</source>
        <translation>通道加宽后，各副本分摊其输出权重的不均匀程度：否则它们会学到相同的内容。网络的函数保持不变。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Learning rate factor</source>
        <translation>学习率倍数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Multiplies the learning rate of networks that inherit; Net2Net trained them with a tenth of their parents&apos; rate.</source>
        <translation>乘以继承权重的网络的学习率；Net2Net 以父代学习率的十分之一训练它们。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Train on several data sets</source>
        <translation>在多个数据集上训练</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trains every candidate on each of several data sets: one objective each, or their mean.</source>
        <translation>在多个数据集上分别训练每个候选：每个数据集各为一个目标，或取其平均。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Two to eight data sets or paths, separated by commas, of one kind: all images, all tables, ...</source>
        <translation>二到八个数据集或路径，以逗号分隔，须为同一类型：全是图像、全是表格等。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Combine</source>
        <translation>合并方式</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whether valid_accuracy is the mean over the data sets, or there is only valid_accuracy:SET of each, to be an objective each.</source>
        <translation>valid_accuracy 是各数据集上的平均值，还是只有每个数据集的 valid_accuracy:&lt;数据集&gt;，各自作为一个目标。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Zero-cost proxies</source>
        <translation>零成本代理指标</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Scores candidates by their untrained network on one minibatch, in about a second each.</source>
        <translation>根据未训练的网络在一个小批量上的表现为候选打分，每个约一秒。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Proxies</source>
        <translation>代理指标</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Names separated by commas, of synflow, snip, grasp, fisher, grad_norm, jacov, nwot, vote; `all`; or `auto`: all where no objective names one. Those that objectives name, params and macs are always there.</source>
        <translation>以逗号分隔的名称，可选 synflow、snip、grasp、fisher、grad_norm、jacov、nwot、vote；或 `all`；或 `auto`：没有目标指定任何一个时为全部。目标所指定的，以及 params 和 macs，总会给出。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Minibatch</source>
        <translation>小批量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Training samples that a network is looked at with at once.</source>
        <translation>一次用来考察网络的训练样本数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Minibatches</source>
        <translation>小批量数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Scores are means over so many minibatches, the same for all candidates.</source>
        <translation>得分是这么多个小批量上的平均值，所有候选使用相同的小批量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Voting proxies</source>
        <translation>参与投票的代理指标</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Proxies of which `vote` is made (params and macs may vote too): the mean of the shares of a random sample of the space that a candidate beats by each.</source>
        <translation>构成 `vote` 的代理指标（params 和 macs 也可参与）：`vote` 是候选按其中每个指标胜过搜索空间随机样本的比例的平均值。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Sample for the vote</source>
        <translation>投票样本数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Random candidates that a vote compares with, scored once when a run begins.</source>
        <translation>投票时用来比较的随机候选数，在运行开始时打分一次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>candidates</source>
        <translation>个候选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Measured latency</source>
        <translation>实测延迟</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Measures how long a network takes to answer on the device, beside what another estimator finds.</source>
        <translation>测量网络在设备上给出输出所需的时间，并可附上另一评估器得到的结果。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Samples that go through the network at once.</source>
        <translation>一次通过网络的样本数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Timed passes</source>
        <translation>计时次数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The latency is the median of so many passes.</source>
        <translation>延迟取这么多次前向计算的中位数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Passes before</source>
        <translation>预热次数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Passes that are not timed: memory is first touched and clocks rise in them.</source>
        <translation>不计时的前向计算次数：首次访问内存和时钟升频都发生在其中。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Also estimate with</source>
        <translation>同时使用的评估器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Another estimator (train, zero-cost, table, ...) whose metrics are added, so that accuracy and latency can be objectives of one search; empty: none.</source>
        <translation>另一个评估器（train、zero-cost、table 等），其指标一并加入，使准确率和延迟可以同为一次搜索的目标；留空表示不使用。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Its settings</source>
        <translation>其设置</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>As name=value;name=value; those that are not named keep their defaults.</source>
        <translation>写作 name=value;name=value；未写出的保持默认值。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Learning curve</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Lets another estimator train and stops it when its learning curve shows that it is hopeless.</source>
        <translation>让另一个评估器训练，并在学习曲线表明无望时将其停止。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Estimator</source>
        <translation>评估器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Id of the estimator that trains: one with a learning curve.</source>
        <translation>负责训练的评估器的标识：须有学习曲线。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>name=value;name=value, or a JSON object; empty for its defaults.</source>
        <translation>name=value;name=value，或一个 JSON 对象；留空则使用其默认值。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>First epochs</source>
        <translation>起始轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A training is not stopped before it has shown so many epochs.</source>
        <translation>训练完成这么多轮之前不会被停止。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A training ends when its chance to end better than the best known trial falls below this.</source>
        <translation>当训练最终优于已知最优试验的概率低于此值时，训练结束。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Surrogate</source>
        <translation>代理模型</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Predicts candidates from earlier results, with its uncertainty, and measures a part of them.</source>
        <translation>根据先前的结果预测候选，并给出不确定度；其中一部分实际测量。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What predicts: a random forest, or an ensemble of small neural networks.</source>
        <translation>用什么预测：随机森林，或小型神经网络的集成。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Real estimator</source>
        <translation>真实评估器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Id of the estimator that measures a part of the candidates; empty: all are predicted.</source>
        <translation>实际测量一部分候选的评估器的标识；留空则全部预测。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Fewest known results</source>
        <translation>最少已知结果数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>With fewer results than this, candidates are really estimated.</source>
        <translation>结果少于此数时，候选会被真实评估。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Really estimated</source>
        <translation>真实评估间隔</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Every so manieth trial is really estimated, so that the model keeps learning; 0: none for this reason.</source>
        <translation>每隔这么多个试验真实评估一个，使模型持续学习；0：不因此而真实评估。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Largest uncertainty</source>
        <translation>不确定度上限</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A candidate is really estimated when the predicted standard deviation is larger than this many standard deviations of the known results; 0: never for this reason.</source>
        <translation>当预测的标准差大于已知结果标准差的这么多倍时，候选会被真实评估；0：从不因此而真实评估。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Earlier results are</source>
        <translation>先前结果的性质</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>same: of this data set and fidelity, as good as those of this run; prior: of another one, so that only their order and differences count, on a scale learnt from this run.</source>
        <translation>same：来自相同的数据集和保真度，与本次运行的结果等价；prior：来自其他数据集或保真度，因此只计其次序和差异，尺度从本次运行中学习。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Of the forest.</source>
        <translation>森林中树的数量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the ensemble.</source>
        <translation>集成中网络的数量。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Results remembered</source>
        <translation>记住的结果数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A model is fitted on at most so many results, the newest.</source>
        <translation>模型最多用这么多个最新结果拟合。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Growth between fits</source>
        <translation>两次拟合间的增长</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Reduction factor</source>
        <translation>缩减倍数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>One trial in so many goes on to the next rung, with so many times the epochs (4: Li et al.).</source>
        <translation>每这么多个试验中有一个进入下一梯级，轮数为原来的这么多倍（4：Li 等）。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>One trial in so many goes on to the next rung, with so many times the epochs (3: Li et al.).</source>
        <translation>每这么多个试验中有一个进入下一梯级，轮数为原来的这么多倍（3：Li 等）。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>One trial in so many goes on to the next rung, with so many times the epochs (3: Li et al., JMLR 2018).</source>
        <translation>每这么多个试验中有一个进入下一梯级，轮数为原来的这么多倍（3：Li 等，JMLR 2018）。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Fewest epochs</source>
        <translation>最少轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The first rung is not below this number of epochs.</source>
        <translation>第一梯级的轮数不低于此数。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Successive halving</source>
        <translation>逐次减半</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials begin in groups; on every rung the best part of a group goes on.</source>
        <translation>试验成组开始；在每个梯级上，组中最好的一部分继续。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials in a group</source>
        <translation>每组试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>So many trials are halved together; 0: as many as leave one on the last rung.</source>
        <translation>这么多个试验一起减半；0：取使最后梯级恰好剩下一个的数目。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>ASHA</source>
        <translation>ASHA 异步逐次减半</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sends a trial on as soon as it is among the best of its rung, and never waits.</source>
        <translation>试验一旦居于所在梯级的最优者之列，即让其继续，从不等待。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hyperband</source>
        <translation>Hyperband 多组逐次减半</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Groups from many trials halved early to few trained fully, in turn; with tpe it is BOHB.</source>
        <translation>各组依次进行：从试验多而早早减半的组，到试验少而完整训练的组；与 tpe 合用即为 BOHB。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Median rule</source>
        <translation>中位数规则</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Stops a trial whose best is below the median of the others at the same epoch.</source>
        <translation>若试验的最佳值低于其他试验在同一轮的中位数，则停止该试验。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Judged every</source>
        <translation>评判间隔</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A trial is compared with the others after every so many epochs.</source>
        <translation>每经过这么多轮，将试验与其他试验比较一次。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Grace</source>
        <translation>宽限轮数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No trial is stopped before so many epochs.</source>
        <translation>试验未满这么多轮时不会被停止。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials to compare with</source>
        <translation>用于比较的试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No trial is stopped before so many others were judged at the same epoch.</source>
        <translation>同一轮已评判的其他试验达到这么多个之前，不会停止任何试验。</translation>
    </message>
</context>
<context>
    <name>CellUses</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/cell_uses.cpp" line="+92"/>
        <source>used by %n block(s)</source>
        <translation>
            <numerusform>由 %n 个模块使用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <source>%n copies</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>up to %n copies</source>
        <translation>
            <numerusform>至多 %n 份</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawingExport</name>
    <message>
        <location filename="../../ui/pages/design/drawing_export.cpp" line="+87"/>
        <source>%1: expected a name that ends in .png, .svg or .pdf</source>
        <translation>%1：文件名应以 .png、.svg 或 .pdf 结尾</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Export the drawing</source>
        <translation>导出图</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Drawings (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Documents (*.pdf)</source>
        <translation>文档 (*.pdf)</translation>
    </message>
</context>
<context>
    <name>FilterExpression</name>
    <message>
        <location filename="../../ui/pages/runs/filter_expression.cpp" line="+42"/>
        <source>&apos;%1&apos; is not a condition, expected a field, a comparison and a value</source>
        <translation>“%1”不是条件，应为字段、比较符和数值</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>unknown field &apos;%1&apos;, expected one of %2</source>
        <translation>未知字段“%1”，应为 %2 之一</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>&apos;%1&apos; has no value to compare with</source>
        <translation>“%1”缺少用于比较的值</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <location filename="../../ui/widgets/format.cpp" line="+35"/>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
</context>
<context>
    <name>GivesText</name>
    <message>
        <location filename="../../ui/pages/design/inspector/gives_text.cpp" line="+50"/>
        <source>a text of at most %1 characters is expected</source>
        <translation>应为最多 %1 个字符的文本</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>expected a name and its values, such as stride: 1, 2, found &apos;%1&apos;</source>
        <translation>应为名称及其取值，例如 stride: 1, 2，但得到“%1”</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&apos;%1&apos; is given twice</source>
        <translation>“%1”给出了两次</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>a value of &apos;%1&apos; is empty</source>
        <translation>“%1”有一个值为空</translation>
    </message>
</context>
<context>
    <name>Inspected</name>
    <message>
        <location filename="../../ui/pages/design/inspector/inspected.cpp" line="+121"/>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <location filename="../../ui/pages/design/outline_model.cpp" line="+50"/>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>merge node</source>
        <translation>合并节点</translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>choice, 1 of %n</source>
        <translation>
            <numerusform>选择，%n 选 1</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>repeat, %1 to %2 times</source>
        <translation>重复，%1 至 %2 次</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>repeat, %n time(s)</source>
        <translation>
            <numerusform>重复，%n 次</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>cell %1</source>
        <translation>单元 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>inputs, %1 to %2</source>
        <translation>输入选取，%1 至 %2 个</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>recurrent layer</source>
        <translation>循环层</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+73"/>
        <source>alternative %1</source>
        <translation>备选项 %1</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>cell</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <location filename="../../ui/pages/design/problem.cpp" line="+39"/>
        <source>Error: the space cannot be searched</source>
        <translation>错误：此空间无法搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Warning: some candidates will be rejected</source>
        <translation>警告：部分候选会被拒绝</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hint: the space can be searched as it is</source>
        <translation>提示：此空间可以照常搜索</translation>
    </message>
</context>
<context>
    <name>QueueMenu</name>
    <message>
        <location filename="../../ui/pages/runs/queue_menu.cpp" line="+46"/>
        <source>Begin now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Begin earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Begin later</source>
        <translation>推后</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
</context>
<context>
    <name>SpaceGraph</name>
    <message>
        <location filename="../../ui/canvas/space_graph.cpp" line="+103"/>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="-24"/>
        <source>concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>sum or concat</source>
        <translation>求和或拼接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <location line="+40"/>
        <source>1 of %1</source>
        <translation>%1 选 1</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>shared cell</source>
        <translation>共享单元</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>0 or 1</source>
        <translation>0 或 1</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>recurrent cell</source>
        <translation>循环单元</translation>
    </message>
    <message numerus="yes">
        <location line="+25"/>
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n 个块</numerusform>
        </translation>
    </message>
    <message>
        <location line="+30"/>
        <source>the cell&apos;s %1</source>
        <translation>单元的 %1</translation>
    </message>
    <message>
        <location line="+40"/>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>cell &apos;%1&apos;</source>
        <translation>单元“%1”</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Inputs</source>
        <translation>输入选取</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>recurrent layer</source>
        <translation>循环层</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+61"/>
        <source>%1, last but one</source>
        <translation>%1，倒数第二个</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <location line="-18"/>
        <source>%1 of %2</source>
        <translation>%2 选 %1</translation>
    </message>
    <message>
        <location line="+34"/>
        <source>last but one</source>
        <translation>倒数第二个</translation>
    </message>
    <message>
        <location filename="../../ui/canvas/graph_place.cpp" line="+23"/>
        <source>%1, decisions shared</source>
        <translation>%1，共享决策</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1, %2, decisions shared</source>
        <translation>%1，%2，共享决策</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <location filename="../../ui/plots/state_words.cpp" line="+19"/>
        <location line="+25"/>
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+25"/>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+25"/>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+25"/>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+25"/>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location line="-23"/>
        <source>pruned</source>
        <translation>已剪枝</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+25"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location line="-23"/>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>TrialsMenu</name>
    <message>
        <location filename="../../ui/pages/runs/trials_menu.cpp" line="+35"/>
        <source>Unpin trial %1</source>
        <translation>取消固定试验 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Pin trial %1, to compare others with it</source>
        <translation>固定试验 %1，以便与其他试验比较</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Go to its parent, trial %1</source>
        <translation>转到其父试验 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No parent</source>
        <translation>无父试验</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Enqueue a candidate like it...</source>
        <translation>将类似的候选排入队列...</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Copy the candidate</source>
        <translation>复制候选</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <location filename="../../ui/frame/window_commands.cpp" line="+40"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Search in %1</source>
        <translation>在 %1 中搜索</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Search by %1</source>
        <translation>用%1搜索</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Run %1  %2</source>
        <translation>运行 %1  %2</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::AboutDialog</name>
    <message>
        <location filename="../../ui/frame/help_dialog.cpp" line="+107"/>
        <source>About Cellwright</source>
        <translation>关于 Cellwright</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>A workbench for neural architecture search.
Free software under the GNU General Public License, version 3 or later.
Uses Qt %1, LibTorch, QCustomPlot, SQLite, muParser, nlohmann-json and fmt.</source>
        <translation>神经网络架构搜索工作台。
自由软件，按 GNU 通用公共许可证第 3 版或更高版本发布。
使用 Qt %1、LibTorch、QCustomPlot、SQLite、muParser、nlohmann-json 和 fmt。</translation>
    </message>
</context>
<context>
    <name>cw::ui::AboutSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/about_section.cpp" line="+10"/>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>cw::ui::AcquisitionView</name>
    <message>
        <location filename="../../ui/methods/acquisition_view.cpp" line="+41"/>
        <location line="+27"/>
        <source>Acquisition</source>
        <translation>采集函数</translation>
    </message>
    <message>
        <location line="-26"/>
        <source>How much each proposal promised appears here, from the first that the model has chosen on.</source>
        <translation>从模型选出的第一个提议起，这里显示每个提议的期望程度。</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>log of the expected improvement</source>
        <translation>期望改进的对数</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>upper confidence bound</source>
        <translation>置信上界</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>draw from the prediction</source>
        <translation>预测的抽样</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>draw of all objectives in one number</source>
        <translation>所有目标合成一个数的抽样</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>log of the density ratio, good to others</source>
        <translation>密度比的对数（好的比其他的）</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>up to trial %1</source>
        <translation>到试验 %1 为止</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>from trial %1 on</source>
        <translation>从试验 %1 起</translation>
    </message>
</context>
<context>
    <name>cw::ui::AlternativeDelegate</name>
    <message>
        <location filename="../../ui/pages/design/inspector/alternative_delegate.cpp" line="+31"/>
        <source>Name of the alternative</source>
        <translation>备选项的名称</translation>
    </message>
</context>
<context>
    <name>cw::ui::AlternativeList</name>
    <message>
        <location filename="../../ui/pages/design/inspector/alternative_list.cpp" line="+28"/>
        <source>Alternatives</source>
        <translation>备选项</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>%1
Drag or Alt+Up, Alt+Down: move. F2: rename. Delete: take out. Enter: its parameters.</source>
        <translation>%1
拖动或按 Alt+Up、Alt+Down：移动。F2：重命名。Delete：删除。Enter：查看其参数。</translation>
    </message>
    <message>
        <location line="+61"/>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>cw::ui::AlternativesSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/alternatives_section.cpp" line="+14"/>
        <source>Alternatives</source>
        <translation>备选项</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Add an alternative</source>
        <translation>添加备选项</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Move an alternative</source>
        <translation>移动备选项</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Delete an alternative</source>
        <translation>删除备选项</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Rename an alternative</source>
        <translation>重命名备选项</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::ArchitecturePanel</name>
    <message>
        <location filename="../../ui/pages/runs/architecture_panel.cpp" line="+49"/>
        <source>Enqueue a candidate like it...</source>
        <translation>将类似的候选排入队列...</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Which trial&apos;s architecture</source>
        <translation>哪个试验的架构</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Compared with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What the network is compared with</source>
        <translation>网络的比较对象</translation>
    </message>
    <message>
        <location line="+52"/>
        <source>&amp;Pin the shown trial, or unpin it</source>
        <translation>固定或取消固定所显示的试验(&amp;P)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Replay the search, or pause the replay</source>
        <translation>回放搜索或暂停回放(&amp;R)</translation>
    </message>
    <message>
        <location line="+17"/>
        <location line="+335"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location line="-325"/>
        <source>Train final</source>
        <translation>最终训练</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Train this network fully, here or on another data set</source>
        <translation>完整训练此网络，用本数据集或另一数据集</translation>
    </message>
    <message>
        <location line="+47"/>
        <source>The best trial&apos;s network appears here.</source>
        <translation>最佳试验的网络会显示在这里。</translation>
    </message>
    <message>
        <location line="+62"/>
        <source>No trial had a value yet.</source>
        <translation>此时还没有试验得到数值。</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Best #%1</source>
        <translation>最佳 #%1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Trial %1</source>
        <translation>试验 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Replay #%1</source>
        <translation>回放 #%1</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>no parent</source>
        <translation>无父代</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>parent %1</source>
        <translation>父试验 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>pinned %1</source>
        <translation>固定 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>pinned %1 of run %2</source>
        <translation>运行 %2 的固定试验 %1</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Unpin trial %1</source>
        <translation>取消固定试验 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Pin trial %1, to compare others with it</source>
        <translation>固定试验 %1，以便与其他试验比较</translation>
    </message>
    <message>
        <location line="+65"/>
        <source>Trial %1 has no network to draw.</source>
        <translation>试验 %1 没有可绘制的网络。</translation>
    </message>
    <message>
        <location line="+42"/>
        <source>Trial %1 of run %2</source>
        <translation>运行 %2 的试验 %1</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Export the architecture of trial %1</source>
        <translation>导出试验 %1 的架构</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>cw::ui::ArchitectureView</name>
    <message>
        <location filename="../../ui/canvas/architecture_view.cpp" line="+16"/>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
</context>
<context>
    <name>cw::ui::Autosave</name>
    <message>
        <location filename="../../ui/document/autosave.cpp" line="+69"/>
        <source>Unsaved work cannot be kept for recovery: %1</source>
        <translation>无法保留未保存的内容以供恢复：%1</translation>
    </message>
</context>
<context>
    <name>cw::ui::BestPlot</name>
    <message>
        <location filename="../../ui/plots/best_plot.cpp" line="+16"/>
        <source>Best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+108"/>
        <source>Tick runs in the table to lay their best-so-far curves over each other.</source>
        <translation>在表格中勾选运行，即可叠加比较它们的当前最佳曲线。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No trial of the ticked runs has a value yet.</source>
        <translation>勾选的运行中还没有任何试验有数值。</translation>
    </message>
    <message>
        <location line="+49"/>
        <source>%1 · trial %2 · %3</source>
        <translation>%1 · 试验 %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::BlockAdder</name>
    <message>
        <location filename="../../ui/canvas/block_adder.cpp" line="+42"/>
        <source>One more alternative</source>
        <translation>再加一个备选项</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>All blocks</source>
        <translation>所有块</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Blocks that can be linked</source>
        <translation>可以连接的块</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Blocks that take %1</source>
        <translation>接受 %1 的块</translation>
    </message>
</context>
<context>
    <name>cw::ui::BlockSearch</name>
    <message>
        <location filename="../../ui/canvas/block_search.cpp" line="+51"/>
        <source>Find a block …</source>
        <translation>查找块 …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Find a block</source>
        <translation>查找块</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Blocks that can be added</source>
        <translation>可以添加的块</translation>
    </message>
    <message>
        <location line="+35"/>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+41"/>
        <source>Nothing is called that; try fewer letters</source>
        <translation>没有匹配项；请少输入几个字符</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>cw::ui::BudgetSection</name>
    <message>
        <location filename="../../ui/pages/search/limit_sections.cpp" line="+48"/>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>first one reached ends</source>
        <translation>先达到者结束</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Candidates proposed, repeated ones included; 1 or more, default 24.</source>
        <translation>提出的候选数，重复的也计入；至少为 1，默认 24。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Wall time; default no limit.</source>
        <translation>实际用时；默认不限。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Value of the first objective that ends the search, once a trial of the whole fidelity has it; default none.</source>
        <translation>第一个目标的数值，一旦有完整保真度的试验达到它，搜索即结束；默认无。</translation>
    </message>
</context>
<context>
    <name>cw::ui::CanvasHints</name>
    <message>
        <location filename="../../ui/canvas/canvas_hints.cpp" line="+52"/>
        <source>add block</source>
        <translation>添加块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>cw::ui::CellsSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/cells_section.cpp" line="+20"/>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>None. Ctrl+G turns selected blocks into one.</source>
        <translation>无。按 Ctrl+G 可将所选的块组成单元。</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Name of cell %1</source>
        <translation>单元 %1 的名称</translation>
    </message>
    <message>
        <location line="+4"/>
        <location line="+55"/>
        <source>Delete this cell</source>
        <translation>删除此单元</translation>
    </message>
    <message>
        <location line="-44"/>
        <source>Rename a cell</source>
        <translation>重命名单元</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Delete a cell</source>
        <translation>删除单元</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Only an unused cell can be deleted</source>
        <translation>只能删除未使用的单元</translation>
    </message>
</context>
<context>
    <name>cw::ui::ChangeSummary</name>
    <message>
        <location filename="../../ui/pages/runs/change_summary.cpp" line="+30"/>
        <source>the same network</source>
        <translation>相同的网络</translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n op(s) changed</source>
        <translation>
            <numerusform>%n 个操作不同</numerusform>
        </translation>
    </message>
    <message>
        <location line="+15"/>
        <source>%1 changed</source>
        <translation>更改 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 added</source>
        <translation>新增 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 removed</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::ChoiceEditor</name>
    <message>
        <location filename="../../ui/pages/design/inspector/choice_editor.cpp" line="+34"/>
        <source>Add a value</source>
        <translation>添加值</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Add a value of %1</source>
        <translation>为 %1 添加值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>New value of %1</source>
        <translation>%1 的新值</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>as input</source>
        <translation>同输入</translation>
    </message>
    <message>
        <location line="+125"/>
        <source>%1 is in the list already</source>
        <translation>%1 已在列表中</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>a choice has at most %1 values</source>
        <translation>一个选择最多有 %1 个值</translation>
    </message>
</context>
<context>
    <name>cw::ui::ClassGrid</name>
    <message>
        <location filename="../../ui/pages/data/class_grid.cpp" line="+60"/>
        <source>First images of each class</source>
        <translation>每个类别的首批图像</translation>
    </message>
</context>
<context>
    <name>cw::ui::CommandPalette</name>
    <message>
        <location filename="../../ui/frame/command_palette.cpp" line="+37"/>
        <source>Type a command or find …</source>
        <translation>输入命令或查找 …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>Nothing is called that; try fewer letters</source>
        <translation>没有匹配项；请少输入几个字符</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>cw::ui::CommentEdit</name>
    <message>
        <location filename="../../ui/canvas/comment_edit.cpp" line="+37"/>
        <source>Text of the comment</source>
        <translation>注释的文字</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Comment; Ctrl+Enter takes it, Esc leaves it</source>
        <translation>注释；Ctrl+Enter 确认，Esc 放弃</translation>
    </message>
</context>
<context>
    <name>cw::ui::CompareModel</name>
    <message>
        <location filename="../../ui/pages/compare/compare_model.cpp" line="+240"/>
        <source>ddd d MMM HH:mm</source>
        <extracomment>A date in the format of QLocale: Mon 23 Nov 13:42</extracomment>
        <translation>M&apos;月&apos;d&apos;日&apos; ddd HH:mm</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>compare run %1</source>
        <translation>比较运行 %1</translation>
    </message>
    <message>
        <location line="+44"/>
        <source>Compared</source>
        <translation>参与比较</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Line in the plot</source>
        <translation>图中的线条</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>cw::ui::ComparePage</name>
    <message>
        <location filename="../../ui/pages/compare_page.h" line="+36"/>
        <location filename="../../ui/pages/compare_page.cpp" line="+103"/>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <location filename="../../ui/pages/compare_page.cpp" line="+4"/>
        <location line="+3"/>
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Untick all</source>
        <translation>全部取消勾选</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Filter, for example strategy = random and best &gt; 0.8</source>
        <translation>筛选，例如 strategy = random and best &gt; 0.8</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>Best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>More for the plot</source>
        <translation>图表的更多操作</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>%1 of %2 runs</source>
        <translation>%1 / %2 个运行</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Runs appear here as soon as a search is launched.</source>
        <translation>启动搜索后，运行会立即出现在这里。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Tick the runs to compare.</source>
        <translation>请勾选要比较的运行。</translation>
    </message>
    <message>
        <location line="+42"/>
        <source>run %1 %2</source>
        <translation>运行 %1 %2</translation>
    </message>
    <message numerus="yes">
        <location line="+41"/>
        <source>%n run(s) ticked</source>
        <translation>
            <numerusform>已勾选 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source> in %n group(s)</source>
        <translation>
            <numerusform>，分为 %n 组</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>, %1 trials</source>
        <translation>，%1 个试验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>median and inter-quartile band over the runs of a group</source>
        <translation>每组运行的中位数与四分位带</translation>
    </message>
</context>
<context>
    <name>cw::ui::ConstraintsSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/constraints_section.cpp" line="+20"/>
        <source>Constraints</source>
        <translation>约束</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+187"/>
        <source>Add a constraint</source>
        <translation>添加约束</translation>
    </message>
    <message>
        <location line="-183"/>
        <source>Expressions such as params &lt;= 5e5 or depth &lt;= 12 &amp;&amp; macs &lt; 2e7. Names: params, macs, activations, depth and the decisions.</source>
        <translation>表达式，例如 params &lt;= 5e5 或 depth &lt;= 12 &amp;&amp; macs &lt; 2e7。可用名称：params、macs、activations、depth 以及各决策。</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>Constraint %1</source>
        <translation>约束 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Delete this constraint</source>
        <translation>删除此约束</translation>
    </message>
    <message numerus="yes">
        <location line="+66"/>
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>另有 %n 个未显示。</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>None: all candidates are allowed.</source>
        <translation>无：允许所有候选。</translation>
    </message>
    <message>
        <location line="+81"/>
        <source>Delete a constraint</source>
        <translation>删除约束</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Change a constraint</source>
        <translation>修改约束</translation>
    </message>
</context>
<context>
    <name>cw::ui::CurvesPlot</name>
    <message>
        <location filename="../../ui/plots/curves_plot.cpp" line="+30"/>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <location line="+150"/>
        <source>trial %1</source>
        <translation>试验 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>running %1</source>
        <translation>运行中 %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>top %1</source>
        <translation>前 %1 名</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>median and quartiles of %1</source>
        <translation>%1 条的中位数与四分位数</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Learning curves appear with the first epoch of a trial.</source>
        <translation>试验完成第一轮后，学习曲线会显示在这里。</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location line="+44"/>
        <source>trial %1 · epoch %2 · %3</source>
        <translation>试验 %1 · 第 %2 轮 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataListModel</name>
    <message>
        <location filename="../../ui/pages/data/data_list.cpp" line="+64"/>
        <source>%1, cannot be used</source>
        <translation>%1，无法使用</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>windows of %1, %2 different characters</source>
        <translation>窗口长 %1，%2 个不同字符</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1, %2 classes</source>
        <translation>%1，%2 个类别</translation>
    </message>
    <message>
        <location line="-3"/>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataPage</name>
    <message>
        <location filename="../../ui/pages/data_page.h" line="+32"/>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location filename="../../ui/pages/data_page.cpp" line="+82"/>
        <location line="+10"/>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Path of a file or folder</source>
        <translation>文件或文件夹路径</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Path of a data set</source>
        <translation>数据集路径</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Browse ...</source>
        <translation>浏览 ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>or drop it onto this page</source>
        <translation>或将其拖放到此页面</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Folder of a data set</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <location line="+92"/>
        <source>No data set chosen</source>
        <translation>未选择数据集</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choose one at the left, or add one by its path.</source>
        <translation>请在左侧选择，或通过路径添加。</translation>
    </message>
</context>
<context>
    <name>cw::ui::DataSection</name>
    <message>
        <location filename="../../ui/pages/search/data_section.cpp" line="+39"/>
        <location line="+10"/>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="-10"/>
        <location line="+99"/>
        <source>found by itself</source>
        <translation>自动找到</translation>
    </message>
    <message>
        <location line="-87"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+44"/>
        <source>Choose the folder of a data set</source>
        <translation>选择数据集所在文件夹</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>%1, %2 classes, %3 pictures</source>
        <translation>%1，%2 个类别，%3 张图像</translation>
    </message>
    <message>
        <location line="-4"/>
        <source>a folder of yours</source>
        <translation>您的文件夹</translation>
    </message>
</context>
<context>
    <name>cw::ui::DesignActions</name>
    <message>
        <location filename="../../ui/pages/design/design_actions.cpp" line="+14"/>
        <source>&amp;New space</source>
        <translation>新建搜索空间(&amp;N)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>New from &amp;template …</source>
        <translation>从模板新建(&amp;T) …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Open space …</source>
        <translation>打开搜索空间(&amp;O) …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Open &amp;recent</source>
        <translation>打开最近使用的(&amp;R)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Save space</source>
        <translation>保存搜索空间(&amp;S)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save space &amp;as …</source>
        <translation>搜索空间另存为(&amp;A) …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Export drawing …</source>
        <translation>导出图(&amp;E) …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Search &amp;in this space</source>
        <translation>在此搜索空间中搜索(&amp;I)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Close space</source>
        <translation>关闭搜索空间(&amp;C)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Next space</source>
        <translation>下一个搜索空间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Previous space</source>
        <translation>上一个搜索空间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Palette</source>
        <translation>组件库</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Undo list</source>
        <translation>撤销列表</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <location line="+41"/>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Forget them</source>
        <translation>清除列表</translation>
    </message>
</context>
<context>
    <name>cw::ui::DesignPage</name>
    <message>
        <location filename="../../ui/pages/design_page.h" line="+44"/>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <location filename="../../ui/pages/design_page.cpp" line="+97"/>
        <location line="+2"/>
        <source>Undo list</source>
        <translation>撤销列表</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>As opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <location line="+259"/>
        <source>Not in a file yet</source>
        <translation>尚未存入文件</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>No space is open. Choose a template at the left, or make an empty space with the + above.</source>
        <translation>未打开搜索空间。请在左侧选择模板，或用上方的 + 新建空搜索空间。</translation>
    </message>
    <message>
        <location filename="../../ui/pages/design_page_live.cpp" line="+65"/>
        <source>This space has %1 blocks. Every step takes longer, moves are not animated, and only the first problems are listed. Equal parts can be drawn once, as a cell or a repeat.</source>
        <translation>此空间有 %1 个块。每一步都会更慢，移动没有动画，且只列出最前面的问题。相同的部分可以只画一次，作为单元或重复。</translation>
    </message>
</context>
<context>
    <name>cw::ui::DeviceSection</name>
    <message>
        <location filename="../../ui/pages/search/limit_sections.cpp" line="+34"/>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>and seed</source>
        <translation>与种子</translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <location line="+64"/>
        <source>cpu, %n core(s)</source>
        <translation>
            <numerusform>cpu，%n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <location line="-54"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Where candidates are trained.</source>
        <translation>训练候选网络的设备。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Trials at once; 1 to 1024.</source>
        <translation>同时进行的试验数；1 到 1024。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A job is issued from the results up to this many jobs ago, so that speed does not change the trajectory; default twice the workers.</source>
        <translation>每个任务只依据这么多个任务之前的结果发出，因此快慢不会改变搜索轨迹；默认为工作线程数的两倍。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Threads per trial</source>
        <translation>每个试验的线程数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Part of the run: other numbers differ in the last bits; default 1.</source>
        <translation>属于运行的一部分：线程数不同，结果末位会有差异；默认 1。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>The same seed and lag repeat the run exactly.</source>
        <translation>相同的种子与滞后可精确重现该运行。</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>auto (%1)</source>
        <translation>自动 (%1)</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Expected a whole number from 0 to %1</source>
        <translation>应为 0 到 %1 之间的整数</translation>
    </message>
</context>
<context>
    <name>cw::ui::DocumentDesk</name>
    <message>
        <location filename="../../ui/pages/design/document_desk.cpp" line="+75"/>
        <source>Open search spaces</source>
        <translation>打开搜索空间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Search spaces (*.cwspace);;All files (*)</source>
        <translation>搜索空间 (*.cwspace);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>Save the search space</source>
        <translation>保存搜索空间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Search spaces (*.cwspace)</source>
        <translation>搜索空间 (*.cwspace)</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Unsaved work</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What is not saved is lost.</source>
        <translation>未保存的内容将会丢失。</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+127"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location line="-126"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+15"/>
        <location line="+23"/>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 有未保存的更改。</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+25"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message numerus="yes">
        <location line="-1"/>
        <source>%n space(s) have changes that are not saved.</source>
        <translation>
            <numerusform>%n 个搜索空间有未保存的更改。</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save all</source>
        <translation>全部保存</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>Another program has changed %1.</source>
        <translation>另一个程序更改了 %1。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Reload</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Save again</source>
        <translation>再次保存</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>Unsaved work of an earlier session is damaged and stays in %1 (%2).</source>
        <translation>先前会话中未保存的内容已损坏，仍保留在 %1 中（%2）。</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Recovered: %1, %2</source>
        <translation>已恢复：%1，%2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>cw::ui::DocumentFile</name>
    <message>
        <location filename="../../ui/document/document_file.cpp" line="+160"/>
        <source>Not saved: %1</source>
        <translation>未保存：%1</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>%1 has been removed by another program. The work is still here.</source>
        <translation>%1 已被另一个程序移除。您的内容仍在这里。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Another program has made the file unreadable: %1</source>
        <translation>另一个程序使文件无法读取：%1</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Reload from disk</source>
        <translation>从磁盘重新载入</translation>
    </message>
</context>
<context>
    <name>cw::ui::DocumentTabs</name>
    <message>
        <location filename="../../ui/pages/design/document_tabs.cpp" line="+17"/>
        <source>New space</source>
        <translation>新建搜索空间</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Open spaces</source>
        <translation>已打开的搜索空间</translation>
    </message>
    <message>
        <location line="+56"/>
        <source>%1, not saved</source>
        <translation>%1，未保存</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Not saved; close</source>
        <translation>未保存；关闭</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Close %1</source>
        <translation>关闭 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::EditCommands</name>
    <message>
        <location filename="../../ui/canvas/edit_commands.cpp" line="+36"/>
        <source>Add block …</source>
        <translation>添加块 …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Add comment</source>
        <translation>添加注释</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Dissolve</source>
        <translation>移除并接通</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Group into a cell</source>
        <translation>组成单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ungroup</source>
        <translation>取消组合</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Add alternative …</source>
        <translation>添加备选项 …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Wrap in a Choice</source>
        <translation>包入选择</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Make optional</source>
        <translation>设为可选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Unwrap</source>
        <translation>解除包裹</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+328"/>
        <source>Lay out</source>
        <translation>自动布局</translation>
    </message>
    <message>
        <location line="-327"/>
        <location line="+354"/>
        <location line="+9"/>
        <source>Tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <location line="-362"/>
        <location line="+376"/>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <location line="-375"/>
        <location line="+381"/>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <location line="-380"/>
        <location line="+386"/>
        <source>Align top</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <location line="-385"/>
        <location line="+391"/>
        <source>Align on one line</source>
        <translation>对齐到一条线</translation>
    </message>
    <message>
        <location line="-390"/>
        <source>Distribute across</source>
        <translation>水平分布</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Distribute down</source>
        <translation>垂直分布</translation>
    </message>
    <message>
        <location line="+132"/>
        <source>Cut %1</source>
        <translation>剪切 %1</translation>
    </message>
    <message numerus="yes">
        <location line="+18"/>
        <source>Paste %n block(s)</source>
        <translation>
            <numerusform>粘贴 %n 个块</numerusform>
        </translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Paste %1</source>
        <translation>粘贴%1</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Duplicate %1</source>
        <translation>创建 %1 的副本</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Unlink %1 from %2</source>
        <translation>断开 %1 与 %2 的连接</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Delete alternative %1</source>
        <translation>删除备选项 %1</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Dissolve %1</source>
        <translation>移除 %1 并接通</translation>
    </message>
    <message>
        <location line="-5"/>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <location line="+42"/>
        <source>Group %1</source>
        <translation>将 %1 组成单元</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Ungroup %1</source>
        <translation>取消组合 %1</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Wrap %1 in %2</source>
        <translation>将 %1 包入 %2</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Unwrap %1</source>
        <translation>解除 %1 的包裹</translation>
    </message>
    <message>
        <location line="+47"/>
        <source>Tidying %1 blocks …</source>
        <translation>正在整理 %1 个块 …</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>the drawing has changed meanwhile and was not tidied</source>
        <translation>图在此期间已改变，未整理</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Laying out %1 blocks …</source>
        <translation>正在排布 %1 个块 …</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>Distribute</source>
        <translation>均匀分布</translation>
    </message>
</context>
<context>
    <name>cw::ui::EditSteps</name>
    <message numerus="yes">
        <location filename="../../ui/canvas/edit_steps.cpp" line="+70"/>
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n 个块</numerusform>
        </translation>
    </message>
    <message>
        <location line="+5"/>
        <source>a comment</source>
        <translation>一条注释</translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n 条注释</numerusform>
        </translation>
    </message>
    <message>
        <location line="+9"/>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <location line="+76"/>
        <source>Add %1 to %2</source>
        <translation>将 %1 添加到 %2</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <location line="+58"/>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::EmptyRuns</name>
    <message>
        <location filename="../../ui/pages/runs/empty_runs.cpp" line="+14"/>
        <source>Set up a search on the Search page and press Launch: it appears here at once, also when the command line started it.</source>
        <translation>在“搜索”页面设置搜索并点击“启动”：它会立即出现在这里，由命令行启动的也一样。</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>The history cannot be read</source>
        <translation>无法读取历史</translation>
    </message>
</context>
<context>
    <name>cw::ui::EstimatorSection</name>
    <message>
        <location filename="../../ui/pages/search/estimator_section.cpp" line="+27"/>
        <source>Estimator</source>
        <translation>评估器</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>and its fidelity</source>
        <translation>及其保真度</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>as drawn</source>
        <translation>按图</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Passes over the training images; default 1.</source>
        <translation>遍历训练图像的次数；默认 1。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Part of the training images used; default 100 %.</source>
        <translation>使用的训练图像比例；默认 100 %。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Multiplies every number of channels; default 1, at most 8.</source>
        <translation>所有通道数的乘数；默认 1，最大 8。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cell repeats</source>
        <translation>单元重复数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Copies per stage; default as drawn.</source>
        <translation>每个阶段的副本数；默认按图。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Height and width of the images in pixels; default as they are.</source>
        <translation>图像的高和宽（像素）；默认原样。</translation>
    </message>
</context>
<context>
    <name>cw::ui::EvolutionView</name>
    <message>
        <location filename="../../ui/methods/evolution_view.cpp" line="+19"/>
        <location line="+10"/>
        <source>Population</source>
        <translation>种群</translation>
    </message>
    <message>
        <location line="-10"/>
        <source>The population appears here from its second trial on.</source>
        <translation>种群从第二个试验起显示在这里。</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>better children</source>
        <translation>优于父代的子代</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>parent age</source>
        <translation>父代年龄（试验数）</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>over the newest %1 trials</source>
        <translation>最近 %1 个试验</translation>
    </message>
</context>
<context>
    <name>cw::ui::ExperimentDialog</name>
    <message>
        <location filename="../../ui/pages/search/experiment_dialog.cpp" line="+79"/>
        <source>Compare strategies</source>
        <translation>比较策略</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>The search of the form, by several strategies</source>
        <translation>用多个策略进行表单中的搜索</translation>
    </message>
    <message>
        <location line="+40"/>
        <location line="+18"/>
        <source>Strategies</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="-15"/>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Tick none</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ranges and numbers: 1-5, or 1, 7, 42. Each strategy makes one run with each.</source>
        <translation>范围和数字：1-5，或 1, 7, 42。每个策略用每个种子运行一次。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Runs at once</source>
        <translation>同时运行数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the whole queue; each has its own workers. Default 1.</source>
        <translation>针对整个队列；每个运行有自己的工作线程。默认 1。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Of the experiment; its runs have it too.</source>
        <translation>实验的名称；其运行也使用此名称。</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>Starts a run for each ticked strategy and each seed, on the same space, with the same estimator and the same budget. %1 keeps its settings of the form, the others have their defaults, or the settings that a loaded file gives them.</source>
        <translation>为每个勾选的策略和每个种子启动一次运行，使用相同的空间、评估器和预算。%1 保留表单中的设置，其他策略使用默认设置，或载入的文件为其给出的设置。</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>With %1. %2</source>
        <translation>使用 %1。%2</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>Knows one objective only; the form has %1.</source>
        <translation>只支持一个目标；表单中有 %1 个。</translation>
    </message>
    <message>
        <location line="+61"/>
        <source>Tick at least one strategy.</source>
        <translation>请至少勾选一个策略。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Give at least one seed, for example 1-3.</source>
        <translation>请至少给出一个种子，例如 1-3。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Expected at most %1 runs, found %2.</source>
        <translation>最多 %1 个运行，现为 %2 个。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Give the experiment a name.</source>
        <translation>请为实验命名。</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>%1 × %2 = %3 of %4</source>
        <translation>%1 × %2 = %3，每个 %4</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n strategy(s)</source>
        <translation>
            <numerusform>%n 个策略</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n 次试验</numerusform>
        </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>one after another</source>
        <translation>依次进行</translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n at once</source>
        <translation>
            <numerusform>同时 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>after %n that wait(s) already</source>
        <translation>
            <numerusform>排在已等待的 %n 个之后</numerusform>
        </translation>
    </message>
    <message>
        <location line="+13"/>
        <source>%1, changed</source>
        <translation>%1，已更改</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Open an experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Searches (*.cwsearch);;All files (*)</source>
        <translation>搜索 (*.cwsearch);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>Save the experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Searches (*.cwsearch)</source>
        <translation>搜索 (*.cwsearch)</translation>
    </message>
</context>
<context>
    <name>cw::ui::FactsSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/facts_section.cpp" line="+10"/>
        <source>In one sampled network</source>
        <translation>在一个采样网络中</translation>
    </message>
    <message>
        <location line="+14"/>
        <location line="+21"/>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="-20"/>
        <location line="+21"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="-20"/>
        <location line="+20"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::FilmSection</name>
    <message>
        <location filename="../../ui/pages/runs/film_section.cpp" line="+50"/>
        <source>Genealogy</source>
        <translation>谱系</translation>
    </message>
    <message numerus="yes">
        <location line="+96"/>
        <source>%n generation(s)</source>
        <translation>
            <numerusform>%n 代</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::FilmSlider</name>
    <message>
        <location filename="../../ui/pages/runs/replay_bar.cpp" line="+33"/>
        <source>Place in the search</source>
        <translation>搜索中的位置</translation>
    </message>
</context>
<context>
    <name>cw::ui::FirstSteps</name>
    <message>
        <location filename="../../ui/frame/first_steps.cpp" line="+23"/>
        <source>Look at the space</source>
        <translation>查看搜索空间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>The drawing is what will be searched.</source>
        <translation>图中所画即为搜索内容。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Press Search</source>
        <translation>点击“搜索”</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Fashion-MNIST is found by itself.</source>
        <translation>Fashion-MNIST 会自动找到。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Watch</source>
        <translation>观察</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Curves and networks, live.</source>
        <translation>实时查看曲线与网络。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Do not show this again</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dismiss the first steps</source>
        <translation>关闭入门提示</translation>
    </message>
</context>
<context>
    <name>cw::ui::FitnessPanel</name>
    <message>
        <location filename="../../ui/pages/runs/fitness_panel.cpp" line="+21"/>
        <source>Fitness</source>
        <translation>适应度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>device-hours</source>
        <translation>设备小时</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials in the order proposed, time since the run began, or what all trials that had ended by then took: device-hours of their jobs, epochs of their training</source>
        <translation>按提出顺序的试验、运行开始以来的时间，或到那时已结束的所有试验所耗费的：作业的设备小时、训练的轮次</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>More for the fitness plot</source>
        <translation>适应度图的更多操作</translation>
    </message>
</context>
<context>
    <name>cw::ui::FitnessPlot</name>
    <message>
        <location filename="../../ui/plots/fitness_plot.cpp" line="+38"/>
        <source>Fitness</source>
        <translation>适应度</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Draws the median of the last trials, too</source>
        <translation>同时绘制最近若干次试验的中位数</translation>
    </message>
    <message>
        <location line="+236"/>
        <source>The first trials appear here as soon as they are proposed.</source>
        <translation>试验一经提出就会显示在这里。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nothing is known of epochs: no trial has a learning curve.</source>
        <translation>轮次未知：没有试验有学习曲线。</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>best so far</source>
        <translation>当前最佳</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>median of %n</source>
        <translation>
            <numerusform>最近 %n 次的中位数</numerusform>
        </translation>
    </message>
    <message>
        <location line="+53"/>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
</context>
<context>
    <name>cw::ui::FixedEditor</name>
    <message>
        <location filename="../../ui/pages/design/inspector/fixed_editor.cpp" line="+58"/>
        <location line="+99"/>
        <source>mixed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <location line="-91"/>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>as input</source>
        <translation>同输入</translation>
    </message>
</context>
<context>
    <name>cw::ui::FormRow</name>
    <message>
        <location filename="../../ui/pages/design/inspector/form_row.cpp" line="+22"/>
        <source>Changed from the default</source>
        <translation>已偏离默认值</translation>
    </message>
</context>
<context>
    <name>cw::ui::FrontView</name>
    <message>
        <location filename="../../ui/methods/front_view.cpp" line="+30"/>
        <location line="+192"/>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <location line="-192"/>
        <source>The front appears here with the first finished trials.</source>
        <translation>前沿随首批完成的试验显示在这里。</translation>
    </message>
    <message>
        <location line="+58"/>
        <source>front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>dominated</source>
        <translation>被支配</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>outside %1</source>
        <translation>范围外 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>up to trial %1</source>
        <translation>截至试验 %1</translation>
    </message>
    <message>
        <location line="+85"/>
        <source>trial %1 · %2 · %3</source>
        <translation>试验 %1 · %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::GenealogyStrip</name>
    <message>
        <location filename="../../ui/pages/runs/genealogy_strip.cpp" line="+71"/>
        <source>Ancestors of the trial</source>
        <translation>该试验的祖先</translation>
    </message>
    <message>
        <location line="+48"/>
        <source>Trial %1: %2</source>
        <translation>试验 %1：%2</translation>
    </message>
    <message numerus="yes">
        <location line="+147"/>
        <source>%n generation(s) between them</source>
        <translation>
            <numerusform>其间还有 %n 代</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::GraphView</name>
    <message>
        <location filename="../../ui/canvas/graph_view.cpp" line="+55"/>
        <source>Drawing</source>
        <translation>图</translation>
    </message>
    <message>
        <location filename="../../ui/canvas/gestures/key_link.cpp" line="+61"/>
        <source>Link to %1</source>
        <translation>连接到 %1</translation>
    </message>
    <message>
        <location filename="../../ui/canvas/gestures/canvas_keys.cpp" line="+142"/>
        <source>Wire from %1 to %2</source>
        <translation>从 %1 到 %2 的连线</translation>
    </message>
</context>
<context>
    <name>cw::ui::GuideFields</name>
    <message>
        <location filename="../../ui/pages/runs/guide_fields.cpp" line="+66"/>
        <source>&amp;Enqueue</source>
        <translation>排入队列(&amp;E)</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It becomes the next trial, one of those that the run may have</source>
        <translation>它将成为下一个试验，计入运行的试验数</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;Candidate to try next</source>
        <translation>接下来尝试的候选(&amp;C)</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>&amp;Pin</source>
        <translation>固定(&amp;P)</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Every later proposal in which the decision is active has this value</source>
        <translation>此后凡该决策有效的候选都取此值</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Pin a &amp;decision</source>
        <translation>固定一个决策(&amp;D)</translation>
    </message>
    <message>
        <location line="+64"/>
        <source>As the trials&apos; menu copies it: decision=value;...</source>
        <translation>与试验菜单复制的格式相同：决策=值;...</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>For every later proposal in which it is active.</source>
        <translation>对此后凡其有效的候选。</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Holds from job %1 on.</source>
        <translation>自作业 %1 起生效。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>In the queue since job %1.</source>
        <translation>自作业 %1 起排队等候。</translation>
    </message>
    <message>
        <location line="+27"/>
        <location line="+1"/>
        <source>Remove the pin %1</source>
        <translation>取消固定 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::HelpDialog</name>
    <message>
        <location filename="../../ui/frame/help_dialog.cpp" line="-59"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>No help pages were found in %1.</source>
        <translation>在 %1 中未找到帮助页面。</translation>
    </message>
</context>
<context>
    <name>cw::ui::HypervolumeView</name>
    <message>
        <location filename="../../ui/methods/hypervolume_view.cpp" line="+9"/>
        <location line="+10"/>
        <source>Hypervolume</source>
        <translation>超体积</translation>
    </message>
    <message>
        <location line="-9"/>
        <source>The hypervolume appears here as soon as trials differ by each of the objectives.</source>
        <translation>一旦各试验在每个目标上都有差异，超体积就会显示在这里。</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>hypervolume, as a part of the box from the worst values to the best</source>
        <translation>超体积，占最差值到最优值所围区域的比例</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>up to trial %1</source>
        <translation>截至试验 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::Inspector</name>
    <message>
        <location filename="../../ui/pages/design/inspector.cpp" line="+42"/>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message numerus="yes">
        <location line="+202"/>
        <source>%n blocks</source>
        <translation>
            <numerusform>%n 个块</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>an edit holds for all of them, as one step</source>
        <translation>编辑作为一步应用于所有这些块</translation>
    </message>
    <message>
        <location line="+96"/>
        <source>No space open</source>
        <translation>未打开搜索空间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choose a template at the left, or drop a .cwspace file here.</source>
        <translation>请在左侧选择模板，或将 .cwspace 文件拖放到此处。</translation>
    </message>
</context>
<context>
    <name>cw::ui::JudgeDialog</name>
    <message>
        <location filename="../../ui/pages/runs/judge_dialog.cpp" line="+70"/>
        <source>Judged against measured</source>
        <translation>评估值与实测值</translation>
    </message>
    <message>
        <location line="-9"/>
        <source>Judge trials again</source>
        <translation>重新评估试验</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Trials of run %1</source>
        <translation>运行 %1 的试验</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Judges trials of this run once more by another estimator, or at another fidelity, and draws its answers against what the run measured. Nothing is written to the history.</source>
        <translation>用另一个评估器或另一保真度重新评估本次运行的试验，并把结果与运行的实测值画在一起。不会写入历史。</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Each judged trial becomes a point here.</source>
        <translation>每个评估过的试验在此显示为一个点。</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>How many are judged, of %1 finished ones; taken evenly from the best to the worst.</source>
        <translation>评估多少个（共有 %1 个已完成）；从最好到最差均匀选取。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Judged (x)</source>
        <translation>评估值 (x)</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Measured (y)</source>
        <translation>实测值 (y)</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Plot</source>
        <translation>图</translation>
    </message>
    <message>
        <location line="+53"/>
        <source>Getting ready …</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <location line="+93"/>
        <source>%1, judged</source>
        <translation>%1（评估）</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1, measured by the run</source>
        <translation>%1（运行实测）</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Spearman %1</source>
        <translation>斯皮尔曼 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Kendall %1</source>
        <translation>肯德尔 %1</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n 个试验</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 s each</source>
        <translation>每个 %1 秒</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>without a value: %1</source>
        <translation>没有值：%1</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Judge</source>
        <translation>评估</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>At least two finished trials are needed.</source>
        <translation>至少需要两个已完成的试验。</translation>
    </message>
</context>
<context>
    <name>cw::ui::KeyField</name>
    <message>
        <location filename="../../ui/widgets/key_field.cpp" line="+35"/>
        <source>press keys …</source>
        <translation>请按键…</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>cw::ui::KeysDialog</name>
    <message>
        <location filename="../../ui/frame/keys_dialog.cpp" line="+29"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Find an action or a key …</source>
        <translation>查找操作或按键…</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>Fit all</source>
        <translation>全部可见</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Fit the selection</source>
        <translation>选中部分可见</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Zoom at the cursor</source>
        <translation>在光标处缩放</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Move the drawing</source>
        <translation>移动画布</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Space and drag</source>
        <translation>空格加拖动</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Enter a block</source>
        <translation>进入模块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Leave it</source>
        <translation>离开模块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nudge the selection</source>
        <translation>微移选中部分</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Arrows, Shift+Arrows</source>
        <translation>方向键,Shift+方向键</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Walk to the next block</source>
        <translation>走到下一个模块</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Alt+Arrows</source>
        <translation>Alt+方向键</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Link from the selected block</source>
        <translation>从选中的模块连线</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Walk through its wires</source>
        <translation>依次选择其连线</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Next comment</source>
        <translation>下一条注释</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Draw a lasso around trials in a plot</source>
        <translation>在图中用套索圈住试验</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Shift and drag</source>
        <translation>按住 Shift 拖动</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>All as at first</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Keys of the window</source>
        <translation>窗口快捷键</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Click a key to give an action another.</source>
        <translation>点击按键即可为操作指定新的按键。</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Keys of %1</source>
        <translation>%1 的按键</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No keys</source>
        <translation>无按键</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <location line="+43"/>
        <source>%1 is the key of “%2”; give that another one first.</source>
        <translation>%1 是“%2”的按键;请先为它指定别的按键。</translation>
    </message>
</context>
<context>
    <name>cw::ui::LabeledField</name>
    <message>
        <location filename="../../ui/widgets/labeled_field.cpp" line="+19"/>
        <source>Changed from the default</source>
        <translation>已偏离默认值</translation>
    </message>
</context>
<context>
    <name>cw::ui::LearntView</name>
    <message>
        <location filename="../../ui/methods/learnt_view.cpp" line="+9"/>
        <location line="+26"/>
        <source>Learning progress</source>
        <translation>学习进程</translation>
    </message>
    <message>
        <location line="-26"/>
        <source>What the strategy learns appears here with its first results.</source>
        <translation>策略学到的内容随首批结果显示在这里。</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>entropy, 1 when all is even</source>
        <translation>熵（完全均匀时为 1）</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>reward baseline</source>
        <translation>奖励基线</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>part chosen at random</source>
        <translation>随机选择的比例</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>expected of the best</source>
        <translation>对最优者的期望</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>nodes of the tree</source>
        <translation>树的节点数</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>up to trial %1</source>
        <translation>截至试验 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::LeaveDialog</name>
    <message>
        <location filename="../../ui/frame/leave_dialog.cpp" line="+15"/>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>%n search(es) of this window still running. What should become of them?</source>
        <translation>
            <numerusform>本窗口有 %n 个搜索正在运行。如何处理？</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Keep running in the background</source>
        <translation>在后台继续运行(&amp;K)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>cellwright-cli takes over; the next window shows it live.</source>
        <translation>由 cellwright-cli 接手；下一个窗口会实时显示。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>cellwright-cli, which would take over, was not found.</source>
        <translation>未找到可接手的 cellwright-cli。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Pause and close</source>
        <translation>暂停并关闭(&amp;P)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trainings keep what they have learnt, and go on from there when resumed.</source>
        <translation>训练保留已学到的内容，恢复时从该处继续。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ends after the current batches; trainings under way begin anew when resumed.</source>
        <translation>在当前批次后结束；恢复时，进行中的训练将重新开始。</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n run(s) of the queue have not begun: they stay in it whatever you choose, none begins in the background, and the next window offers to continue.</source>
        <translation>
            <numerusform>队列中有 %n 个运行尚未开始：无论如何选择，它们都留在队列中，不会在后台开始，下个窗口会提供继续的选项。</numerusform>
        </translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cw::ui::LeftRunning</name>
    <message>
        <location filename="../../ui/frame/left_running.cpp" line="+69"/>
        <source>Run %1 goes on in the background.</source>
        <translation>运行 %1 正在后台继续。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Run %1 has finished in the background.</source>
        <translation>运行 %1 已在后台完成。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Run %1 has failed in the background: %2</source>
        <translation>运行 %1 在后台失败：%2</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Run %1 no longer runs in the background; it can be resumed.</source>
        <translation>运行 %1 已不在后台运行；可以恢复。</translation>
    </message>
</context>
<context>
    <name>cw::ui::LegendStrip</name>
    <message>
        <location filename="../../ui/plots/legend_strip.cpp" line="+22"/>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>cw::ui::LiveStrip</name>
    <message>
        <location filename="../../ui/pages/design/live_strip.cpp" line="+69"/>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location line="-5"/>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Networks of this space, drawn by chance</source>
        <translation>从此搜索空间中随机抽取的网络</translation>
    </message>
    <message>
        <location line="+9"/>
        <location line="+100"/>
        <source>decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="-99"/>
        <location line="+110"/>
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="-109"/>
        <source>distinct, exact</source>
        <translation>互异，精确</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>of samples are valid</source>
        <translation>的样本有效</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+54"/>
        <source>Histogram of %1</source>
        <translation>%1 的直方图</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>candidate, exact</source>
        <translation>候选，精确</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>candidates, exact</source>
        <translation>候选，精确</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>candidates, at least</source>
        <translation>候选，至少</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>candidates, continuous</source>
        <translation>候选，连续</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>computed in %1 ms</source>
        <translation>用时 %1 毫秒</translation>
    </message>
</context>
<context>
    <name>cw::ui::LoadPlot</name>
    <message>
        <location filename="../../ui/plots/load_plot.cpp" line="+34"/>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <location line="+40"/>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>machine</source>
        <translation>整台机器</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>its memory</source>
        <translation>其内存</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>all memory</source>
        <translation>全部内存</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>GPU memory</source>
        <translation>GPU 内存</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>cores</source>
        <translation>核</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>cores, GPUs</source>
        <translation>核心、GPU</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>GiB</source>
        <translation>GiB</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>%1 · %2 of %3 busy cores · %4 of %5 GiB in use</source>
        <translation>%1 · 忙碌的 %3 个核中占 %2 · 已用 %5 GiB 中占 %4</translation>
    </message>
    <message>
        <location line="+5"/>
        <source> · %1 busy GPUs · %2 GiB of GPU memory in use</source>
        <translation> · %1 个 GPU 忙碌 · 已用 GPU 内存 %2 GiB</translation>
    </message>
    <message>
        <location line="+1"/>
        <source> · no GPU found</source>
        <translation> · 未找到 GPU</translation>
    </message>
</context>
<context>
    <name>cw::ui::LogBook</name>
    <message>
        <location filename="../../ui/frame/log_book.cpp" line="+16"/>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <location line="+58"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Of</source>
        <translation>来源</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>cw::ui::LogDialog</name>
    <message>
        <location filename="../../ui/frame/log_dialog.cpp" line="+56"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show the run</source>
        <translation>显示该运行</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Find in the messages …</source>
        <translation>在消息中查找…</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Find in the messages</source>
        <translation>在消息中查找</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>The selected message</source>
        <translation>所选消息</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Select a message to read all of it.</source>
        <translation>选择一条消息以阅读全文。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The selected messages, or all that are shown, as text</source>
        <translation>将所选消息或全部显示的消息作为文本复制</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>What happened since the program was started</source>
        <translation>程序启动以来发生的事</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Nothing has happened yet. What becomes of runs, which of their trials fail and why, and what the program warns of is written here.</source>
        <translation>还没有发生什么。运行的进展、失败的试验及其原因以及程序的警告都会写在这里。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No message fits. Choose another level, or clear the search.</source>
        <translation>没有符合的消息。请选择其他级别或清除搜索。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>cw::ui::MainWindow</name>
    <message>
        <location filename="../../ui/frame/main_window.cpp" line="+127"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>A newer version of Cellwright has written this history. It is shown as far as this version knows it, and cannot be changed.</source>
        <translation>此历史由较新版本的 Cellwright 写入：按当前版本所知显示，且不能更改。</translation>
    </message>
    <message>
        <location line="+111"/>
        <source>Run %1 waits: %2</source>
        <translation>运行 %1 正在等待：%2</translation>
    </message>
</context>
<context>
    <name>cw::ui::MessageTap</name>
    <message numerus="yes">
        <location filename="../../ui/frame/message_tap.cpp" line="+93"/>
        <source>%n more message(s) at that time</source>
        <translation>
            <numerusform>当时还有 %n 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::MethodPanel</name>
    <message>
        <location filename="../../ui/methods/method_panel.cpp" line="+47"/>
        <location line="+47"/>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <location line="-45"/>
        <source>What of the method is shown</source>
        <translation>显示方法的哪个方面</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The learning curves, and what belongs to the run&apos;s strategy and scheduler</source>
        <translation>学习曲线，以及该运行的策略和调度器特有的视图</translation>
    </message>
    <message>
        <location line="+4"/>
        <location line="+151"/>
        <source>More for the learning curves</source>
        <translation>学习曲线的更多操作</translation>
    </message>
    <message>
        <location line="-90"/>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <location line="+74"/>
        <source>Being computed …</source>
        <translation>正在计算……</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>More for this plot</source>
        <translation>此图的更多选项</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>This cannot be shown: %1</source>
        <translation>无法显示：%1</translation>
    </message>
</context>
<context>
    <name>cw::ui::Minimap</name>
    <message>
        <location filename="../../ui/canvas/minimap.cpp" line="+24"/>
        <source>Overview of the drawing</source>
        <translation>图的概览</translation>
    </message>
</context>
<context>
    <name>cw::ui::NameSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/name_section.cpp" line="+22"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>id</source>
        <translation>标识</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Shown on the card in place of the id</source>
        <translation>在卡片上代替标识显示</translation>
    </message>
    <message>
        <location line="+24"/>
        <location line="+2"/>
        <location line="+3"/>
        <location line="+11"/>
        <source>names the decision: %1</source>
        <translation>决策名称：%1</translation>
    </message>
    <message>
        <location line="-12"/>
        <source>names the decisions: %1 and %1.merge</source>
        <translation>决策名称：%1 和 %1.merge</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>names the decisions: %1</source>
        <translation>决策名称：%1</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>in files, tables and constraints</source>
        <translation>用于文件、表格和约束中</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>Rename an alternative</source>
        <translation>重命名备选项</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Set the title of %1</source>
        <translation>设置 %1 的标题</translation>
    </message>
</context>
<context>
    <name>cw::ui::Notices</name>
    <message>
        <location filename="../../ui/pages/design/notices.cpp" line="+62"/>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>cw::ui::Notifier</name>
    <message>
        <location filename="../../ui/frame/notifier.cpp" line="+63"/>
        <source>%1 · best %2</source>
        <translation>%1 · 最佳 %2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Run %1 has finished</source>
        <translation>运行 %1 已完成</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Run %1 has failed</source>
        <translation>运行 %1 失败</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Run %1 has a new best</source>
        <translation>运行 %1 有了新的最佳值</translation>
    </message>
</context>
<context>
    <name>cw::ui::ObjectiveSection</name>
    <message>
        <location filename="../../ui/pages/search/objective_section.cpp" line="+35"/>
        <source>Objectives</source>
        <translation>目标</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>and constraints</source>
        <translation>与约束</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+95"/>
        <source>Constraint</source>
        <translation>约束</translation>
    </message>
    <message>
        <location line="-52"/>
        <location line="+1"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>minimise</source>
        <translation>最小化</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <location line="+34"/>
        <source>An expression over params, macs, depth and the decisions, true for every candidate.</source>
        <translation>关于 params、macs、depth 和决策的表达式，每个候选都必须满足。</translation>
    </message>
</context>
<context>
    <name>cw::ui::OddsView</name>
    <message>
        <location filename="../../ui/methods/odds_view.cpp" line="+39"/>
        <location line="+180"/>
        <source>Alternatives</source>
        <translation>备选项</translation>
    </message>
    <message>
        <location line="-180"/>
        <source>What the strategy makes of the alternatives appears here.</source>
        <translation>策略对各备选项的判断显示在这里。</translation>
    </message>
    <message>
        <location line="+69"/>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>expected reward</source>
        <translation>期望奖励</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>at trial %1</source>
        <translation>试验 %1 时</translation>
    </message>
</context>
<context>
    <name>cw::ui::OfferMenu</name>
    <message>
        <location filename="../../ui/pages/design/inspector/offer_menu.cpp" line="+32"/>
        <source>Find an op ...</source>
        <translation>查找操作 ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Find an op</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Ops</source>
        <translation>操作</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>Nothing is called so.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>cw::ui::OpenDocuments</name>
    <message>
        <location filename="../../ui/document/open_documents.cpp" line="+266"/>
        <source>Not saved: %1 is open in another tab.</source>
        <translation>未保存：%1 已在另一个标签页中打开。</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>%1 cannot be recovered: %2</source>
        <translation>无法恢复 %1：%2</translation>
    </message>
</context>
<context>
    <name>cw::ui::Outline</name>
    <message>
        <location filename="../../ui/pages/design/outline.cpp" line="+11"/>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Outline of the space</source>
        <translation>搜索空间的大纲</translation>
    </message>
</context>
<context>
    <name>cw::ui::OutlookCard</name>
    <message>
        <location filename="../../ui/pages/search/outlook_card.cpp" line="+75"/>
        <location line="+219"/>
        <source>Launch</source>
        <translation>启动</translation>
    </message>
    <message>
        <location line="-190"/>
        <source>What will happen</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <location line="+38"/>
        <source>Proposes %1</source>
        <translation>提出 %1 个候选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Proposes %1 of %2 candidates</source>
        <translation>提出 %2 个候选中的 %1 个</translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>by %1, %n at a time,</source>
        <translation>
            <numerusform>策略为 %1，同时进行 %n 个，</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>and trains each for %n epoch(s)</source>
        <translation>
            <numerusform>每个训练 %n 轮，</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>on %1 pictures.</source>
        <translation>使用 %1 张图像。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>and judges each by %1.</source>
        <translation>并以%1评判。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Ends after %1 h at the latest.</source>
        <translation>最迟 %1 小时后结束。</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>as run %1</source>
        <translation>参照运行 %1</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Estimate</source>
        <translation>预估</translation>
    </message>
    <message>
        <location line="-130"/>
        <source>Compare strategies …</source>
        <translation>比较策略…</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>This search by several strategies, with several seeds</source>
        <translation>用多个策略、多个种子进行此搜索</translation>
    </message>
    <message>
        <location line="+94"/>
        <source>Ends early at %1.</source>
        <translation>达到 %1 时提前结束。</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>from the trial above</source>
        <translation>依据上面的试验</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>some stop earlier</source>
        <translation>部分会提前停止</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>at the pace of that run</source>
        <translation>按该运行的速度</translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n at a time</source>
        <translation>
            <numerusform>同时 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ready at</source>
        <translation>完成时刻</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>started now</source>
        <translation>若现在开始</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>of %1 GB free</source>
        <translation>可用 %1 GB</translation>
    </message>
    <message>
        <location line="+35"/>
        <source>Space compiles, no problems</source>
        <translation>搜索空间编译通过，没有问题</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Data set complete, test split kept away</source>
        <translation>数据集完整，测试部分不参与</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No data set needed</source>
        <translation>无需数据集</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Settings fit together</source>
        <translation>各项设置相互匹配</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Differences under %1 are chance</source>
        <translation>小于 %1 的差异属于偶然</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>accuracy rests on %1 pictures</source>
        <translation>准确率基于 %1 张图像</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Nothing yet: one thing below has to be put right first.</source>
        <translation>暂时什么都不会发生：请先解决下面的一个问题。</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Looking at the space and the data set …</source>
        <translation>正在查看搜索空间与数据集 …</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Starting …</source>
        <translation>正在启动 …</translation>
    </message>
</context>
<context>
    <name>cw::ui::Palette</name>
    <message>
        <location filename="../../ui/pages/design/palette.cpp" line="+20"/>
        <source>Palette</source>
        <translation>组件库</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Find op …</source>
        <translation>查找操作 …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Find something to add</source>
        <translation>查找可添加的内容</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>What can be added</source>
        <translation>可添加的内容</translation>
    </message>
    <message>
        <location line="+35"/>
        <location line="+4"/>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>cw::ui::Panel</name>
    <message>
        <location filename="../../ui/pages/design/panel.cpp" line="+28"/>
        <source>%1 in a window of its own</source>
        <translation>%1 独立窗口</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Close %1</source>
        <translation>关闭 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::PanelDock</name>
    <message>
        <location filename="../../ui/pages/design/panel_dock.cpp" line="+45"/>
        <source>In a window of its own</source>
        <translation>独立窗口</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>To the left</source>
        <translation>移到左侧</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>To the right</source>
        <translation>移到右侧</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Below</source>
        <translation>移到下方</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>cw::ui::ParamRow</name>
    <message>
        <location filename="../../ui/pages/design/inspector/param_row.cpp" line="+37"/>
        <source>%1: no value here</source>
        <translation>%1：此处不设值</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1: back to the default</source>
        <translation>%1：恢复默认值</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>as the run sets it</source>
        <translation>按运行的设置</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>no value yet</source>
        <translation>尚无值</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Taken from the settings of the run</source>
        <translation>取自运行的设置</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>One value, no decision</source>
        <translation>一个值，无决策</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>One of a list of values: 1 decision</source>
        <translation>取列表中的一个值：1 个决策</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Any value between two: 1 decision</source>
        <translation>取两值之间的任意值：1 个决策</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Only a number can have a range</source>
        <translation>只有数值才能设范围</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Given</source>
        <translation>给定</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>By the use of the cell, or by a block that gives it</source>
        <translation>由单元的使用处或给出该值的块决定</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Who gives %1</source>
        <translation>由谁给出 %1</translation>
    </message>
    <message>
        <location line="+80"/>
        <location line="+32"/>
        <source>mixed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>as input</source>
        <translation>同输入</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Leave %1 to the run</source>
        <translation>将 %1 交由运行设置</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Make %1 a parameter of the cell</source>
        <translation>将 %1 设为单元的参数</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Fix %1</source>
        <translation>固定 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Make %1 a choice</source>
        <translation>将 %1 设为选择</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Make %1 a range</source>
        <translation>将 %1 设为范围</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+28"/>
        <source>Let %1 be given</source>
        <translation>将 %1 设为给定</translation>
    </message>
    <message>
        <location line="-20"/>
        <location line="+14"/>
        <source>Set %1</source>
        <translation>设置 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::ParamsSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/params_section.cpp" line="+64"/>
        <source>Parameters that all of them have</source>
        <translation>所有这些块共有的参数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>The op &apos;%1&apos; is not in the catalogue.</source>
        <translation>目录中没有操作“%1”。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There are none.</source>
        <translation>没有参数。</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The op has no such parameter.</source>
        <translation>此操作没有该参数。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Delete a parameter</source>
        <translation>删除参数</translation>
    </message>
</context>
<context>
    <name>cw::ui::Plot</name>
    <message>
        <location filename="../../ui/plots/plot.cpp" line="+98"/>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Export PNG ...</source>
        <translation>导出 PNG ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+2"/>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>Export PNG, 3 times as fine ...</source>
        <translation>导出三倍精细 PNG ...</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Export SVG ...</source>
        <translation>导出 SVG ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Export data as CSV ...</source>
        <translation>将数据导出为 CSV ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <location line="+28"/>
        <location line="+7"/>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1 cannot be written</source>
        <translation>无法写入 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::PlotSelection</name>
    <message>
        <location filename="../../ui/pages/runs/plot_selection.cpp" line="+14"/>
        <source>&amp;Lasso: pick trials in a plot</source>
        <translation>套索：在图中选取试验(&amp;L)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show &amp;all trials again, not only those picked</source>
        <translation>重新显示所有试验，而不仅是选取的(&amp;A)</translation>
    </message>
    <message>
        <location line="+56"/>
        <source>selected in plot (%1)</source>
        <translation>在图中选取（%1）</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Only the trials picked with the lasso are shown. Click, or Esc, shows all again.</source>
        <translation>只显示用套索选取的试验。点击或按 Esc 重新显示全部。</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Lasso: draw a line around trials to pick them (Shift and drag does so too)</source>
        <translation>套索：画线圈住试验以选取它们（按住 Shift 拖动也可以）</translation>
    </message>
</context>
<context>
    <name>cw::ui::ProblemsPanel</name>
    <message>
        <location filename="../../ui/pages/design/problems_panel.cpp" line="+22"/>
        <location line="+7"/>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>What would help</source>
        <translation>解决建议</translation>
    </message>
</context>
<context>
    <name>cw::ui::QueueBar</name>
    <message>
        <location filename="../../ui/pages/runs/queue_bar.cpp" line="+47"/>
        <source>Runs at once</source>
        <translation>同时运行数</translation>
    </message>
    <message numerus="yes">
        <location line="+13"/>
        <source>%n run(s) at once</source>
        <translation>
            <numerusform>同时 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>%n run(s) waiting</source>
        <translation>
            <numerusform>%n 个运行在等待</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n at once</source>
        <translation>
            <numerusform>同时 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <location line="+0"/>
        <source>held: none begins</source>
        <translation>已暂停：不会开始新的运行</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Hold</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nothing more begins; what runs goes on</source>
        <translation>不再开始新的运行；正在运行的继续</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Begins those that wait; a paused run goes on by its own Resume</source>
        <translation>开始等待中的运行；已暂停的运行由其自身的“继续”恢复</translation>
    </message>
</context>
<context>
    <name>cw::ui::QueueNotice</name>
    <message>
        <location filename="../../ui/frame/queue_notice.cpp" line="+21"/>
        <source>Continue the queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message numerus="yes">
        <location line="+23"/>
        <source>%n run(s) of an experiment wait in the queue since the last window closed.</source>
        <translation>
            <numerusform>自上个窗口关闭以来，队列中有 %n 个实验运行在等待。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::RangeEditor</name>
    <message>
        <location filename="../../ui/pages/design/inspector/range_editor.cpp" line="+45"/>
        <source>min</source>
        <translation>最小值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>max</source>
        <translation>最大值</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>step</source>
        <translation>步长</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Drawn evenly on a logarithmic scale</source>
        <translation>在对数尺度上均匀抽取</translation>
    </message>
    <message>
        <location line="+47"/>
        <source>%1, logarithmic</source>
        <translation>%1，对数</translation>
    </message>
    <message numerus="yes">
        <location line="+107"/>
        <source>%n value(s): %1</source>
        <translation>
            <numerusform>%n 个值：%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ReplayBar</name>
    <message>
        <location filename="../../ui/pages/runs/replay_bar.cpp" line="+29"/>
        <source>The new best before</source>
        <translation>上一个新最佳</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+124"/>
        <source>Replay the search</source>
        <translation>回放搜索</translation>
    </message>
    <message>
        <location line="-123"/>
        <source>The next new best</source>
        <translation>下一个新最佳</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <location line="+107"/>
        <source>Pause the replay</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>%1 of %2 trials have ended</source>
        <translation>%2 个试验中已有 %1 个结束</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunHeader</name>
    <message>
        <location filename="../../ui/pages/runs/run_header.cpp" line="+53"/>
        <source>trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+80"/>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="-79"/>
        <location line="+85"/>
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <location line="-73"/>
        <location line="+85"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="-84"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Ends after the current batch; the run can be resumed</source>
        <translation>在当前批次后结束；运行可以恢复</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Change the number of trials or of workers</source>
        <translation>更改试验数或工作线程数</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 on %2</source>
        <translation>%1，于 %2</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>lag %1</source>
        <translation>滞后 %1</translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>%n epoch(s) on %1 of the data</source>
        <translation>
            <numerusform>在 %1 的数据上训练 %n 轮</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>from %1</source>
        <translation>始于 %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>experiment %1</source>
        <translation>实验 %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>space exhausted</source>
        <translation>搜索空间已穷尽</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>target reached</source>
        <translation>已达到目标</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>no trial has a value</source>
        <translation>没有任何试验得到数值</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>best, trial %1</source>
        <translation>最佳，试验 %1</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>taken</source>
        <translation>用时</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Write down what this run is about</source>
        <translation>记下这次运行的用途</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Begin now</source>
        <translation>立即开始</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunListModel</name>
    <message>
        <location filename="../../ui/pages/runs/run_list.cpp" line="+130"/>
        <source>run %1, %2, %3, %4, best %5</source>
        <translation>运行 %1，%2，%3，%4，最佳 %5</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>seed %1 · %2</source>
        <translation>种子 %1 · %2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>queue %1</source>
        <translation>队列 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunListPanel</name>
    <message>
        <location line="+66"/>
        <location line="+11"/>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <location line="-8"/>
        <source>Filter runs ...</source>
        <translation>筛选运行 ...</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunNews</name>
    <message>
        <location filename="../../ui/frame/run_news.cpp" line="+61"/>
        <source>The history can be read again.</source>
        <translation>历史又可以读取了。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>A newer version of Cellwright has written this history.</source>
        <translation>此历史由更新版本的 Cellwright 写入。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The search could not be launched: %1</source>
        <translation>无法启动搜索：%1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The experiment could not be queued: %1</source>
        <translation>无法将实验加入队列：%1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It could not begin: %1</source>
        <translation>无法开始：%1</translation>
    </message>
    <message>
        <location line="+53"/>
        <source>Started: %1, %2, up to %3 trials</source>
        <translation>已开始：%1，%2，最多 %3 个试验</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Goes on.</source>
        <translation>继续运行。</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Resumed.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Paused after %1 trials.</source>
        <translation>在 %1 个试验后暂停。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Finished after %1 trials, best %2.</source>
        <translation>在 %1 个试验后完成，最佳 %2。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Stopped after %1 trials.</source>
        <translation>在 %1 个试验后停止。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Interrupted after %1 trials: its program has ended.</source>
        <translation>在 %1 个试验后中断：其程序已结束。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Failed after %1 trials: %2</source>
        <translation>在 %1 个试验后失败：%2</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Waits in the queue.</source>
        <translation>在队列中等待。</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Trial %1 failed: %2</source>
        <translation>试验 %1 失败：%2</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>By %1: %2</source>
        <translation>由 %1：%2</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Refused: %1: %2</source>
        <translation>被拒绝：%1：%2</translation>
    </message>
</context>
<context>
    <name>cw::ui::RungsView</name>
    <message>
        <location filename="../../ui/methods/rungs_view.cpp" line="+26"/>
        <location line="+124"/>
        <source>Rungs</source>
        <translation>梯级</translation>
    </message>
    <message>
        <location line="-124"/>
        <source>The rungs appear here as soon as a trial goes on to more epochs.</source>
        <translation>一旦有试验继续训练更多轮，梯级就会显示在这里。</translation>
    </message>
    <message>
        <location line="+49"/>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 ep.</source>
        <translation>%1 轮</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>stopped there, or finished</source>
        <translation>在此停止或完成</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>went on</source>
        <translation>继续</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>below: trials there → went on</source>
        <translation>下方：到达的试验 → 继续的试验</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>%1 epochs · %2 trials, %3 went on, %4 did not, %5 failed</source>
        <translation>%1 轮 · %2 个试验，%3 个继续，%4 个未继续，%5 个失败</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>went on: median %1</source>
        <translation>继续的：中位数 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>did not: median %1</source>
        <translation>未继续的：中位数 %1</translation>
    </message>
</context>
<context>
    <name>cw::ui::RunsPage</name>
    <message>
        <location filename="../../ui/pages/runs_page.cpp" line="+152"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Filter, for example state = finished and params &lt; 5e5</source>
        <translation>筛选，例如 state = finished and params &lt; 5e5</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Filter trials</source>
        <translation>筛选试验</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Judge trials again, by another estimator</source>
        <translation>用另一个评估器重新评估试验</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <location line="+131"/>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <location line="+163"/>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>, trial %1 selected</source>
        <translation>，已选试验 %1</translation>
    </message>
    <message>
        <location filename="../../ui/pages/runs_page.h" line="+40"/>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>cw::ui::SamplePanel</name>
    <message>
        <location filename="../../ui/pages/design/sample_panel.cpp" line="+16"/>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Send to Search</source>
        <translation>送往搜索</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>This network is the first that the search on the Search page tries</source>
        <translation>搜索页上的搜索将首先尝试此网络</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Next sample (Space)</source>
        <translation>下一个样本 (Space)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Pin: the others are compared with this one</source>
        <translation>固定：其他网络与此网络比较</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Open a space to see its networks.</source>
        <translation>打开搜索空间即可查看其中的网络。</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>Network %1</source>
        <translation>网络 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 params · %2 MACs · depth %3</source>
        <translation>参数量 %1 · MACs %2 · 深度 %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::ScatterPlot</name>
    <message>
        <location filename="../../ui/plots/scatter_plot.cpp" line="+112"/>
        <source>trial %1 · %2 · %3</source>
        <translation>试验 %1 · %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::SchedulerSection</name>
    <message>
        <location filename="../../ui/pages/search/method_section.cpp" line="+156"/>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>stops hopeless trials</source>
        <translation>停止无望的试验</translation>
    </message>
</context>
<context>
    <name>cw::ui::Screenshot</name>
    <message>
        <location filename="../../ui/frame/screenshot.cpp" line="+68"/>
        <source>%1: the picture could not be written</source>
        <translation>%1：无法写入图片</translation>
    </message>
</context>
<context>
    <name>cw::ui::SearchPage</name>
    <message>
        <location filename="../../ui/pages/search_page.h" line="+35"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../ui/pages/search_page.cpp" line="+156"/>
        <source>Changed since it was saved</source>
        <translation>保存后已更改</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <location line="+95"/>
        <source>Open a search</source>
        <translation>打开搜索</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Searches (*.cwsearch);;All files (*)</source>
        <translation>搜索 (*.cwsearch);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>Save the search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Searches (*.cwsearch)</source>
        <translation>搜索 (*.cwsearch)</translation>
    </message>
    <message>
        <location line="+124"/>
        <source>new search</source>
        <translation>新搜索</translation>
    </message>
</context>
<context>
    <name>cw::ui::SeriesPlot</name>
    <message>
        <location filename="../../ui/methods/series_plot.cpp" line="+98"/>
        <source>%1 (right)</source>
        <translation>%1（右轴）</translation>
    </message>
    <message>
        <location line="+67"/>
        <source>%1 · trial %2 · %3</source>
        <translation>%1 · 试验 %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::SettingsDialog</name>
    <message>
        <location filename="../../ui/frame/settings_dialog.cpp" line="+45"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <location line="+3"/>
        <location line="+12"/>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location line="-11"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Notifications of the desktop</source>
        <translation>桌面通知</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>When a run &amp;finishes or fails</source>
        <translation>运行完成或失败时(&amp;F)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>When a run has a new &amp;best, at most once a minute</source>
        <translation>运行有新的最佳值时，每分钟至多一次(&amp;B)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Only while the window is not in front.</source>
        <translation>仅在窗口不在最前时。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>This desktop has no tray that could show them.</source>
        <translation>此桌面没有可显示通知的托盘。</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>New searches</source>
        <translation>新搜索</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>as the example</source>
        <translation>与示例相同</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Workers</source>
        <translation>工作线程(&amp;W)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Trials at once; 0: as in the example.</source>
        <translation>同时进行的试验数；0：与示例相同。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Th&amp;reads of a trial</source>
        <translation>每个试验的线程数(&amp;R)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>0: as in the example.</source>
        <translation>0：与示例相同。</translation>
    </message>
</context>
<context>
    <name>cw::ui::SettingsForm</name>
    <message>
        <location filename="../../ui/widgets/settings_form.cpp" line="+44"/>
        <location line="+55"/>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <location line="-55"/>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>From %1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>From %1</source>
        <translation>不小于 %1</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <location line="+88"/>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <location line="+103"/>
        <source>fewer settings</source>
        <translation>收起设置</translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>另有 %n 项设置</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SeverityCounts</name>
    <message>
        <location filename="../../ui/pages/design/severity_counts.cpp" line="+75"/>
        <source>%1 of %2 errors</source>
        <translation>%2 个错误中的 %1 个</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n 个提示</numerusform>
        </translation>
    </message>
    <message>
        <location line="+5"/>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceDocument</name>
    <message>
        <location filename="../../ui/document/space_document.cpp" line="+45"/>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceEditor</name>
    <message>
        <location filename="../../ui/canvas/space_editor.cpp" line="+115"/>
        <source>Move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Link %1 to %2</source>
        <translation>将 %1 连接到 %2</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>Pull out %1</source>
        <translation>拉出 %1</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>Move alternative %1</source>
        <translation>移动备选 %1</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Rename %1 to %2</source>
        <translation>将 %1 重命名为 %2</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Resize a comment</source>
        <translation>调整注释大小</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>Add a comment</source>
        <translation>添加注释</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Delete a comment</source>
        <translation>删除注释</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Edit a comment</source>
        <translation>编辑注释</translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceSection</name>
    <message>
        <location filename="../../ui/pages/search/space_section.cpp" line="+49"/>
        <location line="+10"/>
        <source>Space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="-10"/>
        <source>what is searched</source>
        <translation>搜索的对象</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Open file …</source>
        <translation>打开文件 …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Open in Design</source>
        <translation>在设计页打开</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Forget</source>
        <translation>清除</translation>
    </message>
    <message>
        <location line="+56"/>
        <source>Open a space</source>
        <translation>打开搜索空间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Spaces and tables (*.cwspace *.csv *.csv.gz);;All files (*)</source>
        <translation>搜索空间与表格 (*.cwspace *.csv *.csv.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>%1 (in the search file)</source>
        <translation>%1（在搜索文件中）</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>in the search file</source>
        <translation>在搜索文件中</translation>
    </message>
    <message numerus="yes">
        <location line="+38"/>
        <source>%n hand-made trial(s) first</source>
        <translation>
            <numerusform>先运行 %n 个手工试验</numerusform>
        </translation>
    </message>
    <message>
        <location line="+11"/>
        <source>decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::SpaceView</name>
    <message>
        <location filename="../../ui/canvas/space_view.cpp" line="+29"/>
        <source>Drawing of the search space</source>
        <translation>搜索空间图</translation>
    </message>
    <message>
        <location line="+21"/>
        <location line="+21"/>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show all (Home)</source>
        <translation>显示全部 (Home)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Overview (Alt+M)</source>
        <translation>概览 (Alt+M)</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>This space has decisions but no blocks to draw.</source>
        <translation>此搜索空间有决策，但没有可绘制的块。</translation>
    </message>
    <message>
        <location filename="../../ui/canvas/space_view_places.cpp" line="+64"/>
        <source>Drawing %1 blocks …</source>
        <translation>正在绘制 %1 个块 …</translation>
    </message>
</context>
<context>
    <name>cw::ui::SplitBar</name>
    <message>
        <location filename="../../ui/widgets/split_bar.cpp" line="+25"/>
        <source>train %1, valid %2, test %3</source>
        <translation>训练 %1，验证 %2，测试 %3</translation>
    </message>
    <message>
        <location line="+42"/>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>stratified</source>
        <translation>分层</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>valid</source>
        <translation>验证</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1, never used in a search</source>
        <translation>%1，搜索中从不使用</translation>
    </message>
</context>
<context>
    <name>cw::ui::StageStrip</name>
    <message>
        <location filename="../../ui/canvas/stage_strip.cpp" line="+20"/>
        <source>Stages of the network</source>
        <translation>网络的各阶段</translation>
    </message>
</context>
<context>
    <name>cw::ui::StatusBar</name>
    <message>
        <location filename="../../ui/frame/status_bar.cpp" line="+57"/>
        <location line="+148"/>
        <source>No active run</source>
        <translation>没有活动的运行</translation>
    </message>
    <message>
        <location line="-99"/>
        <source>Stop the run; it can be resumed</source>
        <translation>停止运行；可以恢复</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>ETA</source>
        <translation>剩余</translation>
    </message>
    <message>
        <location line="+34"/>
        <source>cpu  %1 of %2 slots</source>
        <translation>cpu  已用 %1 / %2 个槽位</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>cpu  %n slot(s) free</source>
        <translation>
            <numerusform>cpu  %n 个空闲槽位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <location line="+10"/>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>+%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+1"/>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>Pause after the current batch</source>
        <translation>在当前批次后暂停</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Starting …</source>
        <translation>正在启动 …</translation>
    </message>
</context>
<context>
    <name>cw::ui::SteerDialog</name>
    <message>
        <location filename="../../ui/pages/runs/steer_dialog.cpp" line="+42"/>
        <source>Expected a whole number from %1 to %2.</source>
        <translation>应为 %1 到 %2 的整数。</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Steer run %1</source>
        <translation>调整运行 %1</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>&amp;Trials</source>
        <translation>试验数(&amp;T)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Workers</source>
        <translation>工作线程(&amp;W)</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+2"/>
        <source>What was done to it</source>
        <translation>对它做过的操作</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+73"/>
        <source>%1 trials have ended already; expected at least as many.</source>
        <translation>已有 %1 个试验结束；应不少于此数。</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>%1 have ended</source>
        <translation>已结束 %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The lag is %1: more workers stand idle.</source>
        <translation>滞后为 %1：更多的工作线程会闲置。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Trials at once</source>
        <translation>同时进行的试验数</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>set going again</source>
        <translation>继续</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>trials %1</source>
        <translation>试验数 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>workers %1</source>
        <translation>工作线程 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>enqueued %1</source>
        <translation>已排入 %1</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>pinned %1 = %2</source>
        <translation>已固定 %1 = %2</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>unpinned %1</source>
        <translation>已取消固定 %1</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>at job %1</source>
        <translation>在作业 %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>not applied yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1, refused: %2</source>
        <translation>%1，被拒绝：%2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>by %1</source>
        <translation>由 %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Nothing so far.</source>
        <translation>尚无。</translation>
    </message>
</context>
<context>
    <name>cw::ui::StrategySection</name>
    <message>
        <location filename="../../ui/pages/search/method_section.cpp" line="-18"/>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>proposes candidates</source>
        <translation>提出候选</translation>
    </message>
</context>
<context>
    <name>cw::ui::StructureSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/structure_section.cpp" line="+25"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Inputs</source>
        <translation>输入选取</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Recurrent layer</source>
        <translation>循环层</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What arrives</source>
        <translation>到达的输入</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Searched</source>
        <translation>参与搜索</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Adds up what arrives; channels must agree</source>
        <translation>将各输入相加；通道数必须一致</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Puts the channels of what arrives after each other</source>
        <translation>将各输入的通道依次拼接</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The mean of all nodes, at the output of a recurrent cell</source>
        <translation>循环单元输出处所有节点的均值</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sum or concat: 1 decision more</source>
        <translation>求和或拼接：多 1 个决策</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>how many</source>
        <translation>数量</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>There or left out: 1 decision. Double click or Enter goes to the block inside.</source>
        <translation>保留或省略：1 个决策。双击或按 Enter 转到其中的块。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Its body is the cell: nodes of one function and one predecessor each. Double click or Enter goes in.</source>
        <translation>其内容即为单元：每个节点各有一个函数和一个前驱。双击或按 Enter 进入。</translation>
    </message>
    <message>
        <location line="+50"/>
        <source>Set %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <location line="+10"/>
        <location line="+162"/>
        <source>copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <location line="-159"/>
        <source>Tied</source>
        <translation>共享</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>All copies share the decisions inside</source>
        <translation>所有副本共享内部决策</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Independent</source>
        <translation>独立</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Each copy has decisions of its own</source>
        <translation>每个副本有各自的决策</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+161"/>
        <source>decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <location line="-157"/>
        <source>Tie the copies</source>
        <translation>让副本共享决策</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Let the copies differ</source>
        <translation>让副本各自决策</translation>
    </message>
    <message>
        <location line="+3"/>
        <location line="+3"/>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>A stage of the network: the fidelity &quot;cells&quot; cuts its copies</source>
        <translation>网络的一个阶段：保真度“cells”会减少其副本</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>fidelity</source>
        <translation>保真度</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Make a stage</source>
        <translation>设为阶段</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Make no stage</source>
        <translation>取消阶段</translation>
    </message>
    <message>
        <location line="+33"/>
        <location line="+116"/>
        <source>merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <location line="-111"/>
        <source>Merge by %1</source>
        <translation>合并方式：%1</translation>
    </message>
    <message>
        <location line="+5"/>
        <location line="+3"/>
        <source>only loose ends</source>
        <translation>仅悬空输出</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Takes only what nothing else in the graph takes</source>
        <translation>仅取图中未被其他块使用的结果</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>takes</source>
        <translation>取用</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Take loose ends only</source>
        <translation>仅取悬空输出</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Take all that arrives</source>
        <translation>取所有输入</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>gives</source>
        <translation>给出</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Values that parameters inside can take, for the copies (or the sources) in turn; the last holds for the rest</source>
        <translation>内部参数可用的值，依次对应各副本（或各来源）；最后一个用于其余各项</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Set what it gives</source>
        <translation>设置给出的值</translation>
    </message>
    <message>
        <location line="+15"/>
        <location line="+67"/>
        <source>cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="-62"/>
        <source>Use another cell</source>
        <translation>改用另一个单元</translation>
    </message>
    <message>
        <location line="+58"/>
        <source>tied</source>
        <translation>共享</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>independent</source>
        <translation>独立</translation>
    </message>
</context>
<context>
    <name>cw::ui::Summary</name>
    <message>
        <location filename="../../ui/pages/design/inspector/summary.cpp" line="+55"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Drawing</source>
        <translation>图</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Constraints</source>
        <translation>约束</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>None: all candidates are allowed.</source>
        <translation>无：允许所有候选。</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Around here</source>
        <translation>操作提示</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Click a block to see its parameters. Double click goes into a cell or a repeated block, Backspace back.</source>
        <translation>单击块可查看其参数。双击进入单元或重复块，按 Backspace 返回。</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>The op &apos;%1&apos; is not in the catalogue.</source>
        <translation>目录中没有操作“%1”。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>There are none.</source>
        <translation>没有参数。</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>as input</source>
        <translation>同输入</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>In files and tables</source>
        <translation>在文件和表格中</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Alternatives</source>
        <translation>备选项</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>decisions inside</source>
        <translation>内部决策</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>tied</source>
        <translation>共享</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>independent</source>
        <translation>独立</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Only what nothing else takes.</source>
        <translation>仅合并未被其他块使用的结果。</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>In one sampled network</source>
        <translation>在一个采样网络中</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::SurrogateView</name>
    <message>
        <location filename="../../ui/methods/surrogate_view.cpp" line="+21"/>
        <location line="+169"/>
        <source>Predicted and measured</source>
        <translation>预测与实测</translation>
    </message>
    <message>
        <location line="-168"/>
        <source>What the model expects appears here from its first fit on, as soon as its proposals are judged.</source>
        <translation>模型首次拟合之后，一旦其提议得到评估，它的预期就会显示在这里。</translation>
    </message>
    <message>
        <location line="+62"/>
        <source>predicted %1</source>
        <translation>预测的%1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>RMSE %1</source>
        <translation>RMSE %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Spearman %1</source>
        <translation>Spearman %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>as predicted</source>
        <translation>与预测一致</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>up to trial %1</source>
        <translation>截至试验 %1</translation>
    </message>
    <message>
        <location line="+52"/>
        <source>trial %1 · predicted %2 (%3 – %4) · measured %5</source>
        <translation>试验 %1 · 预测 %2（%3 – %4）· 实测 %5</translation>
    </message>
</context>
<context>
    <name>cw::ui::TableHeader</name>
    <message>
        <location filename="../../ui/widgets/table_header.cpp" line="+67"/>
        <source>Show all columns</source>
        <translation>显示所有列</translation>
    </message>
</context>
<context>
    <name>cw::ui::TemplateGallery</name>
    <message>
        <location filename="../../ui/pages/design/template_gallery.cpp" line="+25"/>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>New from template</source>
        <translation>从模板新建</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Begin with a published space, or with nothing</source>
        <translation>从已发表的搜索空间开始，或从空白开始</translation>
    </message>
    <message>
        <location line="+36"/>
        <source>Empty space</source>
        <translation>空搜索空间</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>An input and an output; the rest is drawn.</source>
        <translation>只有一个输入和一个输出；其余由您绘制。</translation>
    </message>
</context>
<context>
    <name>cw::ui::TitleEdit</name>
    <message>
        <location filename="../../ui/canvas/title_edit.cpp" line="+28"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>cw::ui::TopBar</name>
    <message>
        <location filename="../../ui/frame/top_bar.cpp" line="+19"/>
        <source>Type a command or find …</source>
        <translation>输入命令或查找 …</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrainDialog</name>
    <message>
        <location filename="../../ui/pages/runs/train_dialog.cpp" line="+66"/>
        <source>Measure the test part once, at the end</source>
        <translation>最后在测试集上测量一次</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Save network…</source>
        <translation>保存网络…</translation>
    </message>
    <message>
        <location line="-11"/>
        <source>Train final</source>
        <translation>最终训练</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Validation perplexity</source>
        <translation>验证困惑度</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+37"/>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="-14"/>
        <location line="+3"/>
        <source>Choose the folder of a data set</source>
        <translation>选择数据集所在文件夹</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Multiplies every number of channels.</source>
        <translation>乘以每一层的通道数。</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>as drawn</source>
        <translation>按图所绘</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Cells per stage</source>
        <translation>每阶段单元数</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Copies per stage at most.</source>
        <translation>每阶段最多的副本数。</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <location line="+35"/>
        <source>Choose a data set.</source>
        <translation>请选择数据集。</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>%1 params · %2 MACs · %3 training samples</source>
        <translation>%1 个参数 · %2 MACs · %3 个训练样本</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Reading the data set …</source>
        <translation>正在读取数据集 …</translation>
    </message>
    <message numerus="yes">
        <location line="+23"/>
        <source>Stopped after %n epoch(s).</source>
        <translation>
            <numerusform>已在 %n 轮后停止。</numerusform>
        </translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>Test accuracy %1</source>
        <translation>测试准确率 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Test perplexity %1</source>
        <translation>测试困惑度 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>validation accuracy %1</source>
        <translation>验证准确率 %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Save the network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cellwright architecture (*.cwarch)</source>
        <translation>Cellwright 架构 (*.cwarch)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>The training is not finished. Stop it and close?</source>
        <translation>训练尚未完成。停止并关闭吗？</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialCard</name>
    <message>
        <location filename="../../ui/pages/search/trial_card.cpp" line="+140"/>
        <source>Judges one random candidate as the search would, and measures what it takes. Nothing is written to the history.</source>
        <translation>像搜索那样评估一个随机候选并测量所需资源。不会写入历史记录。</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>One real trial</source>
        <translation>一次真实试验</translation>
    </message>
    <message>
        <location line="+97"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Try one</source>
        <translation>试一个</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Under way …</source>
        <translation>进行中…</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Measures how long a trial takes here, and how much memory.</source>
        <translation>测量一次试验在此需要多少时间和内存。</translation>
    </message>
    <message numerus="yes">
        <location line="+11"/>
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n 轮</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>samples/s</source>
        <translation>样本/秒</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialFacts</name>
    <message>
        <location filename="../../ui/pages/runs/trial_facts.cpp" line="+61"/>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+59"/>
        <source>test accuracy %1</source>
        <translation>测试准确率 %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>test perplexity %1</source>
        <translation>测试困惑度 %1</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n 轮</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Weights: %1</source>
        <translation>权重：%1</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>Final training: %1</source>
        <translation>最终训练：%1</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialsModel</name>
    <message>
        <location filename="../../ui/pages/runs/trials_model.cpp" line="+42"/>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <location filename="../../ui/pages/runs/trials_model_text.cpp" line="+154"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Parent</source>
        <translation>父代</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialsTable</name>
    <message>
        <location filename="../../ui/pages/runs/trials_table.cpp" line="+21"/>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
</context>
<context>
    <name>cw::ui::WholeSpaceSection</name>
    <message>
        <location filename="../../ui/pages/design/inspector/whole_space_section.cpp" line="+41"/>
        <source>channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>height</source>
        <translation>高</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>width</source>
        <translation>宽</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <location line="+0"/>
        <location line="+6"/>
        <source>features</source>
        <translation>特征数</translation>
    </message>
    <message>
        <location line="-4"/>
        <location line="+62"/>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <location line="-52"/>
        <source>Space</source>
        <translation>搜索空间</translation>
    </message>
    <message>
        <location line="+17"/>
        <location line="+188"/>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location line="-187"/>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Where the space was published, such as &quot;Zoph et al., CVPR 2018&quot;</source>
        <translation>搜索空间发表之处，例如“Zoph et al., CVPR 2018”</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>decision=value</source>
        <translation>决策=值</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>How a candidate is written and read: each decision with its value, or as the benchmark does</source>
        <translation>候选的读写形式：逐项写出决策及其值，或按该基准的写法</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>vector</source>
        <translation>向量</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+152"/>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location line="-151"/>
        <source>Shape of one input when the drawing is looked at; the data set of a run replaces it</source>
        <translation>查看图时单个输入的形状；运行时改用数据集的形状</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>kind of input</source>
        <translation>输入类型</translation>
    </message>
    <message>
        <location line="+23"/>
        <location line="+128"/>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location line="-126"/>
        <source>vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Rename the space</source>
        <translation>重命名搜索空间</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Set the title</source>
        <translation>设置标题</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Set the paper</source>
        <translation>设置论文</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Set how candidates are written</source>
        <translation>设置候选的书写形式</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Change the kind of input</source>
        <translation>更改输入类型</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Set the task</source>
        <translation>设置任务</translation>
    </message>
</context>
<context>
    <name>cw::ui::WindowActions</name>
    <message>
        <location filename="../../ui/frame/window_actions.cpp" line="+96"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>&amp;New search</source>
        <translation>新建搜索(&amp;N)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Open search …</source>
        <translation>打开搜索(&amp;O) …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Save search …</source>
        <translation>保存搜索(&amp;S) …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Se&amp;ttings …</source>
        <translation>设置 …(&amp;T)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Find or do …</source>
        <translation>查找或执行(&amp;F) …</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>L&amp;og</source>
        <translation>日志(&amp;O)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Launch</source>
        <translation>启动(&amp;L)</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Compare &amp;strategies …</source>
        <translation>比较策略(&amp;S)…</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Copy as command line</source>
        <translation>复制为命令行(&amp;C)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Pause the run</source>
        <translation>暂停运行(&amp;P)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Stop the run</source>
        <translation>停止运行(&amp;S)</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+109"/>
        <source>&amp;Continue the queue</source>
        <translation>继续队列(&amp;C)</translation>
    </message>
    <message>
        <location line="-103"/>
        <location line="+94"/>
        <source>&amp;Resume the last interrupted run</source>
        <translation>恢复上次中断的运行(&amp;R)</translation>
    </message>
    <message>
        <location line="-86"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Help pages</source>
        <translation>帮助页面(&amp;H)</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>&amp;About Cellwright</source>
        <translation>关于 Cellwright(&amp;A)</translation>
    </message>
    <message>
        <location line="+69"/>
        <source>&amp;Resume run %1</source>
        <translation>恢复运行 %1(&amp;R)</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>&amp;Hold the queue</source>
        <translation>暂停队列(&amp;H)</translation>
    </message>
</context>
<context>
    <name>cw::ui::WorkDialog</name>
    <message>
        <location filename="../../ui/pages/runs/work_dialog.cpp" line="+44"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>cw::ui::WorkersChart</name>
    <message>
        <location filename="../../ui/pages/runs/workers_chart.cpp" line="+35"/>
        <source>Workers over time</source>
        <translation>工作线程时间线</translation>
    </message>
    <message>
        <location line="+120"/>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Bars appear here when a worker takes the first trial.</source>
        <translation>工作线程开始第一个试验后，这里会出现条形。</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>slot %1</source>
        <translation>槽位 %1</translation>
    </message>
    <message>
        <location line="+47"/>
        <source>trial %1 · %2 · %3</source>
        <translation>试验 %1 · %2 · %3</translation>
    </message>
</context>
<context>
    <name>cw::ui::WorkersPanel</name>
    <message>
        <location filename="../../ui/pages/runs/workers_panel.cpp" line="+25"/>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What of the workers is shown</source>
        <translation>显示工作线程的哪一方面</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What each worker did when, or how busy processors and memory are</source>
        <translation>各工作线程何时做了什么，或处理器和内存有多忙</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>More for the load</source>
        <translation>负载图的更多操作</translation>
    </message>
    <message>
        <location line="+48"/>
        <source>How busy the machine was is recorded only while this window is open and the run lives.</source>
        <translation>只有在此窗口打开且运行进行期间才会记录机器的负载。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>This run is on another machine, %1: how busy that is cannot be seen from here.</source>
        <translation>此运行在另一台机器 %1 上：从这里看不到它有多忙。</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The first measurement comes in a second.</source>
        <translation>第一次测量将在一秒后到来。</translation>
    </message>
</context>
</TS>
