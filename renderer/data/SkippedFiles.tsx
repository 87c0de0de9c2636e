// Files that were left out, each with its reason. Nothing is shown where all could be read.
import type { SkippedFile } from '../../engine/datasets/image-folder.ts';
import { joinClasses } from '../design/classes.ts';
import { Dialog } from '../design/Dialog.tsx';
import { Icon } from '../design/Icon.tsx';
import { LinkButton } from '../design/LinkButton.tsx';
import typography from '../design/text.module.css';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import styles from './SkippedFiles.module.css';
import { dataTexts } from './words.ts';

/** A list of more than this helps nobody, and would slow the window. */
const mostShown = 500;

export function SkippedFiles({ skipped, ignored }: { readonly skipped: readonly SkippedFile[]; readonly ignored: number }) {
  const { phrase } = usePhrases();
  const text = useTexts(dataTexts);
  if (skipped.length === 0 && ignored === 0) return null;
  return (
    <div className={styles.skipped}>
      {skipped.length > 0 && (
        <Dialog
          title={text('leftOut', { count: skipped.length })}
          description={text('leftOutHelp')}
          closeLabel={text('close')}
          trigger={
            <LinkButton tone="warning" data-testid="skipped-count">
              <Icon name="warning" />
              {text('leftOut', { count: skipped.length })}
            </LinkButton>
          }
        >
          <ul className={styles.list} data-copyable>
            {skipped.slice(0, mostShown).map(({ path, reason }) => (
              <li key={path}>
                <span className={typography.path}>{path}</span>
                <span className={typography.muted}>{phrase(reason)}</span>
              </li>
            ))}
          </ul>
          {skipped.length > mostShown && <p className={typography.muted}>{text('first', { count: mostShown })}</p>}
        </Dialog>
      )}
      {ignored > 0 && <p className={joinClasses(typography.muted, typography.small)}>{text('ignored', { count: ignored })}</p>}
    </div>
  );
}
