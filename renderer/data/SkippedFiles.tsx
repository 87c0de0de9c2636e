// Files that were left out, each with its reason. Nothing is shown where all could be read.
import { Dialog } from 'radix-ui';
import type { SkippedFile } from '../../engine/datasets/image-folder.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { plural } from '../i18n/numbers.ts';

/** A list of more than this helps nobody, and would slow the window. */
const mostShown = 500;

export function SkippedFiles({ skipped, ignored }: { readonly skipped: readonly SkippedFile[]; readonly ignored: number }) {
  if (skipped.length === 0 && ignored === 0) return null;
  return (
    <div className="skipped">
      {skipped.length > 0 && (
        <Dialog.Root>
          <Dialog.Trigger asChild>
            <button type="button" className="link warning-text" data-testid="skipped-count">
              <Icon name="warning" />
              {plural(skipped.length, 'file')} left out
            </button>
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Overlay className="overlay" />
            <Dialog.Content className="dialog">
              <Dialog.Title className="dialog-title">{plural(skipped.length, 'file')} left out</Dialog.Title>
              <Dialog.Description className="muted">They are not in any count, and training does not see them.</Dialog.Description>
              <ul className="skipped-list copyable">
                {skipped.slice(0, mostShown).map(({ path, reason }) => (
                  <li key={path}>
                    <span className="path">{path}</span>
                    <span className="muted">{reason}</span>
                  </li>
                ))}
              </ul>
              {skipped.length > mostShown && <p className="muted">The first {mostShown} are shown.</p>}
              <div className="dialog-actions">
                <Dialog.Close asChild>
                  <Button label="Close" />
                </Dialog.Close>
              </div>
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
      )}
      {ignored > 0 && <p className="small muted">{plural(ignored, 'other file')} ignored</p>}
    </div>
  );
}
