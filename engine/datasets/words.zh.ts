// What is wrong with an image folder, and why files were left out, in Chinese.
import { translate } from '../base/translation.ts';
import { words } from './words.ts';

const layout = '每个类别一个图像文件夹的文件夹，或在其上有 train/ 以及 validation/ 或 test/';
const parts = '{part, select, validation {验证} test {测试} other {训练}}';

export const chinese = translate(words, {
  problems: {
    'no-images': {
      message: '此文件夹中没有图像',
      expected: layout,
      received: '其中任何地方都没有图像文件（PNG、JPEG、WebP、GIF、TIFF、BMP）',
    },
    'no-class-folders': {
      message: '此文件夹中没有图像文件夹',
      expected: layout,
      received: '直接位于其中的 {images, plural, other {#}} 张图像，没有图像文件夹',
    },
    'one-class': { message: '只有一个类别', expected: '两个或更多类别，每个类别一个图像文件夹', received: '一个类别“{name}”' },
    'no-readable-classes': {
      message: '可训练的类别少于两个',
      expected: '两个或更多含有可读图像的类别',
      received: '{classes, plural, =0 {没有可读的图像} other {只有一个类别含有可读的图像}}',
    },
    'training-missing': {
      message: '没有训练图像',
      expected: '文件夹 train/，其中每个类别一个图像文件夹',
      received: '只有 validation/ 或 test/',
    },
    'test-classes-unknown': {
      message: '测试文件夹中没有任何训练类别',
      expected: '以训练类别命名的文件夹：{classes}',
      received: '{count, plural, =0 {没有图像文件夹} other {只有其他：{found}}}',
    },
    'too-many-sizes': {
      message: '图像的大小种类过多',
      expected: '按输入层步长向上取整后，图像至多有 {most} 种大小',
      received: '{found} 种大小',
    },
    'class-without-readable-images': {
      message: '一个类别没有可读的训练图像，已略去',
      expected: '类别“{name}”有可读的图像',
      received: '没有可用于训练的图像',
    },
    'images-outside-classes': {
      message: '有些图像不属于任何类别',
      expected: '每张图像都在类别文件夹中',
      received: '{images, plural, other {#}} 张在外面，已略去',
    },
    'folder-beside-parts': {
      message: '各部分之外还有文件夹',
      expected: '只有 train/、validation/ 和 test/',
      received: '还有 {folders}，已略去',
    },
    'class-without-images': {
      message: '一个类别文件夹是空的',
      expected: '每个类别文件夹都有图像',
      received: '{classes} 中没有，已略去',
    },
    'class-missing-in-part': {
      message: `有些类别没有${parts}图像`,
      expected: `${parts}图像包含每个类别`,
      received: `{classes} 没有${parts}图像`,
    },
    'class-unknown-in-part': {
      message: `有些${parts}图像的类别没有训练图像`,
      expected: `${parts}图像中只有含训练图像的类别`,
      received: '还有 {classes}，已略去',
    },
    'input-not-an-image': {
      message: '图像有一个通道（灰度）或三个通道（红、绿、蓝）。',
      expected: '1 或 3 个通道',
      received: '{channels}',
    },
    'classes-differ': {
      message: '网络有 {outputs} 个输出，文件夹有 {classes} 个类别。',
      expected: '{classes} 个输出，每个类别一个',
      received: '{outputs} 个',
    },
    'no-training-images': { message: '文件夹中没有可读的训练图像。', expected: '每个类别至少一张图像', received: '无' },
    'images-coloured': {
      message: '图像是彩色的，而网络看到的是灰度图像。',
      expected: '彩色图像需要三个通道',
      received: '一个通道；查看的 {images, plural, other {# 张图像}}中有 {coloured} 张彩色',
    },
    'images-grey': {
      message: '图像是灰度的，网络得到三份相同的灰度值。',
      expected: '灰度图像只需一个通道',
      received: '三个通道；查看的 {images, plural, other {# 张图像}}全部为灰度',
    },
    'images-smaller': {
      message: '查看的 {images, plural, other {# 张图像}}中有 {smaller} 张将被放大。',
      expected: '图像至少为 {size}',
      received: '其中最大的为 {largest}',
    },
    'no-validation-images': {
      message: '没有验证图像：无法得知网络在未学过的图像上表现如何。',
      expected: '验证部分，或大于 0 的验证比例',
      received: '无',
    },
    'classes-small': {
      message: '{classes, plural, other {# 个类别}}的训练图像非常少。',
      expected: '每个类别至少 {least} 张',
      received: '{found}',
    },
  },
  fixes: {
    'other-folder-or-format': '选择其他文件夹，或以上述格式及其常用扩展名保存图像',
    'make-class-folders': '为每个类别建一个文件夹，把图像移进去',
    'open-inner-folder': '直接打开文件夹“{name}”：其中的 {folders} 个文件夹看起来就是类别',
    'add-another-class': '添加另一个类别的图像文件夹',
    'see-skipped': '请查看跳过文件的原因',
    'see-skipped-until-then': '请查看跳过文件的原因；在此之前略去该类别',
    'add-training-folder': '以 train/<类别>/ 的形式添加训练图像，或打开直接包含类别文件夹的文件夹',
    'choose-test-folder': '选择类别名相同的测试文件夹',
    'set-input-step': '把输入层的步长设为 {step}',
    'move-to-classes': '把它们移到所属类别的文件夹',
    'move-to-parts': '把要使用的图像移到这三个文件夹之一',
    'fill-or-remove': '向其中添加图像，或删除该文件夹',
    'add-to-part': `添加它的${parts}图像；在此之前无法在该部分衡量它`,
    'add-training-images': '添加它的训练图像，或改为某个训练类别的名称',
    'set-channels': '把通道数设为 3',
    'set-outputs': '把 {node} 的{name, select, units {单元数} other {卷积核数}}设为 {classes}',
    'set-input-channels': '把输入的通道数设为 {channels}',
    'set-input-size': '把输入设为 {size}',
    'use-larger-images': '使用更大的图像，或更小的输入层',
    'set-validation-share': '每个类别保留 {percent} % 用于验证',
    'add-validation-images': '为各类别添加图像，或添加包含各类图像的 validation/ 文件夹',
    'add-class-images': '为这些类别添加图像',
  },
  phrases: {
    'and-more': '{names} 以及另外 {count} 个',
    'quoted-name': '“{name}”',
    'class-with-images': '“{name}” {images}',
    'skipped-empty': '文件为 0 字节',
    'skipped-not-an-image': '内容不是 PNG、JPEG、WebP、GIF、TIFF 或 BMP',
    'skipped-modern-format': '不支持 AVIF 和 HEIC 图像；请另存为 PNG、JPEG、WebP、GIF、TIFF 或 BMP',
    'skipped-format': '不支持此格式；请另存为 PNG、JPEG、WebP、GIF、TIFF 或 BMP',
    'skipped-tiff-samples': '不支持 {bits} 位{isFloat, select, true {浮点} other {}}样本的 TIFF；请以 8 位或 16 位无符号保存',
    'skipped-tiff-palette': '不支持超过 256 色的 TIFF 调色板；请另存为 RGB',
    'skipped-damaged': '无法解码此 {format} 图像：{why}',
    'ends-before-size': '文件在图像大小可知之前就结束了',
    'ends-before-end': '文件在图像结束之前就结束了',
    'other-size-than-declared': '解码后的图像大小与文件头声明的不同',
    'skipped-too-many-pixels': '文件声明为 {width} × {height} 像素；至多解码 {most} 百万像素',
    'skipped-file-too-large': '文件为 {size} 字节；至多读取 {most} 字节',
    'skipped-no-permission': '无权读取此文件：请为当前用户授权',
    'skipped-missing': '文件已不存在，或是失效的链接',
    'skipped-link-to-itself': '这是指向自身的符号链接',
    'skipped-folder': '这是文件夹，不是文件',
    'skipped-device': '这是管道、套接字或设备，不是文件',
    'skipped-unreadable': '无法读取此文件：{why}',
    'skipped-name': '文件名不是 UTF-8：请重命名',
    'skipped-crash': '解码器在此文件上崩溃{hasReason, select, true {：{why}} other {}}',
  },
});
