// What is said where a promise was broken, in Chinese (words.ts).
export const chinese = { failed: '{action}没有成功：{why}' } as const;
