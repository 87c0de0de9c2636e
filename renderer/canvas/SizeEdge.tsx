// A connection with the size that flows along it, and what is wrong with it in words.

import { memo } from 'react';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from 'react-flow-renderer';
import { useEdgeSize } from '../document/use-node.ts';
import { useProblems } from '../runs/use-problems.ts';
import { ProblemBadge } from './ProblemBadge.tsx';
import { type Ends, routeAbove, skipsLayers } from './route.ts';

export const SizeEdge = memo(function SizeEdge(properties: EdgeProps) {
  const { id, source, sourceHandleId, target, selected, sourceX, sourceY, targetX, targetY } = properties;
  const size = useEdgeSize(source, sourceHandleId ?? undefined);
  const { problems, severity } = useProblems('edge', id);
  const { path, labelX, labelY } = route(properties);
  const isStraight = Math.abs(sourceY - targetY) < 2 && targetX > sourceX && !skipsLayers(properties);
  const state = severity ?? (selected === true ? 'selected' : 'normal');
  return (
    <>
      <BaseEdge id={id} path={path} className={`size-edge ${state}`} interactionWidth={18} />
      {(size !== undefined || severity !== undefined) && (
        <EdgeLabelRenderer>
          <div
            className={`edge-label ${isStraight ? 'above' : 'on'} ${state}`}
            style={{ transform: `translate(-50%, ${isStraight ? '-100%' : '-50%'}) translate(${labelX}px, ${labelY}px)` }}
          >
            {size !== undefined && <span data-testid={`edge-size-${id}`}>{size}</span>}
            {severity !== undefined && (
              <ProblemBadge problems={problems} severity={severity} place={`the connection from ${source} to ${target}`} />
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

function route(properties: EdgeProps & Ends): { readonly path: string; readonly labelX: number; readonly labelY: number } {
  if (skipsLayers(properties)) return routeAbove(properties);
  const [path, labelX, labelY] = getSmoothStepPath({ ...properties, borderRadius: 10, offset: 18 });
  return { path, labelX, labelY };
}
