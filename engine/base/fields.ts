// Field descriptions: the one source from which a form, a validator, a default and a file format derive.
// A layer, an optimizer, a loss and a schedule describe their parameters with these and nothing else.
import { z } from 'zod';

/** While another field has one of these values. */
export interface FieldCondition {
  readonly field: string;
  readonly isOneOf: readonly (string | boolean)[];
}

/** The words of a field; definitions have them apart (words.ts). */
export interface Caption {
  readonly label: string;
  /** One sentence: what it does, its unit. */
  readonly help: string;
}
interface FieldBase extends Caption {
  /** The field only matters, and is only shown, while another field has one of these values. */
  readonly when?: FieldCondition;
}
export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}
export interface ToggleField extends FieldBase {
  readonly kind: 'toggle';
  readonly default: boolean;
}
export interface ChoiceField<Value extends string = string> extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly default: Value;
}
/** Two integers, [height, width]. */
export interface PairField extends FieldBase {
  readonly kind: 'pair';
  readonly minimum: number;
  readonly maximum: number;
  readonly default: readonly [number, number];
}
/** Explicit border sizes, or a rule that gives them. `full` is offered by convolution only. */
export interface PaddingField extends FieldBase {
  readonly kind: 'padding';
  readonly rules: readonly PaddingRule[];
  readonly default: Padding;
}
export type PaddingRule = 'valid' | 'same' | 'full';
export interface ExplicitPadding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
export type Padding = PaddingRule | ExplicitPadding;

/** A field with its words, as a form shows it. */
export type Field = IntegerField | NumberField | ToggleField | ChoiceField | PairField | PaddingField;
export type Fields = Readonly<Record<string, Field>>;

/** A choice whose options are values alone. */
export interface WordlessChoice<Value extends string = string> {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  readonly default: Value;
  readonly when?: FieldCondition;
}
type Wordless<F extends Field> = F extends ChoiceField ? WordlessChoice : Omit<F, keyof Caption>;
/** A field as a definition lists it; its words stand beside the definition (words.ts). */
export type WordlessField = Wordless<Field>;
export type WordlessFields = Readonly<Record<string, WordlessField>>;

interface OfSomeKind {
  readonly kind: Field['kind'];
}
/** What a field holds, whether its words have been given to it (options with labels) or not (words.ts). */
export type FieldValue<F extends OfSomeKind> = F extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
  ? Option extends { readonly value: infer Value }
    ? Value
    : Option
  : F extends { readonly kind: 'toggle' }
    ? boolean
    : F extends { readonly kind: 'pair' }
      ? readonly [number, number]
      : F extends { readonly kind: 'padding' }
        ? Padding
        : number;
export type ParametersOf<F extends Readonly<Record<string, OfSomeKind>>> = { readonly [Name in keyof F]: FieldValue<F[Name]> };
export type ParameterValue = number | boolean | string | readonly [number, number] | ExplicitPadding;
export type Parameters = Readonly<Record<string, ParameterValue>>;

const border = z.int().min(0).max(1024);

/** The validator of one field's value. */
export function fieldValidator(field: Field | WordlessField): z.ZodType<ParameterValue> {
  switch (field.kind) {
    case 'integer':
      return z.int().min(field.minimum).max(field.maximum);
    case 'number':
      return z.number().min(field.minimum).max(field.maximum);
    case 'toggle':
      return z.boolean();
    case 'choice':
      return z.enum(field.options.map((option) => (typeof option === 'string' ? option : option.value)));
    case 'pair': {
      const length = z.int().min(field.minimum).max(field.maximum);
      return z.tuple([length, length]);
    }
    case 'padding':
      return z.union([z.enum([...field.rules]), z.strictObject({ top: border, bottom: border, left: border, right: border })]);
    default:
      return assertNever(field);
  }
}

/** The validator of a whole set of parameters: unknown names are refused, missing ones get their defaults. */
export function parametersValidator(fields: Fields | WordlessFields): z.ZodType<Parameters> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(fields)) {
    shape[name] = fieldValidator(field).default(field.default as never);
  }
  return z.strictObject(shape) as unknown as z.ZodType<Parameters>;
}

/** Every field at its default. */
export function defaultParameters<F extends Fields | WordlessFields>(fields: F): ParametersOf<F> {
  const values: Record<string, ParameterValue> = {};
  for (const [name, field] of Object.entries(fields)) values[name] = field.default;
  return values as ParametersOf<F>;
}

/** True while the field (or a port) matters, given the other values. */
export function isFieldActive(field: { readonly when?: FieldCondition }, parameters: Parameters): boolean {
  if (field.when === undefined) return true;
  const value = parameters[field.when.field];
  return (typeof value === 'string' || typeof value === 'boolean') && field.when.isOneOf.includes(value);
}

/** For the end of a switch over a tagged union: a case was forgotten. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
