// What a person is shown of a path.
/** The last part of a path, whatever its separator. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
