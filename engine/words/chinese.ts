// All messages in Chinese. Glossary, so that one thing has one name everywhere:
// activation 激活函数 · batch 批量 · batch normalisation 批量归一化 · bias 偏置 · channel 通道 · class 类别 · connection 连线 ·
// convolution 卷积 · data set 数据集 · dense layer 全连接层 · diverge 发散 · epoch 轮次 · feature map 特征图 · filter, kernel 卷积核 ·
// flatten 展平 · freeze 冻结 · gradient 梯度 · input 输入 · label 标签 · layer 层 · learning rate 学习率 · loss 损失 ·
// loss function 损失函数 · momentum 动量 · network 网络 · node 节点 · optimizer 优化器 · output, end 输出端 · padding 填充 ·
// parameter 参数 · pooling 池化 · position 位置 · prediction 预测 · reconstruction 重建 · schedule 学习率调度 · seed 随机种子 ·
// skip (a file) 跳过 · stride 步幅 · step 步 · test 测试 · training 训练 · unit 单元 · unpooling 反池化 · validation 验证 ·
// vector 向量 · weight 权重 · weight decay 权重衰减 · window 窗口
// Names stay as they are: ReLU, Softmax, Dropout, Adam, SGD, JSON, base64, f32, options of the command line.
import { chinese as wasm } from '../backends/wasm/words.zh.ts';
import { chinese as base } from '../base/words.zh.ts';
import { chinese as datasets } from '../datasets/words.zh.ts';
import { chinese as document } from '../document/words.zh.ts';
import { chinese as exporters } from '../exporters/words.zh.ts';
import { chinese as lab } from '../lab/words.zh.ts';
import { chinese as layers } from '../layers/words.zh.ts';
import { chinese as network } from '../network/words.zh.ts';
import { chinese as train } from '../train/words.zh.ts';
import { chinese as host } from './host.zh.ts';

/** By room. */
export const chinese = { base, layers, document, network, wasm, datasets, train, exporters, lab, host } as const;
