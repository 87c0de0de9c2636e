// receptive inspect: what a network is made of, layer by layer, and what it costs.

import type { Plan } from '../../engine/backends/wasm/plan/plan.ts';
import { type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { formatCount } from '../../engine/base/numbers.ts';
import { sizeOf } from '../../engine/base/shape.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import type { Network, NetworkLayer } from '../../engine/network/network.ts';
import { findTakenSizes, type TakenSizes } from '../../engine/network/network-at.ts';
import { shapeFact } from '../../engine/network/sizes.ts';
import { sayValue } from '../../engine/words/say.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import type { CheckedNetwork } from '../host/models/read-files.ts';
import { type Command, done, failed } from './command.ts';
import type { JsonLine } from './output.ts';
import { formatTable } from './table.ts';
import { inspectOptionTexts as texts } from './words/commands.ts';
import { inspectTexts } from './words/inspect.ts';

const bytesPerWeight = 4;

export const inspectCommand: Command = {
  name: 'inspect',
  summary: sentence(texts, 'summary'),
  operands: { words: 'NETWORK', minimum: 1, maximum: 1 },
  options: {
    operations: { kind: 'flag', help: sentence(texts, 'operations') },
    ways: { kind: 'flag', help: sentence(texts, 'ways') },
  },
  async run({ operands: [path = ''], options, output }) {
    const { readNetwork } = await import('../host/models/read-files.ts');
    const read = await readNetwork(path);
    if (!read.ok) return failed(read.diagnostics);
    output.diagnose(read.diagnostics);
    const { document, network } = read.value;
    if (options.flag('operations') || options.flag('ways')) {
      const { composeTrainingStep, sayOperations, sayWays } = await import('./inspect-program.ts');
      const program = await composeTrainingStep(read.value);
      if (options.flag('operations')) await sayOperations(output, program);
      if (options.flag('operations') && options.flag('ways')) output.sayText('');
      if (options.flag('ways')) await sayWays(output, program);
      return done;
    }
    const { nodes } = analyzeDocument(document);
    const text = textsIn(inspectTexts, output.language);
    const rows = network.layers.map((layer) => [
      layer.id,
      `${layer.definition.type}${describeWeights(layer, text)}`,
      sayValue(shapeFact(layer.outputShape, nodes.get(layer.id) ?? {}), output.language),
      formatCount(layer.parameterCount),
      formatCount(layer.multiplyAdds),
    ]);
    const table = formatTable(
      [[text('layer'), text('type'), text('output'), text('parameters'), text('multiplyAdds')], ...rows],
      ['left', 'left', 'right', 'right', 'right'],
    ).split('\n');
    output.sayText(`${document.name}\n\n${table[0]}`);
    network.layers.forEach((layer, index) => {
      output.say(describeLayer(layer), table[index + 1] ?? '');
    });
    const memory = await planMemory(read.value);
    if (!memory.ok) return failed(memory.diagnostics);
    const { weightBytes, training, inference } = memory.value;
    const counts = { layers: network.layers.length, parameters: network.parameterCount, multiplyAdds: network.multiplyAdds };
    const { batchSize } = document.training;
    const sizes = findTakenSizes(document);
    output.say(
      {
        kind: 'total',
        name: document.name,
        ...counts,
        weightBytes,
        trainingBytes: training?.arenaBytes ?? null,
        trainingLiveBytes: training?.liveBytes ?? null,
        inferenceBytes: inference.arenaBytes,
        inferenceLiveBytes: inference.liveBytes,
        batchSize,
        ...sizes,
      },
      [
        '',
        text('totals', { ...counts, weights: { kind: 'bytes', bytes: weightBytes } }),
        training === undefined ? text('nothingToTrain') : text('memoryToTrain', { batch: batchSize, ...memoryValues(training) }),
        text('memoryToPredict', memoryValues(inference)),
        describeSizes(network, sizes, text),
      ].join('\n'),
    );
    return done;
  },
};

type InspectText = ReturnType<typeof textsIn<(typeof inspectTexts)['en']>>;

const memoryValues = ({ arenaBytes, liveBytes }: PlannedBytes) =>
  ({ arena: { kind: 'bytes', bytes: arenaBytes }, live: { kind: 'bytes', bytes: liveBytes } }) as const;

/** Roughly: of square images. */
function describeSizes({ input }: Network, { smallestSide, takesLarger }: TakenSizes, text: InspectText): string {
  const own = input.outputShape.slice(0, 2);
  const from = smallestSide === undefined ? own : [smallestSide, smallestSide];
  return takesLarger ? text('imagesFrom', { size: from }) : text('imagesOf', { size: own });
}

interface PlannedBytes {
  /** The whole arena of one worker, as it would be allocated. */
  readonly arenaBytes: number;
  /** What has to be in memory at once at the widest step: no arena can be smaller. */
  readonly liveBytes: number;
}

interface Memory {
  readonly weightBytes: number;
  /** Undefined where there is nothing to train. */
  readonly training: PlannedBytes | undefined;
  readonly inference: PlannedBytes;
}

async function planMemory({ document, network }: CheckedNetwork): Promise<Outcome<Memory>> {
  const { compileInference, compileTraining, nothingToTrain } = await import('../../engine/train/programs.ts');
  const { liveBytesOf } = await import('../../engine/backends/wasm/plan/plan.ts');
  const training = compileTraining(network, document.training, document.training.batchSize, 1);
  const inference = compileInference(network, document.training, 1);
  const isTrainable = training.ok || !training.diagnostics.some(({ id }) => nothingToTrain.includes(id));
  if (!training.ok && isTrainable) return training;
  if (!inference.ok) return inference;
  const bytesOf = (plan: Plan): PlannedBytes => ({ arenaBytes: plan.arenaBytes, liveBytes: liveBytesOf(plan) });
  const weightBytes = inference.value.weights.reduce((sum, { shape }) => sum + sizeOf(shape) * bytesPerWeight, 0);
  return succeed({ weightBytes, training: training.ok ? bytesOf(training.value) : undefined, inference: bytesOf(inference.value) });
}

/** Whose weights a layer uses, and whether they are trained. */
function describeWeights({ id, frozen, weightsOf }: NetworkLayer, text: InspectText): string {
  const notes = [...(frozen ? [text('frozen')] : []), ...(weightsOf === id ? [] : [text('weightsOf', { node: weightsOf })])];
  return notes.length === 0 ? '' : text('notes', { notes: { kind: 'list', items: notes, joined: 'comma' } });
}

function describeLayer(layer: NetworkLayer): JsonLine {
  return {
    kind: 'layer',
    id: layer.id,
    type: layer.definition.type,
    inputs: layer.inputs.map(({ node, port }) => (port === undefined ? node : `${node}:${port}`)),
    outputShape: layer.outputShape,
    parameters: layer.parameterCount,
    multiplyAdds: layer.multiplyAdds,
    frozen: layer.frozen,
    weightsOf: layer.weightsOf === layer.id ? null : layer.weightsOf,
  };
}
