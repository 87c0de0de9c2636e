// What the screens say of one layer, and of one connection: from the document and its analysis.

import type { Language } from '../../engine/base/messages.ts';
import type { GraphNode } from '../../engine/document/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import { type DescribedPort, describeLayer, type LayerGroup } from '../../engine/layers/layer.ts';
import type { NodeFacts } from '../../engine/network/network.ts';
import { shapeFact } from '../../engine/network/sizes.ts';
import { titleOf } from '../../engine/network/structure.ts';
import { sayValue } from '../../engine/words/say.ts';
import type { DocumentView } from './analysis.ts';
import { summarizeParameters } from './summary.ts';
import { hasSameContents } from './use-stable.ts';

const noPorts: readonly DescribedPort[] = [];

/** What is shown of one layer. */
export interface LayerFace {
  readonly type: string;
  readonly group: LayerGroup;
  readonly typeLabel: string;
  readonly label: string;
  readonly summary: string;
  readonly shape: string | undefined;
  readonly parameterCount: number | undefined;
  readonly isFrozen: boolean;
  readonly weightsOf: string | undefined;
  readonly acceptsInput: boolean;
  readonly givesOutput: boolean;
  /** Names where there are several. */
  readonly inputs: readonly DescribedPort[];
  readonly outputs: readonly DescribedPort[];
}

/** Reads the face of one layer, and makes it anew only where what it is made of has changed: a thousand are read for every edit. */
export function createFaceReader(id: string, language: Language): (view: DocumentView) => LayerFace | undefined {
  let made: { node: GraphNode; owner: GraphNode | undefined; facts: NodeFacts | undefined; face: LayerFace | undefined } | undefined;
  return ({ nodes, analysis }) => {
    const node = nodes.get(id);
    if (node === undefined) return undefined;
    const owner = node.weightsOf === undefined ? undefined : nodes.get(node.weightsOf);
    const facts = analysis.nodes.get(id);
    if (made?.node === node && made.owner === owner && hasSameContents(made.facts, facts)) return made.face;
    made = { node, owner, facts, face: makeFace(node, owner, facts, language) };
    return made.face;
  };
}

function makeFace(node: GraphNode, owner: GraphNode | undefined, facts: NodeFacts | undefined, language: Language): LayerFace | undefined {
  const definition = findLayer(node.type);
  if (definition === undefined) return undefined;
  const { label, inputs, outputs } = describeLayer(definition, language);
  return {
    type: node.type,
    group: definition.group,
    typeLabel: label,
    label: node.name ?? label,
    summary: summarizeParameters(definition, node.parameters, language),
    shape: facts?.outputShape === undefined ? undefined : sayValue(shapeFact(facts.outputShape, facts), language),
    parameterCount: facts?.parameterCount,
    isFrozen: (node.weightsOf === undefined ? node : owner)?.frozen ?? false,
    weightsOf: owner && sayValue(titleOf(owner), language),
    acceptsInput: definition.inputs.maximum > 0,
    givesOutput: definition.group !== 'output',
    inputs,
    outputs: definition.outputs === undefined ? noPorts : outputs,
  };
}

/** The same for the size that flows along a connection, from the first output of its source or the one of a name. */
export function createSizeReader(source: string, port: string | undefined, language: Language): (view: DocumentView) => string | undefined {
  let made: { fact: ReturnType<typeof shapeFact>; text: string } | undefined;
  return ({ analysis }) => {
    const facts = analysis.nodes.get(source);
    const shape = port === undefined ? facts?.outputShape : facts?.outputShapes?.[port];
    if (facts === undefined || shape === undefined) return undefined;
    const fact = shapeFact(shape, facts);
    if (made === undefined || !hasSameContents(made.fact, fact)) made = { fact, text: sayValue(fact, language) };
    return made.text;
  };
}
