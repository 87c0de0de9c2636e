// What a layer costs, read off the operations that it writes for one example outside training: nobody counts by hand.

import type { Fields, ParametersOf } from '../base/fields.ts';
import type { Shape } from '../base/shape.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';
import { isRectifier } from '../operations/activation/operation.ts';
import { addition } from '../operations/add/operation.ts';
import { Draft } from '../operations/draft.ts';
import { hyperparameterBytes } from '../operations/hyperparameters.ts';
import { floats, type OperationNode } from '../operations/operation.ts';

export interface LayerCounts {
  /** Of one example, forward. */
  readonly multiplyAdds: number;
  /** False where what it puts out shares its input's place, or is written by the operation in front. */
  readonly hasOwnOutput: boolean;
}

/** Whether an operation is likely to cost no memory: it is a view, or a rewrite lets another carry it. */
const isCarried = (node: OperationNode): boolean =>
  node.definition.isView === true || node.definition.name === addition.name || isRectifier(node);

/** The counts of a layer whose shapes fit. */
export function countLayer(
  definition: AnyLayerDefinition,
  parameters: ParametersOf<Fields>,
  inputShapes: readonly Shape[],
  weights: readonly WeightSpecification[],
): LayerCounts {
  if (definition.group === 'input') return { multiplyAdds: 0, hasOwnOutput: true };
  const draft = new Draft();
  definition.compute({
    builder: draft,
    parameters,
    inputs: inputShapes.map((shape, index) => {
      const element = definition.inputs.ports?.[index]?.element ?? 'f32';
      return draft.at({ kind: 'slot', name: `input ${index}` }, { element, shape: [1, ...shape] });
    }),
    training: false,
    key: 0,
    hyperparameters: draft.at({ kind: 'slot', name: 'hyperparameters' }, floats(hyperparameterBytes / 4)),
    weight: (name) => {
      const specification = weights.find((weight) => weight.name === name);
      if (specification === undefined) throw new Error(`${definition.type} has no weight ${name}`);
      return draft.at({ kind: 'weight', node: '', name }, floats(...specification.shape));
    },
  });
  const { nodes } = draft;
  const multiplyAdds = nodes.reduce(
    (sum, { definition: operation, attributes, operands, results }) => sum + (operation.multiplyAdds?.(attributes, operands, results) ?? 0),
    0,
  );
  return { multiplyAdds, hasOwnOutput: !nodes.every(isCarried) };
}
