// A network of ours as a TensorFlow.js model with the same weights. Both keep maps as height, width, channels, so that weights
// go over as they are. Only what the reference networks use; everything else throws.

import type { Conv2dParameters } from '../../../engine/layers/conv2d/parameters.ts';
import type { Network, NetworkLayer } from '../../../engine/network/network.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';
import { conv2dGeometry } from '../../../engine/operations/window.ts';

export interface Tensor {
  data(): Promise<Float32Array>;
  dispose(): void;
}
type Symbolic = object;
interface Layer {
  apply(inputs: Symbolic | readonly Symbolic[]): Symbolic;
  setWeights(weights: readonly Tensor[]): void;
}
type Make = (options: Readonly<Record<string, unknown>>) => Layer;
export interface TensorFlowModel {
  predict(images: Tensor): Tensor;
  compile(options: Readonly<Record<string, unknown>>): void;
  trainOnBatch(images: Tensor, targets: Tensor): Promise<unknown>;
}
export interface TensorFlowLayers {
  input(options: { readonly shape: readonly number[] }): Symbolic;
  model(options: { readonly inputs: Symbolic; readonly outputs: Symbolic }): TensorFlowModel;
  readonly layers: Readonly<
    Record<
      | 'conv2d'
      | 'zeroPadding2d'
      | 'batchNormalization'
      | 'activation'
      | 'maxPooling2d'
      | 'globalAveragePooling2d'
      | 'flatten'
      | 'dense'
      | 'add',
      Make
    >
  >;
}

interface Core {
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
}

type Chain = readonly { readonly layer: Layer; readonly weights: readonly string[] }[];

function convolution({ layers }: TensorFlowLayers, layer: NetworkLayer): Chain {
  const parameters = layer.parameters as unknown as Conv2dParameters;
  const { rows, columns } = conv2dGeometry(parameters, layer.inputShapes[0] ?? []);
  const padding = [
    [rows.before, rows.after],
    [columns.before, columns.after],
  ];
  // its own `same` where it means the same, which saves a pass over the map
  const same = parameters.padding === 'same';
  const { filters, kernelSize, stride: strides, bias: useBias } = parameters;
  return [
    ...(same || padding.flat().every((border) => border === 0) ? [] : [{ layer: layers.zeroPadding2d({ padding }), weights: [] }]),
    {
      layer: layers.conv2d({ filters, kernelSize, strides, useBias, padding: same ? 'same' : 'valid' }),
      weights: useBias ? ['weights', 'bias'] : ['weights'],
    },
  ];
}

function chainOf(library: TensorFlowLayers, layer: NetworkLayer): Chain {
  const { layers } = library;
  const { parameters } = layer;
  const plain = (made: Layer): Chain => [{ layer: made, weights: [] }];
  switch (layer.definition.type) {
    case 'conv2d':
      return convolution(library, layer);
    case 'batchNorm':
      return [
        {
          layer: layers.batchNormalization({ epsilon: parameters['epsilon'], momentum: 1 - Number(parameters['momentum']) }),
          weights: ['scale', 'shift', 'runningMean', 'runningVariance'],
        },
      ];
    case 'activation':
      return plain(layers.activation({ activation: parameters['function'] }));
    case 'pool2d':
      if (parameters['operation'] !== 'max' || parameters['padding'] !== 'valid') break;
      return plain(layers.maxPooling2d({ poolSize: parameters['size'], strides: parameters['stride'] }));
    case 'globalPool2d':
      if (parameters['operation'] !== 'average') break;
      return plain(layers.globalAveragePooling2d({}));
    case 'flatten':
      return plain(layers.flatten({}));
    case 'dense':
      return [
        {
          layer: layers.dense({ units: parameters['units'], useBias: parameters['bias'] }),
          weights: parameters['bias'] === true ? ['weights', 'bias'] : ['weights'],
        },
      ];
    case 'add':
      return plain(layers.add({}));
    case 'classification':
      return plain(layers.activation({ activation: 'classification' }));
  }
  throw new Error(`${layer.id}: no TensorFlow.js form for this ${layer.definition.type}`);
}

/** The model of `network` with `weights`, on the backend that is set. Throws on layers that it does not know. */
export function buildTensorFlowModel(core: Core, library: TensorFlowLayers, network: Network, weights: NetworkWeights): TensorFlowModel {
  const outputs = new Map<string, Symbolic>([[network.input.id, library.input({ shape: network.input.outputShape })]]);
  const output = (id: string): Symbolic => {
    const found = outputs.get(id);
    if (found === undefined) throw new Error(`${id} has not been built yet`);
    return found;
  };
  for (const layer of network.layers) {
    if (layer === network.input) continue;
    const inputs = layer.inputs.map(({ node }) => output(node));
    let current: Symbolic | readonly Symbolic[] = inputs.length === 1 ? (inputs[0] as Symbolic) : inputs;
    for (const link of chainOf(library, layer)) {
      current = link.layer.apply(current);
      const tensors = link.weights.map((name) => {
        const entry = weights.entries.find((candidate) => candidate.node === layer.id && candidate.name === name);
        if (entry === undefined) throw new Error(`${layer.id} has no weight ${name}`);
        return core.tensor(entry.values, entry.shape);
      });
      if (tensors.length > 0) link.layer.setWeights(tensors);
    }
    outputs.set(layer.id, current as Symbolic);
  }
  return library.model({ inputs: output(network.input.id), outputs: output(network.output.id) });
}
