// The options of `train` put into the document, which is then checked as if it had been written so: one set of rules, one
// set of messages. What is trained is therefore also what is saved in the model.

import { fail, type Outcome } from '../../engine/base/diagnostics.ts';
import { defaultParameters } from '../../engine/base/fields.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { findOptimizer } from '../../engine/optimizers/index.ts';
import { words } from '../../engine/words/host.ts';
import { type CheckedNetwork, checkNetwork } from '../host/models/read-files.ts';
import type { OptionValues } from './command.ts';

const { problem } = messagesOf(words);

export function adjustDocument(document: GraphDocument, options: OptionValues): Outcome<CheckedNetwork> {
  const { training } = document;
  const optimizerType = options.text('optimizer') ?? training.optimizer.type;
  const definition = findOptimizer(optimizerType);
  if (definition === undefined) return fail(problem('optimizer-unknown', { type: optimizerType }));
  const kept = optimizerType === training.optimizer.type ? training.optimizer.parameters : defaultParameters(definition.fields);
  const learningRate = options.number('learning-rate');
  const size = options.size('size');
  const input = { ...(size ?? {}), ...(options.flag('grey') ? { channels: 1 } : {}) };
  return checkNetwork({
    ...document,
    nodes: document.nodes.map((node) => (node.type === 'input' ? { ...node, parameters: { ...node.parameters, ...input } } : node)),
    training: {
      ...training,
      epochs: options.number('epochs') ?? training.epochs,
      batchSize: options.number('batch') ?? training.batchSize,
      seed: options.number('seed') ?? training.seed,
      optimizer: { type: optimizerType, parameters: learningRate === undefined ? kept : { ...kept, learningRate } },
    },
  });
}
