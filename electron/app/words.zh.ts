// What the main process says by itself, in Chinese.

export const chinese = {
  dialogs: {
    openNetwork: '打开网络',
    saveNetwork: '保存网络',
    network: 'Receptive 网络',
    openFolder: '打开图像文件夹，每个类别一个文件夹',
    exportModel: '导出训练好的模型',
    notWritten: '未写入：{why}。请选择其他位置',
    model: 'Receptive 模型',
  },
  menu: {
    file: '文件(&F)',
    close: '关闭',
    quit: '退出',
    about: '关于 Receptive',
    services: '服务',
    hide: '隐藏 Receptive',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    quitReceptive: '退出 Receptive',
  },
} as const;
