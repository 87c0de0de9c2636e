// Which of our languages a system's or a browser's name of one means.
import { type Language, languages } from '../base/messages.ts';

/** `zh-CN`, `zh_CN.UTF-8`, `zh` → `zh`; what we do not speak, and no name at all, → `en`. */
export function languageOf(name: string | undefined): Language {
  const [stem] = (name ?? '').toLowerCase().split(/[-_.@]/);
  return languages.find((language) => language === stem) ?? 'en';
}
