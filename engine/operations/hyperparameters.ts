// The small block of values that change from step to step and that kernels read from the arena, so that a plan stays
// constant while training runs. Written by worker 0 alone, between steps.

/** Index of each value in the block; f32 unless its name says bits (u32). */
export const hyperparameterSlots = {
  learningRate: 0,
  /** Number of the update, from 1, as f32-exact integer bits. */
  iterationBits: 1,
  weightDecay: 2,
  /** Corrections of Adam: 1 − β₁ᵗ and 1 − β₂ᵗ. */
  firstCorrection: 3,
  secondCorrection: 4,
} as const;

export const hyperparameterBytes = 64;
