// What a kernel reaches as a share of what the machine can do, and a note where that is more than there is: then the ceiling was measured
// wrongly, and no share beside it means anything.

/** Above 1: the clock changes while kernel and ceiling are measured one after the other. */
const tolerance = 1.15;

/** True where a kernel that computes what its definition counts passes what registers alone reach: the ceiling is wrong. */
export function passesCeiling(kernel: string, isProduct: boolean, rate: number, ceiling: number): boolean {
  // Winograd's products are fewer than the definition's; what moves bytes may read more than it writes, a copy cannot
  return isProduct && !/winograd/i.test(kernel) && rate > tolerance * ceiling;
}

export function describeShare(kernel: string, isProduct: boolean, rate: number, ceiling: number): string {
  const share = `${((100 * rate) / ceiling).toFixed(0)} %`;
  const note = passesCeiling(kernel, isProduct, rate, ceiling) ? '  more than registers alone: the ceiling was measured too low' : '';
  return `${rate.toFixed(1).padStart(6)} ${isProduct ? 'GFLOP/s' : 'GB/s   '} ${share.padStart(6)} of ${ceiling.toFixed(1)}${note}`;
}
