// The window's icons, drawn as strokes on a grid of 16. They never carry meaning alone: whoever shows one gives it words.
import styles from './Icon.module.css';

const paths = {
  new: 'M4 2.5h5l3 3v8H4z M9 2.5v3h3',
  open: 'M2 12.5v-9h4l1.5 2H14v7z',
  save: 'M3 3h8l2 2v8H3z M5.5 3v3.5h4V3 M5 13V9.5h6V13',
  'save-as': 'M3 3h7l2 2v2 M3 3v10h4 M5.5 3v3h3.5V3 M9 13.5l.6-2.2 3.4-3.3 1.5 1.5-3.4 3.4z',
  export: 'M8 10V2.5 M5 5l3-3 3 3 M3 9v4.5h10V9',
  undo: 'M5.5 3 2.5 6l3 3 M2.5 6H9a4 4 0 0 1 0 8H6',
  redo: 'M10.5 3l3 3-3 3 M13.5 6H7a4 4 0 0 0 0 8h3',
  light:
    'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z M8 1.5v1.3 M8 13.2v1.3 M1.5 8h1.3 M13.2 8h1.3 M3.4 3.4l.9.9 M11.7 11.7l.9.9 M12.6 3.4l-.9.9 M4.3 11.7l-.9.9',
  dark: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z',
  system: 'M2.5 3h11v8h-11z M6 13.5h4 M8 11v2.5',
  keyboard: 'M1.5 4.5h13v7.5h-13z M4 7h.01 M6.5 7h.01 M9 7h.01 M11.5 7h.01 M5 9.7h6',
  arrange: 'M2 3h4v3H2z M10 3h4v3h-4z M6 4.5h4 M6 10h4v3H6z M12 6v2H8v2',
  fit: 'M2.5 6V2.5H6 M10 2.5h3.5V6 M13.5 10v3.5H10 M6 13.5H2.5V10',
  plus: 'M8 3v10 M3 8h10',
  minus: 'M3 8h10',
  play: 'M5 3l8 5-8 5z',
  pause: 'M5.5 3.5v9 M10.5 3.5v9',
  stop: 'M4 4h8v8H4z',
  close: 'M4 4l8 8 M12 4l-8 8',
  warning: 'M8 2.5 14.5 13.5h-13z M8 6.5v3.2 M8 11.6h.01',
  check: 'M3 8.5 6.5 12 13 4.5',
  images: 'M2.5 3.5h11v9h-11z M2.5 10.5l3-3 2.5 2.5 2-1.7 3.5 3 M10.5 6.2h.01',
  pin: 'M6 2.5h4l-.5 4 2 2.5h-7l2-2.5z M8 9v4.5',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z M10.3 10.3l3.2 3.2',
  frozen: 'M8 1.5v13 M2.4 4.75l11.2 6.5 M13.6 4.75 2.4 11.25 M6 2.5l2 1.7 2-1.7 M6 13.5l2-1.7 2 1.7',
  shared: 'M6.5 9.5l3-3 M7 5l1.8-1.8a2.5 2.5 0 0 1 3.6 3.6L10.6 8.6 M9 11l-1.8 1.8a2.5 2.5 0 0 1-3.6-3.6L5.4 7.4',
  layers: 'M8 2.2 14 5.2 8 8.2 2 5.2z M2 8.2l6 3 6-3 M2 11l6 3 6-3',
  sliders: 'M2.5 4.5h4 M9.5 4.5h4 M6.5 2.8h3v3.4h-3z M2.5 11.5h7 M12.5 11.5h1 M9.5 9.8h3v3.4h-3z',
  chart: 'M2.5 2.5v11h11 M5 10.5l2.5-4 2.5 2 3.5-5',
  message: 'M2.5 3h11v7.5h-6l-3 2.5v-2.5h-2z',
  more: 'M3.5 8h.01 M8 8h.01 M12.5 8h.01',
  'dock-left': 'M2 3h12v10H2z M6 3v10',
  'dock-right': 'M2 3h12v10H2z M10 3v10',
  'dock-bottom': 'M2 3h12v10H2z M2 9.5h12',
} as const;

export type IconName = keyof typeof paths;

export const iconNames = Object.keys(paths) as readonly IconName[];

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
