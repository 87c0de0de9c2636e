// The same layout constants as simd/gemm.as.ts, for the layers that reserve scratch for it.

/** Bytes of a panel of six rows, as `PANEL_BYTES` in the kernels. */
export const panelBytes = 28032;
/** The longest piece of a sum that one call handles. */
export const panelDepth = 1152;
