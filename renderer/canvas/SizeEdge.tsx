// A connection with the size that flows along it, and what is wrong with it in words.

import { memo } from 'react';
import { BaseEdge, type EdgeProps, getSmoothStepPath } from 'react-flow-renderer';
import { joinClasses } from '../design/classes.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useProblems } from '../runs/use-problems.ts';
import { EdgeLabel } from './edge-labels.tsx';
import { ProblemBadge } from './ProblemBadge.tsx';
import { type Ends, routeAbove, skipsLayers } from './route.ts';
import styles from './SizeEdge.module.css';
import { useEdgeSize } from './use-face.ts';
import { canvasTexts } from './words.ts';

/** From the middle of a label to the line on which its letters stand, in pixels: on the connection, or above it. */
const baseline = { on: 3.5, above: -5 } as const;

export const SizeEdge = memo(function SizeEdge(properties: EdgeProps) {
  const { id, source, sourceHandleId, target, selected, sourceX, sourceY, targetX, targetY } = properties;
  const size = useEdgeSize({ source, target }, sourceHandleId ?? undefined);
  const text = useTexts(canvasTexts);
  const { problems, severity } = useProblems('edge', id);
  const { path, labelX, labelY } = route(properties);
  const isStraight = Math.abs(sourceY - targetY) < 2 && targetX > sourceX && !skipsLayers(properties);
  const state = severity ?? (selected === true ? 'selected' : 'normal');
  const place = isStraight ? 'above' : 'on';
  return (
    <>
      <BaseEdge id={id} path={path} className={joinClasses(styles.edge, styles[state])} interactionWidth={18} />
      {severity === undefined && size !== undefined && (
        <EdgeLabel place="drawing">
          <text className={joinClasses(styles.size, styles[place])} x={labelX} y={labelY + baseline[place]} data-testid={`edge-size-${id}`}>
            {size}
          </text>
        </EdgeLabel>
      )}
      {severity !== undefined && (
        <EdgeLabel place="marks">
          <div
            className={joinClasses(styles.mark, styles[place], styles[state])}
            style={{ transform: `translate(-50%, ${isStraight ? '-100%' : '-50%'}) translate(${labelX}px, ${labelY}px)` }}
          >
            {size !== undefined && <span data-testid={`edge-size-${id}`}>{size}</span>}
            <ProblemBadge problems={problems} severity={severity} place={text('connection', { source, target })} />
          </div>
        </EdgeLabel>
      )}
    </>
  );
});

function route(properties: EdgeProps & Ends): { readonly path: string; readonly labelX: number; readonly labelY: number } {
  if (skipsLayers(properties)) return routeAbove(properties);
  const [path, labelX, labelY] = getSmoothStepPath({ ...properties, borderRadius: 10, offset: 18 });
  return { path, labelX, labelY };
}
