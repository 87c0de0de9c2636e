// Chooses the part of the images that is shown: training, validation or test.
import type { PartName } from '../../engine/datasets/image-folder.ts';
import { joinClasses } from '../design/classes.ts';
import { Segments } from '../design/Segments.tsx';
import typography from '../design/text.module.css';
import styles from './PartChoice.module.css';

interface PartChoiceProperties {
  readonly label: string;
  readonly parts: readonly PartName[];
  readonly part: PartName;
  onChange(part: PartName): void;
}

export function PartChoice({ label, parts, part, onChange }: PartChoiceProperties) {
  return (
    <div className={styles.choice}>
      <h3 className={joinClasses(typography.muted, typography.small)}>{label}</h3>
      <Segments
        label={`Part shown: ${label.toLowerCase()}`}
        options={parts.map((name) => ({ value: name, label: name }))}
        value={part}
        onChange={onChange}
      />
    </div>
  );
}
