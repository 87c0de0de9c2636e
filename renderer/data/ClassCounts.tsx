// How many images each class has, one part at a time.
import { useState } from 'react';
import { type DatasetSummary, type PartName, partNames } from '../../engine/datasets/image-folder.ts';
import { Bar } from '../design/Bar.tsx';
import { formatCount } from '../i18n/numbers.ts';
import { PartChoice } from './PartChoice.tsx';

export function ClassCounts({ dataset }: { readonly dataset: DatasetSummary }) {
  const [chosen, setPart] = useState<PartName>('training');
  const parts = partNames.filter((name) => (dataset.parts[name]?.count ?? 0) > 0);
  const part = parts.includes(chosen) ? chosen : (parts[0] ?? 'training');
  const counts = dataset.parts[part]?.perClass ?? [];
  const most = Math.max(1, ...counts);
  return (
    <div>
      <PartChoice label="Per class" parts={parts} part={part} onChange={setPart} />
      <ul data-testid="class-counts" aria-label={`Images per class, ${part}`}>
        {dataset.classes.map((name, index) => {
          const count = counts[index] ?? 0;
          return (
            <Bar key={name} label={name} share={count / most} value={formatCount(count)} title={`${name}: ${formatCount(count)} images`} />
          );
        })}
      </ul>
    </div>
  );
}
