// How far opening images has come, and the way out of it.

import { sentence } from '../../engine/words/texts.ts';
import { TaskProgress } from '../design/TaskProgress.tsx';
import { useLanguage } from '../i18n/language.ts';
import { formatProgress } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { attempt } from '../messages/messages.ts';
import type { OpenProgress as Progress } from '../runs/dataset.ts';
import { cancelOpening } from '../runs/images.ts';
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
      onCancel={() => void attempt('cancel-opening', sentence(dataTexts, 'cancelling'), cancelOpening)}
    />
  );
}
