// A few images of a part, as many of each class, or spread over those without; pressing one pins it for the live maps and probabilities.
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type DatasetSummary, type PartName, partNames } from '../../engine/datasets/image-folder.ts';
import type { CommandAnswer, ImageReference } from '../../engine/protocol.ts';
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { Pixels } from '../design/Pixels.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { reportFailure } from '../messages/messages.ts';
import { pin } from '../runs/images.ts';
import { previewStore } from '../runs/preview.ts';
import { chooseSpread } from './choose-spread.ts';
import { PartChoice } from './PartChoice.tsx';
import styles from './Thumbnails.module.css';
import { dataTexts } from './words.ts';

type Images = Extract<CommandAnswer<'readImages'>, { kind: 'images' }>;
interface Loaded {
  readonly references: readonly ImageReference[];
  readonly images: Images;
}

const mostShown = 24;

export function Thumbnails({ dataset }: { readonly dataset: DatasetSummary }) {
  const text = useTexts(dataTexts);
  const parts = partNames.filter((name) => (dataset.parts[name]?.count ?? 0) > 0);
  const [chosen, setPart] = useState<PartName>('validation');
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const pinned = useStore(previewStore, (state) => state.pinned);
  const part = parts.includes(chosen) ? chosen : (parts[0] ?? 'training');

  const references = useMemo(
    () => chooseSpread(groupsOf(dataset, part), mostShown).map((index): ImageReference => ({ part, index })),
    [dataset, part],
  );

  useEffect(() => {
    let isCurrent = true;
    send('readImages', { images: references })
      .then((answer) => {
        if (isCurrent) setLoaded(answer.kind === 'images' ? { references, images: answer } : undefined);
      })
      .catch(reportFailure(sentence(dataTexts, 'reading')));
    return () => {
      isCurrent = false;
    };
  }, [references]);

  return (
    <div>
      <PartChoice what="watch" parts={parts} part={part} onChange={setPart} />
      <div className={styles.thumbnails}>
        {loaded === undefined && references.map(({ index }) => <span key={index} className={styles.thumbnail} />)}
        {loaded?.images.images.map(({ label, path, bytes, height = loaded.images.height, width = loaded.images.width }, position) => {
          const reference = loaded.references[position];
          if (reference === undefined) return null;
          const name = dataset.classes[label];
          const isPinned = pinned?.part === reference.part && pinned.index === reference.index;
          return (
            <button
              key={`${reference.part} ${reference.index}`}
              type="button"
              className={styles.thumbnail}
              data-testid="thumbnail"
              aria-pressed={isPinned}
              aria-label={name === undefined ? text('watchUnlabelled', { path }) : text('watchThis', { path, name })}
              title={name === undefined ? path : text('imageOf', { name, path })}
              onClick={() => {
                pin(reference, label).catch(reportFailure(sentence(dataTexts, 'looking')));
              }}
            >
              <Pixels height={height} width={width} channels={loaded.images.channels} bytes={bytes} />
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** How many images of a part lie together: those of each class, or all. */
function groupsOf({ classes, parts }: DatasetSummary, part: PartName): readonly number[] {
  const { count = 0, perClass = [] } = parts[part] ?? {};
  return classes.length === 0 ? [count] : perClass;
}
