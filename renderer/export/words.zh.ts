// What is said of an exported model, in Chinese (words.ts).
export const chinese = { failed: '无法导出模型', exported: '模型已导出到 {file}' } as const;
