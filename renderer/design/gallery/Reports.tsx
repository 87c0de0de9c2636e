// Everything that tells something.
import { Bar } from '../Bar.tsx';
import { Callout } from '../Callout.tsx';
import { Facts } from '../Facts.tsx';
import { Pixels } from '../Pixels.tsx';
import { Progress } from '../Progress.tsx';
import { TaskProgress } from '../TaskProgress.tsx';
import styles from './Gallery.module.css';
import { Specimen } from './Specimen.tsx';
import type { Words } from './words.ts';

const side = 8;
const grey = Uint8Array.from({ length: side * side }, (_, index) => (index * 255) / (side * side));
const coloured = Uint8Array.from({ length: side * side * 3 }, (_, index) => (index % 3 === 0 ? 220 : (index * 255) / (side * side * 3)));
const nothing = (): undefined => undefined;

export function Reports({ words }: { readonly words: Words }) {
  return (
    <>
      <Specimen name="facts">
        <div className={styles.panel}>
          <Facts
            facts={[
              [words.input, '28×28×1'],
              [words.output, '28×28×6'],
            ]}
          />
        </div>
      </Specimen>
      <Specimen name="bar">
        <ul className={styles.panel}>
          <Bar label={words.boots} share={0.82} value="82.0 %" isMarked />
          <Bar label={words.coats} share={0.13} value="13.0 %" />
          <Bar label={words.boots} share={Number.NaN} value="–" />
        </ul>
      </Specimen>
      <Specimen name="progress">
        <div className={styles.panel}>
          <TaskProgress text={words.decoding} detail={words.progress} share={0.4} cancelLabel={words.cancel} onCancel={nothing} />
          <TaskProgress text={words.decoding} share={0} cancelLabel={words.cancel} onCancel={nothing} />
          <Progress share={0.7} isThin />
        </div>
      </Specimen>
      <Specimen name="callout">
        <div className={styles.panel}>
          <Callout tone="error">
            <p>{words.error}</p>
          </Callout>
        </div>
        <div className={styles.panel}>
          <Callout tone="warning">
            <p>{words.warning}</p>
          </Callout>
        </div>
      </Specimen>
      <Specimen name="pixels">
        <div style={{ width: 64 }}>
          <Pixels height={side} width={side} channels={1} bytes={grey} name={words.boots} />
        </div>
        <div style={{ width: 64 }}>
          <Pixels height={side} width={side} channels={3} bytes={coloured} name={words.boots} />
        </div>
      </Specimen>
    </>
  );
}
