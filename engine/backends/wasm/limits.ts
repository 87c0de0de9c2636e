// What no arena can exceed.

/** The address space of WebAssembly. */
export const maximumArenaBytes = 4 * 1024 ** 3 - 65536;
