// What no memory of this product can exceed.

/** The address space of WebAssembly, less its last page: no arena can be larger. */
export const maximumArenaBytes = 4 * 1024 ** 3 - 65536;
