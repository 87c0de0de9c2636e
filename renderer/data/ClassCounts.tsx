// How many images each class has, one part at a time; where there are no classes, how many images there are.
import { useState } from 'react';
import { type DatasetSummary, type PartName, partNames } from '../../engine/datasets/image-folder.ts';
import { Bar } from '../design/Bar.tsx';
import { joinClasses } from '../design/classes.ts';
import typography from '../design/text.module.css';
import { formatCount } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { partTexts } from '../runs/words.ts';
import { PartChoice } from './PartChoice.tsx';
import { dataTexts } from './words.ts';

export function ClassCounts({ dataset }: { readonly dataset: DatasetSummary }) {
  const text = useTexts(dataTexts);
  const sayPart = useTexts(partTexts);
  const [chosen, setPart] = useState<PartName>('training');
  const parts = partNames.filter((name) => (dataset.parts[name]?.count ?? 0) > 0);
  const part = parts.includes(chosen) ? chosen : (parts[0] ?? 'training');
  if (dataset.classes.length === 0) {
    const count = parts.reduce((sum, name) => sum + (dataset.parts[name]?.count ?? 0), 0);
    return (
      <p className={joinClasses(typography.muted, typography.small)} data-testid="image-count">
        {text('unlabelled', { count })}
      </p>
    );
  }
  const counts = dataset.parts[part]?.perClass ?? [];
  const most = Math.max(1, ...counts);
  return (
    <div>
      <PartChoice what="counts" parts={parts} part={part} onChange={setPart} />
      <ul data-testid="class-counts" aria-label={text('countsOf', { part: sayPart(part) })}>
        {dataset.classes.map((name, index) => {
          const count = counts[index] ?? 0;
          return <Bar key={name} label={name} share={count / most} value={formatCount(count)} title={text('countOf', { name, count })} />;
        })}
      </ul>
    </div>
  );
}
