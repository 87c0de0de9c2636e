// Images that a network has given back, as PNG files in a folder: `0007-boot-decoded.png` is what the end `decoded` made of the seventh
// image of the command line, `boot.png`. The number keeps images of one name in different folders apart.
import { basename, extname, join } from 'node:path';
import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { bytesOfValues } from '../../engine/images/unit-values.ts';
import type { Reconstruction } from '../../engine/protocol.ts';
import { saveFile } from '../host/files/atomic-write.ts';
import { makeFolder } from '../host/files/folders.ts';
import { diagnoseFileError } from '../host/files/system-errors.ts';
import { encodePng } from '../host/images/png.ts';

/** The files, one a reconstruction; none without a folder, which is made where it is missing. `number`: of the image, from 1. */
export async function writeReconstructions(
  folder: string | undefined,
  image: string,
  number: number,
  reconstructions: readonly Reconstruction[] = [],
): Promise<Outcome<readonly string[]>> {
  if (folder === undefined || reconstructions.length === 0) return succeed([]);
  const files: string[] = [];
  for (const { node, height, width, channels, values } of reconstructions) {
    const file = join(folder, `${String(number).padStart(4, '0')}-${basename(image, extname(image))}-${node}.png`);
    try {
      makeFolder(folder);
    } catch (error) {
      return fail(diagnoseFileError(error, file));
    }
    const saved = await saveFile(file, encodePng(bytesOfValues(values), width, height, channels === 3 ? 3 : 1));
    if (!saved.ok) return saved;
    files.push(file);
  }
  return succeed(files);
}
