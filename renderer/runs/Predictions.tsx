// What the network says of the pinned image: the likeliest classes, with the true one marked.
import { useStore } from 'zustand';
import { Bar } from '../design/Bar.tsx';
import { joinClasses } from '../design/classes.ts';
import typography from '../design/text.module.css';
import { formatShare } from '../i18n/numbers.ts';
import { datasetStore } from './dataset.ts';
import { previewStore, rankClasses } from './preview.ts';
import styles from './side.module.css';
import { WatchedImage } from './WatchedImage.tsx';

const mostShown = 7;

export function Predictions() {
  const probabilities = useStore(previewStore, (state) => state.probabilities);
  const label = useStore(previewStore, (state) => state.label);
  const givesBack = useStore(previewStore, (state) => state.reconstructions.length > 0);
  const pinned = useStore(previewStore, (state) => state.pinned);
  const classes = useStore(datasetStore, (state) => state.dataset?.classes);
  return (
    <section className={styles.side} aria-label="Prediction for the watched image">
      <WatchedImage />
      {probabilities.length === 0 && givesBack ? null : probabilities.length === 0 ? (
        <p className={joinClasses(typography.muted, typography.small)}>
          {pinned === undefined
            ? 'Open images and press one to watch what the network makes of it.'
            : 'What the network says of it appears here once it is trained on these images.'}
        </p>
      ) : (
        <ol data-testid="predictions">
          {rankClasses(probabilities, mostShown).map((index) => {
            const name = classes?.[index] ?? `class ${index + 1}`;
            const probability = probabilities[index] ?? 0;
            return (
              <Bar
                key={name}
                label={index === label ? `${name} ✓` : name}
                share={probability}
                value={formatShare(probability)}
                title={index === label ? `${name}, the true class` : name}
                isMarked={index === label}
              />
            );
          })}
        </ol>
      )}
    </section>
  );
}
