// The pinned image itself, small, with its class: what the maps on the canvas and the probabilities beside it are of.
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { bytesOfValues } from '../../engine/images/unit-values.ts';
import { sentence } from '../../engine/words/texts.ts';
import type { Answer } from '../bridge/bridge.ts';
import { send } from '../bridge/bridge.ts';
import { joinClasses } from '../design/classes.ts';
import { Pixels } from '../design/Pixels.tsx';
import typography from '../design/text.module.css';
import { useTexts } from '../i18n/use-texts.ts';
import { attempt } from '../messages/messages.ts';
import { datasetStore } from './dataset.ts';
import { labelPinned, previewStore } from './preview.ts';
import side from './side.module.css';
import styles from './WatchedImage.module.css';
import { imageTexts } from './words.ts';

type Images = Extract<Answer<'readImages'>, { kind: 'images' }>;

export function WatchedImage() {
  const text = useTexts(imageTexts);
  const pinned = useStore(previewStore, (state) => state.pinned);
  const reconstructions = useStore(previewStore, (state) => state.reconstructions);
  const dataset = useStore(datasetStore, (state) => state.dataset);
  const [shown, setShown] = useState<Images | undefined>(undefined);
  useEffect(() => {
    if (pinned === undefined || dataset === undefined) {
      setShown(undefined);
      return;
    }
    let isCurrent = true;
    void attempt('watched', sentence(imageTexts, 'reading'), async () => {
      const answer = await send('readImages', { images: [pinned] });
      if (!isCurrent) return;
      setShown(answer.kind === 'images' ? answer : undefined);
      if (answer.kind === 'images') labelPinned(pinned, answer.images[0]?.label ?? -1);
    });
    return () => {
      isCurrent = false;
    };
  }, [pinned, dataset]);

  const image = shown?.images[0];
  return (
    <div className={joinClasses(styles.watched, reconstructions.length > 0 && styles.givesBack)} data-testid="watched">
      <div className={styles.pixels}>
        {shown !== undefined && image !== undefined && (
          <Pixels height={image.height ?? shown.height} width={image.width ?? shown.width} channels={shown.channels} bytes={image.bytes} />
        )}
      </div>
      {reconstructions.map(({ node, height, width, channels, values }) => (
        <div key={node} className={styles.pixels} title={text('givenBack', { layer: node })}>
          <Pixels
            height={height}
            width={width}
            channels={channels}
            bytes={bytesOfValues(values)}
            name={text('givenBack', { layer: node })}
          />
        </div>
      ))}
      <div className={styles.text}>
        <h3 className={side.title}>{text('watched')}</h3>
        <p className={joinClasses(typography.muted, typography.small)} title={image?.path}>
          {image === undefined ? text('none') : (dataset?.classes[image.label] ?? image.path)}
        </p>
      </div>
    </div>
  );
}
