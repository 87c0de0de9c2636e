// How far opening images has come, and the way out of it.

import { runCommand } from '../commands/registry.ts';
import { TaskProgress } from '../design/TaskProgress.tsx';
import { useLanguage } from '../i18n/language.ts';
import { formatProgress } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { OpenProgress as Progress } from '../runs/dataset.ts';
import { dataTexts, phaseTexts } from './words.ts';

export function OpenProgress({ progress }: { readonly progress: Progress | undefined }) {
  const language = useLanguage();
  const text = useTexts(dataTexts);
  const sayPhase = useTexts(phaseTexts);
  const { done = 0, total = 0 } = progress ?? {};
  return (
    <TaskProgress
      text={sayPhase(progress?.phase ?? 'opening')}
      detail={formatProgress(done, total, language)}
      share={total === 0 ? 0 : done / total}
      cancelLabel={text('cancel')}
      onCancel={() => runCommand('cancel-opening')}
    />
  );
}
