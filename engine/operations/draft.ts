// A program while it is being written: operations in the order of execution, each with the layer and pass that asked for it.
import type {
  AnyOperation,
  Attributes,
  Home,
  Operands,
  OperationBuilder,
  OperationDefinition,
  OperationNode,
  Pass,
  TensorType,
  Value,
} from './operation.ts';

const transient: Home = { kind: 'transient' };

export class Draft implements OperationBuilder {
  readonly nodes: OperationNode[] = [];
  private origin: OperationNode['origin'] = { node: '', pass: 'forward' };
  private readonly homes = new Map<string, Value>();
  private readonly names = new Map<string, number>();

  /** What is written from now on belongs to this layer and pass. */
  write(node: string, pass: Pass): void {
    this.origin = { node, pass };
  }

  /** The value that lives in a place outside the program's run: the same for the same place. */
  at(home: Exclude<Home, { kind: 'transient' }>, type: TensorType): Value {
    const name = homeName(home);
    const known = this.homes.get(name);
    if (known !== undefined) return known;
    const value: Value = { name, type, home };
    this.homes.set(name, value);
    return value;
  }

  apply<A extends Attributes>(definition: OperationDefinition<A>, operands: Operands, attributes: A): Record<string, Value> {
    const types = Object.entries(definition.results(attributes, operands));
    const { node, pass } = this.origin;
    const results = Object.fromEntries(
      types.map(([name, type]): [string, Value] => [
        name,
        // only a layer knows which value is its output, and only reverse mode whose gradient a value is: they rename
        { name: this.unique(`${node === '' ? pass : node}.${name === 'y' ? definition.name : name}`), type, home: transient },
      ]),
    );
    this.nodes.push({
      definition: definition as unknown as AnyOperation,
      attributes,
      operands: { ...operands },
      results,
      carried: {},
      origin: this.origin,
    });
    return { ...results };
  }

  /** Gives a value the name that a reader expects, with a number behind it where that is taken. */
  rename(value: Value, name: string): void {
    value.name = this.unique(name);
  }

  private unique(name: string): string {
    const count = (this.names.get(name) ?? 0) + 1;
    this.names.set(name, count);
    return count === 1 ? name : `${name}.${count}`;
  }
}

/** The name of a place outside a program's run. */
export function homeName(home: Home): string {
  switch (home.kind) {
    case 'transient':
      return '';
    case 'slot':
      return home.name;
    case 'weight':
      return `${home.node}.${home.name}`;
    case 'weight-gradient':
      return `${home.node}.${home.name}.gradient`;
    case 'run':
      return `${home.part === 'weights' || home.part === 'gradients' ? home.part : `state${home.part}`}.${home.decays ? 'decaying' : 'plain'}`;
  }
}
