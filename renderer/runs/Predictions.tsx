// What the network says of the pinned image: the likeliest classes, with the true one marked.
import { useStore } from 'zustand';
import { Bar } from '../design/Bar.tsx';
import { joinClasses } from '../design/classes.ts';
import typography from '../design/text.module.css';
import { formatShare } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { datasetStore } from './dataset.ts';
import { previewStore, rankClasses } from './preview.ts';
import styles from './side.module.css';
import { WatchedImage } from './WatchedImage.tsx';
import { imageTexts } from './words.ts';

const mostShown = 7;

export function Predictions() {
  const text = useTexts(imageTexts);
  const probabilities = useStore(previewStore, (state) => state.probabilities);
  const label = useStore(previewStore, (state) => state.label);
  const givesBack = useStore(previewStore, (state) => state.reconstructions.length > 0);
  const pinned = useStore(previewStore, (state) => state.pinned);
  const classes = useStore(datasetStore, (state) => state.dataset?.classes);
  return (
    <section className={styles.side} aria-label={text('prediction')}>
      <WatchedImage />
      {probabilities.length === 0 && givesBack ? null : probabilities.length === 0 ? (
        <p className={joinClasses(typography.muted, typography.small)}>{text(pinned === undefined ? 'watchOne' : 'trainFirst')}</p>
      ) : (
        <ol data-testid="predictions">
          {rankClasses(probabilities, mostShown).map((index) => {
            const name = classes?.[index] ?? text('class', { number: index + 1 });
            const probability = probabilities[index] ?? 0;
            return (
              <Bar
                key={name}
                label={index === label ? `${name} ✓` : name}
                share={probability}
                value={formatShare(probability)}
                title={index === label ? text('trueClass', { name }) : name}
                isMarked={index === label}
              />
            );
          })}
        </ol>
      )}
    </section>
  );
}
