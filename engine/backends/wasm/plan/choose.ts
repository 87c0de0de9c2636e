// Chooses the way of an operation: among those that fit, the one that says it costs least.
import type { OperationNode } from '../../../operations/operation.ts';
import type { AnyWay, WayContext } from '../way.ts';
import { waysOf } from '../ways/index.ts';

/** One way beside the others, for those who want to know why. */
export interface WayOffer {
  readonly way: string;
  readonly cost?: number;
  readonly misfit?: string;
}

export type WayChooser = (context: WayContext<OperationNode['attributes']>) => AnyWay;

/** All ways of an operation with what they cost, or why they can't. */
export function offersOf(context: WayContext<OperationNode['attributes']>): WayOffer[] {
  return waysOf(context.node.definition).map((way) => {
    const misfit = way.misfit?.(context);
    return misfit === undefined ? { way: way.name, cost: way.cost?.(context) ?? 0 } : { way: way.name, misfit };
  });
}

/** The cheapest way of those that fit and that `allows` lets through; the first of equals. Throws where none does. */
function chooseAmong(context: WayContext<OperationNode['attributes']>, allows: (way: AnyWay) => boolean): AnyWay {
  let best: { readonly way: AnyWay; readonly cost: number } | undefined;
  for (const way of waysOf(context.node.definition)) {
    if (!allows(way) || way.misfit?.(context) !== undefined) continue;
    const cost = way.cost?.(context) ?? 0;
    if (best === undefined || cost < best.cost) best = { way, cost };
  }
  if (best === undefined) throw new Error(`${context.node.origin.node}: no way fits ${context.node.definition.name}`);
  return best.way;
}

/** The cheapest way that fits. Throws where none does: an operation that this machine does not know. */
export const chooseWay: WayChooser = (context) => chooseAmong(context, () => true);

/**
 * The cheapest way that sums products of what it is given and nothing else, so that what is 0 stays 0: Winograd's transforms leave
 * traces of every value in places that it does not reach.
 */
export const chooseDirectWay: WayChooser = (context) => chooseAmong(context, (way) => way.tolerance === undefined);
