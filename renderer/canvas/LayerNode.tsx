// One layer on the canvas. It reads what it shows by its id, so that React Flow hands it nothing that changes.

import { memo } from 'react';
import type { NodeProps } from 'react-flow-renderer';
import { Icon } from '../design/Icon.tsx';
import { nodeHeight, nodeWidth, showsMaps } from '../document/sizes.ts';
import { formatShortCount } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useProblems } from '../runs/use-problems.ts';
import styles from './LayerNode.module.css';
import { MapStrip } from './MapStrip.tsx';
import { Ports } from './Ports.tsx';
import { ProblemBadge } from './ProblemBadge.tsx';
import { useFace } from './use-face.ts';
import { canvasTexts } from './words.ts';

/** A small sign beside the name, with its words for those who point at it or do not see it. */
function WeightMark({ icon, words }: { readonly icon: 'frozen' | 'shared'; readonly words: string }) {
  return (
    <span className={styles.mark} role="img" aria-label={words} title={words}>
      <Icon name={icon} />
    </span>
  );
}

/** React Flow tells a layer its place with every movement, and puts it there itself. */
const showsSame = (former: NodeProps, next: NodeProps): boolean => former.id === next.id && former.selected === next.selected;

export const LayerNode = memo(function LayerNode({ id, selected }: NodeProps) {
  const node = useFace(id);
  const text = useTexts(canvasTexts);
  const { problems, severity } = useProblems('node', id);
  if (node === undefined) return null;
  const count = node.parameterCount ?? 0;
  return (
    <div
      className={styles.node}
      data-testid={`node-${id}`}
      data-type={node.type}
      data-selected={selected}
      data-severity={severity}
      style={{ width: nodeWidth, height: nodeHeight(node.group), ['--group' as string]: `var(--group-${node.group})` }}
    >
      {node.acceptsInput && <Ports type="target" ports={node.inputs} layer={node.label} />}
      <div className={styles.head} data-testid="layer-head">
        <span className={styles.label} data-testid="layer-label" title={node.label}>
          {node.label}
        </span>
        {node.isFrozen && <WeightMark icon="frozen" words={text('frozen')} />}
        {node.weightsOf !== undefined && <WeightMark icon="shared" words={text('weightsOf', { layer: node.weightsOf })} />}
        {severity !== undefined && (
          <ProblemBadge problems={problems} severity={severity} place={node.label} testId={`node-problem-${id}`} />
        )}
      </div>
      {node.summary !== '' && (
        <p className={styles.summary} data-testid="layer-summary" title={node.summary}>
          {node.summary}
        </p>
      )}
      <p className={styles.facts}>
        <span className={styles.shape}>{node.shape ?? '–'}</span>
        {count > 0 && <span title={text('parameters', { count })}>{text('parametersShort', { count: formatShortCount(count) })}</span>}
      </p>
      {showsMaps(node.group) && <MapStrip id={id} label={node.label} />}
      {node.givesOutput && <Ports type="source" ports={node.outputs} layer={node.label} />}
    </div>
  );
}, showsSame);
