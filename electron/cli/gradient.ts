// receptive gradient: what a unit of a model looks at in an image. Every number says by how much the unit grows where that byte of the
// image grows by 1; a picture of them is grey where nothing matters, lighter where more light helps, darker where it hurts.

import type { Plan } from '../../engine/backends/wasm/plan/plan.ts';
import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import type { ImageSize } from '../../engine/base/image-sizes.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import { formatValue } from '../../engine/base/numbers.ts';
import type { Unit, UnitGradient } from '../../engine/lab/unit-gradient.ts';
import type { Network } from '../../engine/network/network.ts';
import { words } from '../../engine/words/host.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import { imageSettingsOf, type LoadedModel, loadModel } from '../host/models/model-files.ts';
import { type Command, done, failed } from './command.ts';
import type { Output } from './output.ts';
import { gradientOptionTexts as texts } from './words/commands.ts';
import { gradientTexts } from './words/results.ts';

const { problem, phrase } = messagesOf(words);

const unitForm = phrase('a-unit');
const unitPattern = /^([A-Za-z0-9_-]+)(?::([A-Za-z][A-Za-z0-9]*))?:(\d+(?:,\d+)*)$/;

export const gradientCommand: Command = {
  name: 'gradient',
  summary: sentence(texts, 'summary'),
  operands: { words: 'MODEL IMAGE', minimum: 2, maximum: 2 },
  options: {
    unit: { kind: 'text', value: 'UNIT', required: true, help: sentence(texts, 'unit', { form: unitForm }) },
    out: { kind: 'text', value: 'FILE.png', help: sentence(texts, 'out') },
  },
  async run({ operands: [path = '', image = ''], options, output }) {
    const unit = parseUnit(options.requiredText('unit'));
    if (!unit.ok) return failed(unit.diagnostics);
    const loaded = await loadModel(path, 1);
    if (!loaded.ok) return failed(loaded.diagnostics);
    output.diagnose(loaded.diagnostics);
    await loaded.value.predictor.dispose();
    const measured = await measure(loaded.value, unit.value, image);
    if (!measured.ok) return failed(measured.diagnostics);
    const file = options.text('out');
    if (file !== undefined) {
      const written = await writePicture(file, measured.value);
      if (!written.ok) return failed(written.diagnostics);
    }
    tell(output, image, unit.value, measured.value, file);
    return done;
  },
};

/** `conv1:3,4,0`, `dense:7`, `pool1:y:1,1,0`. */
function parseUnit(text: string): Outcome<Unit> {
  const [, node, port, numbers] = unitPattern.exec(text) ?? [];
  if (node === undefined || numbers === undefined)
    return fail({ ...problem('unit-form', { form: unitForm, received: text }), path: '--unit' });
  return succeed({ node, ...(port === undefined ? {} : { port }), place: numbers.split(',').map(Number) });
}

async function planGradient(network: Network, { model }: LoadedModel, unit: Unit): Promise<Outcome<Plan>> {
  const { compile } = await import('../../engine/backends/wasm/plan/compile.ts');
  const { chooseDirectWay } = await import('../../engine/backends/wasm/plan/choose.ts');
  const { unitGradientRequest } = await import('../../engine/lab/unit-gradient.ts');
  const { seed, optimizer } = model.network.training;
  return compile({ network, programs: [unitGradientRequest(unit)], workers: 1, seed, optimizer, choose: chooseDirectWay });
}

async function measure(loaded: LoadedModel, unit: Unit, image: string): Promise<Outcome<UnitGradient>> {
  const { model } = loaded;
  const decoded = await decode(loaded, image);
  if (!decoded.ok) return decoded;
  const found = await networkFor(loaded, decoded.value);
  if (!found.ok) return found;
  const network = found.value;
  const { checkUnit, measureUnitGradient } = await import('../../engine/lab/unit-gradient.ts');
  const problem = checkUnit(network, unit);
  if (problem !== undefined) return fail({ ...problem, path: '--unit' });
  const plan = await planGradient(network, loaded, unit);
  if (!plan.ok) return plan;
  const { createWasmExecution } = await import('../../engine/backends/wasm/execution.ts');
  const { decodeWeights } = await import('../../engine/exporters/model-json.ts');
  const { loadWeights } = await import('../../engine/program/execution.ts');
  const { setNormalization } = await import('../../engine/train/batches.ts');
  const { chooseSimdLevel } = await import('../host/runs/simd.ts');
  const execution = createWasmExecution(plan.value, chooseSimdLevel());
  loadWeights(execution, decodeWeights(model));
  setNormalization(execution, model.preprocessing);
  return succeed(measureUnitGradient(execution, network, unit, decoded.value.pixels));
}

/** At the image's own size, where images keep theirs. */
async function networkFor({ model }: LoadedModel, size: ImageSize): Promise<Outcome<Network>> {
  const { networkAt } = await import('../../engine/network/network-at.ts');
  return networkAt(model.network, size);
}

async function decode({ model }: LoadedModel, image: string): Promise<Outcome<{ readonly pixels: Uint8Array } & ImageSize>> {
  const { decodeImages } = await import('../host/images/decode-image.ts');
  const [decoded] = await decodeImages([image], imageSettingsOf(model.preprocessing));
  if (decoded === undefined) throw new Error('expected one answer for one image, received none');
  return decoded.kind === 'problem' ? fail(decoded.problem) : succeed(decoded);
}

const largestOf = (values: Float32Array): number => values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/** Grey is 0; the largest value, of either sign, is white or black. */
async function writePicture(file: string, { byteGradient, shape }: UnitGradient): Promise<Outcome<undefined>> {
  const { encodePng } = await import('../host/images/png.ts');
  const { saveFile } = await import('../host/files/atomic-write.ts');
  const [height = 1, width = 1, channels = 1] = shape;
  const factor = 127 / (largestOf(byteGradient) || 1);
  const pixels = Uint8Array.from(byteGradient, (value) => Math.round(128 + value * factor));
  return saveFile(file, encodePng(pixels, width, height, channels === 3 ? 3 : 1));
}

function tell(output: Output, image: string, { node, port, place }: Unit, found: UnitGradient, file: string | undefined): void {
  const { value, shape, byteGradient, box } = found;
  const seen = byteGradient.filter((slope) => slope !== 0).length;
  const name = `${port === undefined ? node : `${node}:${port}`}:${place.join(',')}`;
  const text = textsIn(gradientTexts, output.language);
  const subject = { unit: name, value: formatValue(value), image };
  const said =
    box === undefined
      ? text('seesNothing', subject)
      : text('sees', { ...subject, ...box, shape: [...shape], largest: formatValue(largestOf(byteGradient)) });
  output.say(
    {
      kind: 'gradient',
      image,
      layer: node,
      ...(port === undefined ? {} : { port }),
      place,
      value,
      shape,
      box: box ?? null,
      seen,
      gradient: Array.from(byteGradient, (slope) => Number(slope.toPrecision(9))),
    },
    [said, ...(file === undefined ? [] : [text('written', { file })])].join('\n'),
  );
}
