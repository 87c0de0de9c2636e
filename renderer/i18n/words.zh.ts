// Times and progress in words, in Chinese (words.ts).
export const chinese = { days: '{days} 天', progress: '{done} / {total}' } as const;
