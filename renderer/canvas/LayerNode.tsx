// One layer on the canvas. It reads what it shows by its id, so that React Flow hands it nothing that changes.

import { memo } from 'react';
import { Handle, type NodeProps, Position } from 'react-flow-renderer';
import { formatShortCount } from '../ui/numbers.ts';
import { MapStrip } from './MapStrip.tsx';
import { ProblemBadge } from './ProblemBadge.tsx';
import { nodeHeight, nodeWidth, showsMaps } from './sizes.ts';
import { useNode, useProblems } from './use-node.ts';

export const LayerNode = memo(function LayerNode({ id, selected }: NodeProps) {
  const node = useNode(id);
  const { problems, severity } = useProblems('node', id);
  if (node === undefined) return null;
  const count = node.parameterCount ?? 0;
  return (
    <div
      className="layer-node"
      data-testid={`node-${id}`}
      data-type={node.type}
      data-selected={selected}
      data-severity={severity}
      style={{ width: nodeWidth, height: nodeHeight(node.group), ['--group' as string]: `var(--group-${node.group})` }}
    >
      {node.acceptsInput && <Handle type="target" position={Position.Left} />}
      <div className="layer-head">
        <span className="layer-label">{node.label}</span>
        {severity !== undefined && (
          <ProblemBadge problems={problems} severity={severity} place={node.label} testId={`node-problem-${id}`} />
        )}
      </div>
      {node.summary !== '' && (
        <p className="layer-summary" title={node.summary}>
          {node.summary}
        </p>
      )}
      <p className="layer-facts">
        <span className="layer-shape">{node.shape ?? '–'}</span>
        {count > 0 && <span title={`${count.toLocaleString('en')} parameters`}>{formatShortCount(count)} p</span>}
      </p>
      {showsMaps(node.group) && <MapStrip id={id} label={node.label} />}
      {node.givesOutput && <Handle type="source" position={Position.Right} />}
    </div>
  );
});
