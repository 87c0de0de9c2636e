// The places of a layer where connections begin and end. A layer with one of them has it in the middle of its side, without a name; of
// several the first stands there, the others below it, each with its name. Positions are told from values by their square.

import { Handle, Position } from 'react-flow-renderer';
import type { DescribedPort } from '../../engine/layers/layer.ts';
import { useTexts } from '../i18n/use-texts.ts';
import styles from './Ports.module.css';
import { canvasTexts } from './words.ts';

const sides = { target: Position.Left, source: Position.Right } as const;

export function Ports({
  ports,
  type,
  layer,
}: {
  readonly ports: readonly DescribedPort[];
  readonly type: 'source' | 'target';
  readonly layer: string;
}) {
  const text = useTexts(canvasTexts);
  if (ports.length < 2) return <Handle className={styles.port} type={type} position={sides[type]} />;
  return ports.map(({ name, label, help, element }, index) => (
    <Handle
      key={name}
      className={styles.port}
      type={type}
      position={sides[type]}
      // connections that name no port are at the first
      {...(index === 0 ? {} : { id: name, style: { top: `${50 + (50 * index) / ports.length}%` } })}
      data-port={name}
      data-element={element}
      role="img"
      aria-label={text('port', { side: type, port: label, layer })}
      title={text('portHelp', { port: label, help })}
    >
      <span className={styles.label} data-testid="port-label" aria-hidden="true">
        {label}
      </span>
    </Handle>
  ));
}
