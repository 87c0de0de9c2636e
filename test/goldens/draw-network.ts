// Draws a random network: a chain with branches that join again, parameters of every kind, shared and frozen weights, one or two ends.
import type { Padding, Parameters, ParameterValue } from '../../engine/base/fields.ts';
import { parametersValidator } from '../../engine/base/fields.ts';
import type { createRandom } from '../../engine/base/random.ts';
import type { Shape } from '../../engine/base/shape.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { createDocument, parseDocument } from '../../engine/document/parse.ts';
import { findLayer } from '../../engine/layers/index.ts';

export type Random = ReturnType<typeof createRandom>;

interface DrawnNode {
  readonly id: string;
  readonly type: string;
  readonly parameters: Parameters;
  readonly position: { readonly x: number; readonly y: number };
  readonly frozen?: boolean;
  readonly weightsOf?: string;
}
interface Place {
  readonly id: string;
  readonly shape: Shape;
}
interface Source extends Place {
  readonly port?: string;
}

class Drawing {
  readonly nodes: DrawnNode[] = [];
  readonly edges: object[] = [];

  constructor(readonly random: Random) {}

  pick<T>(...choices: readonly T[]): T {
    return choices[this.random.integer(choices.length)] as T;
  }
  chance(share: number): boolean {
    return this.random.next() < share;
  }
  between(low: number, high: number): number {
    return low + this.random.integer(high - low + 1);
  }

  /** Adds a layer behind others; undefined, and nothing added, where it does not fit. */
  add(
    type: string,
    from: readonly Source[],
    given: Readonly<Record<string, ParameterValue>> = {},
    more: Partial<Pick<DrawnNode, 'frozen' | 'weightsOf'>> = {},
  ): Place | undefined {
    const definition = findLayer(type);
    if (definition === undefined) return undefined;
    const parameters = parametersValidator(definition.fields).parse(given);
    const result = definition.inferShape(
      parameters,
      from.map(({ shape }) => shape),
    );
    if ('problem' in result) return undefined;
    const id = `${type}${this.nodes.length}`;
    this.nodes.push({ id, type, parameters, position: { x: 0, y: 0 }, ...more });
    for (const { id: source, port } of from)
      this.edges.push({ id: `edge${this.edges.length}`, source, target: id, ...(port === undefined ? {} : { sourcePort: port }) });
    return { id, shape: result.shape };
  }

  /** A convolution of any kind; of one that keeps height and width where `keeps`. */
  conv(from: Place, keeps: boolean, filters = this.pick(1, 2, 3, 4, 5, 6, 8, 12, 16, 17, 24)): Place | undefined {
    const channels = from.shape.at(-1) ?? 1;
    const groups = this.chance(0.2)
      ? this.pick(...[1, 2, 3, channels].filter((count) => channels % count === 0 && filters % count === 0))
      : 1;
    const kernel = (): number => this.pick(1, 2, 3, 3, 3, 5);
    const parameters: Record<string, ParameterValue> = {
      filters,
      kernelSize: this.chance(0.5) ? [3, 3] : [kernel(), kernel()],
      groups,
      bias: this.chance(0.7),
      kernel: this.pick('cross-correlation', 'cross-correlation', 'convolution'),
    };
    if (this.chance(0.15)) parameters['dilation'] = [this.between(1, 2), this.between(1, 3)];
    if (!keeps) {
      parameters['stride'] = this.chance(0.6) ? [1, 1] : this.pick([2, 2] as const, [2, 1] as const, [3, 2] as const);
      const border = () => this.between(0, 2);
      parameters['padding'] = this.pick<Padding>('valid', 'same', 'full', {
        top: border(),
        bottom: border(),
        left: border(),
        right: border(),
      });
    }
    return this.add('conv2d', [from], parameters, this.chance(0.12) ? { frozen: true } : {});
  }

  activation(from: Place): Place | undefined {
    const name = this.pick('relu', 'relu', 'relu', 'leakyRelu', 'elu', 'gelu', 'sigmoid', 'tanh', 'softplus', 'silu');
    return this.add('activation', [from], { function: name, ...(name === 'leakyRelu' ? { slope: 0.2 } : {}) });
  }

  pool(from: Place): Place | undefined {
    return this.add('pool2d', [from], {
      operation: this.pick('max', 'average'),
      size: this.pick([2, 2] as const, [3, 3] as const, [2, 3] as const),
      stride: this.pick([2, 2] as const, [1, 1] as const, [1, 2] as const, [3, 2] as const),
      padding: this.pick<Padding>('valid', 'valid', 'same', { top: 1, bottom: 1, left: 1, right: 1 }),
      ceilMode: this.chance(0.2),
      countPadding: this.chance(0.3),
    });
  }

  /** A sum or a concatenation of branches that keep the size. */
  branch(from: Place): Place | undefined {
    if (this.chance(0.5)) {
      const inner = this.conv(from, true, from.shape.at(-1));
      const bent = inner && (this.chance(0.5) ? this.activation(inner) : inner);
      const third = this.chance(0.3) ? this.conv(from, true, from.shape.at(-1)) : undefined;
      return bent && this.add('add', [bent, from, ...(third ? [third] : [])]);
    }
    const [left, right] = [this.conv(from, true), this.conv(from, true)];
    return left && right && this.add('concat', [left, ...(this.chance(0.3) ? [from] : []), right]);
  }

  /** One kernel used two or three times in a row. */
  shared(from: Place): Place | undefined {
    const frozen = this.chance(0.2) ? { frozen: true } : {};
    const parameters = { filters: from.shape.at(-1) ?? 1, kernelSize: this.pick([3, 3] as const, [1, 3] as const), bias: this.chance(0.5) };
    const owner = this.add('conv2d', [from], parameters, frozen);
    let last = owner;
    for (let use = this.between(1, 2); use > 0 && owner && last; use--) {
      const bent = this.activation(last);
      last = bent && this.add('conv2d', [bent], parameters, { weightsOf: owner.id });
    }
    return last;
  }

  /** The values of a pooling put back where their maxima were. */
  unpooled(from: Place): Place | undefined {
    const [height = 1, width = 1] = from.shape;
    if (findLayer('unpool2d') === undefined || height % 2 !== 0 || width % 2 !== 0) return undefined;
    const pooled = this.add('pool2d', [from], { operation: 'max', size: [2, 2], stride: [2, 2] });
    const inner = pooled && this.conv(pooled, true, from.shape.at(-1));
    if (pooled === undefined || inner === undefined) return undefined;
    return this.add('unpool2d', [inner, { ...pooled, port: 'switches' }], {});
  }

  step(from: Place, keeps: boolean): Place | undefined {
    const any = [
      () => this.conv(from, keeps),
      () => this.conv(from, keeps),
      () => this.conv(from, true),
      () => this.activation(from),
      () => this.add('batchNorm', [from], { epsilon: 0.001 }, this.chance(0.25) ? { frozen: true } : {}),
      () => this.branch(from),
      () => this.shared(from),
      () => this.add('squeezeExcite', [from], { ratio: this.between(1, 4) }),
      () => this.add('dropout', [from], { rate: 0 }),
      () => (this.chance(0.3) ? this.add('softmax', [from]) : undefined),
      () => this.add('conv1d', [from], { filters: this.between(1, 8), kernelSize: this.pick(1, 3, 5), padding: 'same' }),
      () => this.unpooled(from),
      ...(keeps
        ? []
        : [
            () => this.pool(from),
            () => this.pool(from),
            () =>
              this.add('adaptivePool2d', [from], {
                operation: this.pick('max', 'average'),
                size: [this.between(1, 4), this.between(1, 4)],
              }),
          ]),
    ];
    return this.pick(...any)();
  }

  chain(from: Place, length: number, keeps: boolean): Place {
    let last = from;
    for (let done = 0; done < length; ) {
      const next = this.step(last, keeps);
      if (next === undefined) continue;
      last = next;
      done++;
    }
    return last;
  }

  classify(from: Place, weight: number): void {
    const flat = this.chance(0.5)
      ? this.add('flatten', [from])
      : this.add('globalPool2d', [from], { operation: this.pick('max', 'average') });
    const hidden = flat && this.chance(0.4) ? this.add('dense', [flat], { units: this.between(3, 12), bias: this.chance(0.7) }) : undefined;
    const bent = hidden && this.activation(hidden);
    const scores = flat && this.add('dense', [bent ?? flat], { units: this.between(2, 7) });
    if (scores === undefined) return;
    const loss = this.pick('crossEntropy', 'crossEntropy', 'meanSquaredError');
    this.add('classification', [scores], { loss, weight, ...(loss === 'crossEntropy' && this.chance(0.4) ? { labelSmoothing: 0.1 } : {}) });
  }

  reconstruct(from: Place, channels: number, weight: number): void {
    const loss = this.pick('meanSquaredError', 'meanAbsoluteError', 'huber', 'binaryCrossEntropy');
    const image = this.add('conv2d', [from], { filters: channels });
    const unit =
      image && (loss === 'binaryCrossEntropy' || this.chance(0.5)) ? this.add('activation', [image], { function: 'sigmoid' }) : image;
    if (unit !== undefined) this.add('reconstruction', [unit], { loss, weight });
  }
}

/** A document, or undefined where what was drawn does not hold together. */
export function drawNetwork(random: Random): GraphDocument | undefined {
  const drawing = new Drawing(random);
  const [height, width, channels] = [drawing.between(6, 24), drawing.between(6, 24), drawing.between(1, 3)];
  const input = drawing.add('input', [], { height, width, channels }) as Place;
  const kind = drawing.pick('labels', 'labels', 'labels', 'images', 'both');
  const share = () => (kind === 'both' ? drawing.pick(0.3, 1, 2) : 1);
  const stem = drawing.conv(input, true) ?? input;
  const body = drawing.chain(stem, drawing.between(1, 3), kind !== 'labels');
  if (kind !== 'labels') drawing.reconstruct(body, channels, share());
  if (kind !== 'images') drawing.classify(drawing.chain(body, drawing.between(1, 3), false), share());
  const outcome = parseDocument({ ...createDocument('random'), nodes: drawing.nodes, edges: drawing.edges });
  return outcome.ok ? outcome.value : undefined;
}
