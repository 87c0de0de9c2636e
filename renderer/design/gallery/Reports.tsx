// Everything that tells something.
import { Bar } from '../Bar.tsx';
import { Button } from '../Button.tsx';
import { Callout } from '../Callout.tsx';
import { Facts } from '../Facts.tsx';
import { Pixels } from '../Pixels.tsx';
import { Progress } from '../Progress.tsx';
import { TaskProgress } from '../TaskProgress.tsx';
import styles from './Gallery.module.css';
import { Specimen, State } from './Specimen.tsx';
import type { Words } from './words.ts';

const side = 8;
const grey = Uint8Array.from({ length: side * side }, (_, index) => (index * 255) / (side * side));
const coloured = Uint8Array.from({ length: side * side * 3 }, (_, index) => (index % 3 === 0 ? 220 : (index * 255) / (side * side * 3)));
const nothing = (): undefined => undefined;

export function Reports({ words }: { readonly words: Words }) {
  return (
    <>
      <Specimen name="facts">
        <State name="normal">
          <div className={styles.panel}>
            <Facts
              facts={[
                [words.input, '28×28×1'],
                [words.output, '28×28×6'],
              ]}
            />
          </div>
        </State>
        <State name="long">
          <div className={styles.panel}>
            <Facts
              facts={[
                [words.input, words.coats],
                [words.coats, '28×28×6'],
                [words.coats, words.coats],
              ]}
            />
          </div>
        </State>
      </Specimen>
      <Specimen name="bar">
        <ul className={styles.panel}>
          <Bar label={words.boots} share={0.82} value="82.0 %" isMarked />
          <Bar label={words.coats} share={0.13} value="13.0 %" title={words.coats} />
          <Bar label={words.boots} share={0} value="0.0 %" />
          <Bar label={words.boots} share={1} value="100.0 %" />
          <Bar label={words.boots} share={Number.NaN} value="–" />
        </ul>
      </Specimen>
      <Specimen name="progress">
        <div className={styles.panel}>
          {[0, 0.4, 1].map((share) => (
            <State key={share} name={String(share)}>
              <Progress share={share} label={words.decoding} />
              <Progress share={share} isThin />
            </State>
          ))}
        </div>
      </Specimen>
      <Specimen name="task-progress">
        <State name="normal">
          <div className={styles.panel}>
            <TaskProgress text={words.decoding} detail={words.progress} share={0.4} cancelLabel={words.cancel} onCancel={nothing} />
          </div>
        </State>
        <State name="begun">
          <div className={styles.panel}>
            <TaskProgress text={words.decoding} share={0} cancelLabel={words.cancel} onCancel={nothing} />
          </div>
        </State>
        <State name="long">
          <div className={styles.panel}>
            <TaskProgress text={words.trainLong} detail={words.progress} share={1} cancelLabel={words.cancel} onCancel={nothing} />
          </div>
        </State>
      </Specimen>
      <Specimen name="callout">
        {(['error', 'warning'] as const).map((tone) => (
          <div key={tone} className={styles.panel}>
            <Callout tone={tone} isAlert={tone === 'error'}>
              <p>{words[tone]}</p>
              <p>{words.path.repeat(3)}</p>
              <Button label={words.fix} size="tiny" />
            </Callout>
          </div>
        ))}
      </Specimen>
      <Specimen name="pixels">
        {(
          [
            ['grey', { height: side, width: side, channels: 1, bytes: grey, name: words.boots }],
            ['coloured', { height: side, width: side, channels: 3, bytes: coloured, name: words.boots }],
            ['flat', { height: side / 2, width: side, channels: 1, bytes: grey }],
            ['tall', { height: side, width: side / 2, channels: 1, bytes: grey }],
          ] as const
        ).map(([name, image]) => (
          <State key={name} name={name}>
            <div className={styles.thumbnail}>
              <Pixels {...image} />
            </div>
          </State>
        ))}
      </Specimen>
    </>
  );
}
