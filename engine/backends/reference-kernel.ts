// The form of a reference kernel: plain loops over typed views of the arena, the readable truth that the SIMD kernels are
// held against. A reference kernel does the whole step at once and may use double precision inside.

/** A step's arguments by the names its layer gave them. Throws where a name is missing: a broken layer, not a person's mistake. */
export interface StepArguments {
  f32(name: string): Float32Array;
  i32(name: string): Int32Array;
  u8(name: string): Uint8Array;
  number(name: string): number;
}

export type ReferenceKernel = (step: StepArguments) => void;
export type ReferenceKernels = Readonly<Record<string, ReferenceKernel>>;
