// Chooses the part of the images that is shown: training, validation or test.
import type { PartName } from '../../engine/datasets/image-folder.ts';
import { joinClasses } from '../design/classes.ts';
import { Segments } from '../design/Segments.tsx';
import typography from '../design/text.module.css';
import { useTexts } from '../i18n/use-texts.ts';
import { partTexts } from '../runs/words.ts';
import styles from './PartChoice.module.css';
import { dataTexts } from './words.ts';

interface PartChoiceProperties {
  /** Of what the part is shown. */
  readonly what: 'counts' | 'watch';
  readonly parts: readonly PartName[];
  readonly part: PartName;
  onChange(part: PartName): void;
}

export function PartChoice({ what, parts, part, onChange }: PartChoiceProperties) {
  const text = useTexts(dataTexts);
  const sayPart = useTexts(partTexts);
  return (
    <div className={styles.choice}>
      <h3 className={joinClasses(typography.muted, typography.small)}>{text(what)}</h3>
      <Segments
        label={text('partShown', { what })}
        options={parts.map((name) => ({ value: name, label: sayPart(name) }))}
        value={part}
        onChange={onChange}
      />
    </div>
  );
}
