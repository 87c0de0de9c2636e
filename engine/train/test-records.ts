// Which images stand for all where a model must prove itself: a model file carries them with their outputs, and a run looks at
// their outputs before it keeps weights, so that no run ends with weights that would make no model.

export const testVectorCount = 3;

/** The records that become test vectors: three spread over the validation part, or over the training part where there is none. */
export function chooseTestRecords(validation: Int32Array, training: Int32Array): Int32Array {
  const records = validation.length > 0 ? validation : training;
  return Int32Array.from({ length: testVectorCount }, (_, vector) => records[Math.floor((vector * records.length) / testVectorCount)] ?? 0);
}
