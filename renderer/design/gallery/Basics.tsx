// Colours, type and icons.
import { joinClasses } from '../classes.ts';
import { Icon, iconNames } from '../Icon.tsx';
import typography from '../text.module.css';
import styles from './Gallery.module.css';
import { Specimen } from './Specimen.tsx';
import type { Words } from './words.ts';

const groups = ['input', 'convolution', 'detector', 'pooling', 'dense', 'regularisation', 'merge', 'output'];
const colours = [
  ...['canvas', 'panel', 'raised', 'well', 'border', 'border-strong', 'text', 'text-muted'],
  ...['accent', 'accent-soft', 'on-accent', 'error', 'error-soft', 'warning', 'warning-soft', 'success', 'success-soft'],
  ...['training', 'validation', 'veil'],
  ...groups.map((group) => `group-${group}`),
];

export function Basics({ words }: { readonly words: Words }) {
  return (
    <>
      <Specimen name="colours">
        <ul className={styles.colours}>
          {colours.map((name) => (
            <li key={name}>
              <div className={styles.colour} style={{ background: `var(--${name})` }} />
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen name="type">
        <div className={styles.lines}>
          {['title', 'large', 'main', 'normal', 'control', 'small', 'tiny'].map((size) => (
            <p key={size} style={{ fontSize: `var(--text-${size})` }}>
              {words.convolution} 28×28×6, {size}
            </p>
          ))}
          <p className={typography.muted}>{words.muted}</p>
          <p className={joinClasses(typography.muted, typography.small)}>{words.muted}</p>
          <p className={typography.path}>{words.path}</p>
          <p>
            <kbd>Ctrl+Shift+Z</kbd>
          </p>
        </div>
      </Specimen>
      <Specimen name="icons">
        <ul className={styles.icons}>
          {iconNames.map((name) => (
            <li key={name} title={name}>
              <Icon name={name} />
            </li>
          ))}
        </ul>
      </Specimen>
    </>
  );
}
