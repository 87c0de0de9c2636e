// A network of ours as an ONNX model: the same layers with the same weights, turned from NHWC to ONNX's NCHW. Only what the
// reference networks use; everything else throws. bench peers check that it computes what ours computes (peers/probe.ts).

import { mapSize, type Shape } from '../../../engine/base/shape.ts';
import type { Conv2dParameters } from '../../../engine/layers/conv2d/parameters.ts';
import { type PoolParameters, poolGeometry } from '../../../engine/layers/pool2d/geometry.ts';
import type { Network, NetworkLayer } from '../../../engine/network/network.ts';
import type { NetworkWeights } from '../../../engine/network/weights.ts';
import { conv2dGeometry } from '../../../engine/operations/window.ts';
import { encodeOnnx, type OnnxNode, type OnnxTensor } from './graph.ts';

/** values[to of ONNX] = values[from of ours], for a tensor of `shape` whose axes are put in the order `axes`. */
function transpose(values: Float32Array, shape: readonly number[], axes: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const turned = new Float32Array(values.length);
  const lengths = axes.map((axis) => shape[axis] ?? 1);
  turned.forEach((_, index) => {
    let rest = index;
    let from = 0;
    for (let place = axes.length - 1; place >= 0; place--) {
      const length = lengths[place] ?? 1;
      from += (rest % length) * (strides[axes[place] ?? 0] ?? 0);
      rest = Math.floor(rest / length);
    }
    turned[index] = values[from] ?? 0;
  });
  return turned;
}

class Exporter {
  private readonly nodes: OnnxNode[] = [];
  private readonly tensors: OnnxTensor[] = [];
  /** The map that a vector was flattened from: its order is height, width, channels with us and channels first there. */
  private readonly flattened = new Map<string, Shape>();

  constructor(
    private readonly network: Network,
    private readonly weights: NetworkWeights,
  ) {}

  export(): Uint8Array {
    const { input, output } = this.network;
    for (const layer of this.network.layers) if (layer !== input) this.add(layer);
    const { height, width, channels } = mapSize(input.outputShape);
    return encodeOnnx(
      this.nodes,
      this.tensors,
      { name: input.id, shape: [channels, height, width] },
      { name: output.id, shape: output.outputShape },
    );
  }

  private tensor(layer: NetworkLayer, name: string, axes?: readonly number[], reshaped?: readonly number[]): string {
    const entry = this.weights.entries.find((candidate) => candidate.node === layer.id && candidate.name === name);
    if (entry === undefined) throw new Error(`${layer.id} has no weight ${name}`);
    const shape = reshaped ?? entry.shape;
    const order = axes ?? shape.map((_, axis) => axis);
    const full = `${layer.id}.${name}`;
    this.tensors.push({
      name: full,
      shape: entry.shape.length === 2 ? entry.shape : order.map((axis) => shape[axis] ?? 1),
      values: transpose(entry.values, shape, order),
    });
    return full;
  }

  private node(
    layer: NetworkLayer,
    operator: string,
    inputs: readonly string[],
    attributes: NonNullable<OnnxNode['attributes']> = {},
  ): void {
    this.nodes.push({ operator, inputs, output: layer.id, attributes });
  }

  private add(layer: NetworkLayer): void {
    const source = layer.inputs[0]?.node ?? '';
    switch (layer.definition.type) {
      case 'conv2d':
        return this.addConvolution(layer, source);
      case 'batchNorm':
        return this.node(
          layer,
          'BatchNormalization',
          [source, ...['scale', 'shift', 'runningMean', 'runningVariance'].map((name) => this.tensor(layer, name))],
          {
            epsilon: { float: Number(layer.parameters['epsilon']) },
          },
        );
      case 'activation':
        if (layer.parameters['function'] !== 'relu') break;
        return this.node(layer, 'Relu', [source]);
      case 'pool2d':
        if (layer.parameters['operation'] !== 'max') break;
        return this.addPooling(layer, source);
      case 'globalPool2d':
        if (layer.parameters['operation'] !== 'average') break;
        this.nodes.push({ operator: 'GlobalAveragePool', inputs: [source], output: `${layer.id}.map` });
        return this.node(layer, 'Flatten', [`${layer.id}.map`], { axis: 1 });
      case 'flatten':
        this.flattened.set(layer.id, layer.inputShapes[0] ?? []);
        return this.node(layer, 'Flatten', [source], { axis: 1 });
      case 'dense':
        return this.addDense(layer, source);
      case 'add':
        return this.node(
          layer,
          'Add',
          layer.inputs.map(({ node }) => node),
        );
      case 'classification':
        return this.node(layer, 'Softmax', [source], { axis: 1 });
    }
    throw new Error(`${layer.id}: no ONNX form for this ${layer.definition.type}`);
  }

  private addConvolution(layer: NetworkLayer, source: string): void {
    const parameters = layer.parameters as unknown as Conv2dParameters;
    const { rows, columns } = conv2dGeometry(parameters, layer.inputShapes[0] ?? []);
    if (parameters.kernel !== 'cross-correlation') throw new Error(`${layer.id}: flipped kernels are not exported`);
    const inputs = [source, this.tensor(layer, 'weights', [3, 2, 0, 1]), ...(parameters.bias ? [this.tensor(layer, 'bias')] : [])];
    this.node(layer, 'Conv', inputs, {
      kernel_shape: parameters.kernelSize,
      strides: parameters.stride,
      dilations: parameters.dilation,
      group: parameters.groups,
      pads: [rows.before, columns.before, rows.after, columns.after],
    });
  }

  private addPooling(layer: NetworkLayer, source: string): void {
    const parameters = layer.parameters as unknown as PoolParameters;
    const { vertical, horizontal } = poolGeometry(parameters, layer.inputShapes[0] ?? []);
    this.node(layer, 'MaxPool', [source], {
      kernel_shape: parameters.size,
      strides: parameters.stride,
      pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
      ceil_mode: parameters.ceilMode ? 1 : 0,
    });
  }

  private addDense(layer: NetworkLayer, source: string): void {
    const map = this.flattened.get(source);
    const units = layer.outputShape[0] ?? 1;
    // rows of the weights follow the flattened map: channels last with us, channels first there
    const weights = map === undefined ? this.tensor(layer, 'weights') : this.tensor(layer, 'weights', [2, 0, 1, 3], [...map, units]);
    const bias = layer.parameters['bias'] === true ? [this.tensor(layer, 'bias')] : [];
    this.node(layer, 'Gemm', [source, weights, ...bias]);
  }
}

/** The ONNX model of `network` with `weights`. Throws on layers that it does not know. */
export function exportOnnx(network: Network, weights: NetworkWeights): Uint8Array {
  return new Exporter(network, weights).export();
}
