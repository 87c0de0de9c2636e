// Fetches the peers that come from the npm registry (package.json beside this file, hashes in its lock) into a folder of their
// own in the user's cache: what measures us is no dependency of ours. No install scripts run: what they would download is for
// graphics cards; the libraries for the processor are inside the packages. Prepared in a temporary folder and renamed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { collectCommand } from '../../../build/command.ts';
import { withLock } from '../../../build/lock.ts';
import { getCacheFolder, projectPath } from '../../../build/paths.ts';

const limitMilliseconds = 5 * 60_000;
const lockFile = projectPath('test', 'bench', 'peers', 'package-lock.json');

/** The folder of the peers that this checkout names; another lock file means another folder. */
function peersFolder(): string {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 12);
  return join(getCacheFolder(), `bench-peers-${hash}`);
}

async function installInto(folder: string): Promise<string | undefined> {
  const temporary = `${folder}.${process.pid}.partial`;
  try {
    mkdirSync(temporary, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(projectPath('test', 'bench', 'peers', file), join(temporary, file));
    const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    const npm = process.env['npm_execpath'];
    const options = { cwd: temporary, timeout: limitMilliseconds };
    const { code, output } =
      npm === undefined ? await collectCommand('npm', words, options) : await collectCommand(process.execPath, [npm, ...words], options);
    if (code !== 0) return output.trim().split('\n').at(-1) ?? `npm ended with code ${code}`;
    renameSync(temporary, folder);
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The folder with the peers, fetched first where it is missing; or undefined, after saying why. */
export async function preparePeers(report: (line: string) => void): Promise<string | undefined> {
  const folder = peersFolder();
  if (existsSync(folder)) return folder;
  report('Fetching onnxruntime-node and TensorFlow.js from the npm registry into the cache (390 MB unpacked, once) …');
  const failure = await withLock(
    `${folder}.lock`,
    () => report('Another process is fetching them: waiting for it.'),
    async () => (existsSync(folder) ? undefined : await installInto(folder)),
  );
  if (failure === undefined) return folder;
  report(`onnxruntime-node and TensorFlow.js can't be installed here and are left out: ${failure}`);
  return undefined;
}

/** A package of the peers' folder, as the type that the caller expects of it. */
export function requirePeer<Package>(folder: string, name: string): Package {
  return createRequire(join(folder, 'package.json'))(name) as Package;
}
