// An ONNX model's outer form (https://onnx.ai/onnx/repo-docs/IR.html): nodes, initial values, one input and one output with a
// batch of any size. Field numbers are those of onnx.proto.
import { bytesField, type Field, floatField, integerField, joinFields, messageField, textField } from './protobuf.ts';

const float = 1;
const irVersion = 8;
const operatorSet = 17;

export type Attribute = number | { readonly float: number } | readonly number[];

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface OnnxValue {
  readonly name: string;
  /** Without the batch. */
  readonly shape: readonly number[];
}

function attribute(name: string, value: Attribute): Field {
  if (typeof value === 'number') return messageField(5, [textField(1, name), integerField(3, value), integerField(20, 2)]);
  if ('float' in value) return messageField(5, [textField(1, name), floatField(2, value.float), integerField(20, 1)]);
  return messageField(5, [textField(1, name), ...value.map((entry) => integerField(8, entry)), integerField(20, 7)]);
}

function node({ operator, inputs, output, attributes = {} }: OnnxNode): Field {
  return messageField(1, [
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  ]);
}

function tensor({ name, shape, values }: OnnxTensor): Field {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return messageField(5, [
    ...shape.map((length) => integerField(1, length)),
    integerField(2, float),
    textField(8, name),
    bytesField(9, bytes),
  ]);
}

function value(field: number, { name, shape }: OnnxValue): Field {
  const dimensions = [messageField(1, [textField(2, 'batch')]), ...shape.map((length) => messageField(1, [integerField(1, length)]))];
  const type = messageField(1, [integerField(1, float), messageField(2, dimensions)]);
  return messageField(field, [textField(1, name), messageField(2, [type])]);
}

/** The bytes of a model that computes `nodes` in their order. */
export function encodeOnnx(nodes: readonly OnnxNode[], tensors: readonly OnnxTensor[], input: OnnxValue, output: OnnxValue): Uint8Array {
  const graph = messageField(7, [...nodes.map(node), textField(2, 'network'), ...tensors.map(tensor), value(11, input), value(12, output)]);
  return joinFields([
    integerField(1, irVersion),
    textField(2, 'receptive bench'),
    graph,
    messageField(8, [textField(1, ''), integerField(2, operatorSet)]),
  ]);
}
