// A line between a dock and the rest, or between two places of a dock: dragged, or moved with the arrow keys; a double click gives a
// dock its first size back.
import { Separator } from 'react-resizable-panels';
import { useTexts } from '../../i18n/use-texts.ts';
import { firstSizes, resizeDock } from '../../views/layout.ts';
import { changeLayout } from '../../views/layout-store.ts';
import type { DockName } from '../../views/view.ts';
import { viewTexts } from '../../views/words.ts';
import styles from './Divider.module.css';

export function Divider({ dock }: { readonly dock: DockName }) {
  const text = useTexts(viewTexts);
  return (
    <Separator
      className={styles.divider}
      aria-label={text('resize', { dock })}
      disableDoubleClick
      onDoubleClick={() => changeLayout((layout) => resizeDock(layout, dock, firstSizes[dock]))}
    />
  );
}

/** Between two places of a dock. */
export function InnerDivider({ before, after }: { readonly before: string; readonly after: string }) {
  const text = useTexts(viewTexts);
  return <Separator className={styles.divider} aria-label={text('split', { before, after })} />;
}
