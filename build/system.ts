// Finds out what this machine lacks to run Electron: system libraries, a working sandbox and, for tests, a virtual display.
// On Debian and Ubuntu it installs what is missing where it may (root, or sudo without a password); elsewhere it answers with
// the one command to run. Only Linux is asked: other systems bring everything along.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureCommand, runCommand } from './command.ts';
import { getSandboxCommand } from './sandbox.ts';

export interface SystemNeeds {
  readonly executable: string;
  /** Tests also run where nothing is shown: they need a virtual display then. */
  readonly virtualDisplay: boolean;
}

/** Debian's names. A release may have renamed a library with the suffix t64 (64-bit time): see `choosePackages`. */
const libraryPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
const displayPackages = ['xvfb', 'xauth'];

export const isRoot = process.getuid?.() === 0;

/** Whether a window can be shown. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Makes the machine ready, or throws with what is missing and the one command that adds it. */
export async function prepareSystem(needs: SystemNeeds, report: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux') return;
  const libraries = findMissingLibraries(needs.executable);
  const tools = needs.virtualDisplay && !hasDisplay() ? ['Xvfb', 'xvfb-run', 'xauth'].filter((tool) => !isOnPath(tool)) : [];
  const missing = [...libraries, ...tools];
  if (missing.length > 0) {
    await installPackages(
      [...(libraries.length > 0 ? libraryPackages : []), ...(tools.length > 0 ? displayPackages : [])],
      missing,
      report,
    );
  }
  const command = isRoot ? null : getSandboxCommand(needs.executable);
  if (command !== null) {
    throw new Error(
      `Electron's sandbox needs a set-user-id helper here, since this system denies user namespaces. Run once:\n  ${command}`,
    );
  }
}

/** The shared libraries that the executable asks for and the system does not have. */
export function findMissingLibraries(executable: string): string[] {
  const { output } = captureCommand('ldd', [executable]);
  return parseMissingLibraries(output);
}

export function parseMissingLibraries(lddOutput: string): string[] {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

async function installPackages(names: readonly string[], missing: readonly string[], report: (line: string) => void): Promise<void> {
  const lacking = `This machine lacks ${missing.join(', ')}.`;
  if (!isOnPath('apt-get')) {
    throw new Error(`${lacking}\nInstall them with this system's package manager; on Debian they are in: ${names.join(' ')}`);
  }
  const prefix = isRoot ? [] : ['sudo'];
  if (!isRoot && captureCommand('sudo', ['-n', 'true']).code !== 0) {
    const packages = choosePackages(names, isKnownPackage, getReleaseRenames());
    throw new Error(`${lacking} Run:\n  ${getInstallCommand(packages)}`);
  }
  report(`${lacking} Installing …`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const update = [...prefix, 'apt-get', 'update', '-qq'];
  await runCommand(update[0] ?? '', update.slice(1), options);
  const packages = choosePackages(names, isKnownPackage, getReleaseRenames());
  const install = [...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages];
  const code = await runCommand(install[0] ?? '', install.slice(1), options);
  if (code !== 0) throw new Error(`${lacking} Installing ended with code ${code}. Run:\n  ${getInstallCommand(packages)}`);
}

function getInstallCommand(packages: readonly string[]): string {
  const sudo = isRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Takes the t64 name of a library where the package lists have it, or, without any lists, where the release has renamed it. */
export function choosePackages(names: readonly string[], isKnown: (name: string) => boolean, renamed: boolean): string[] {
  const renamedLibraries = ['libgtk-3-0', 'libasound2'];
  return names.map((name) => {
    if (!renamedLibraries.includes(name)) return name;
    if (isKnown(`${name}t64`)) return `${name}t64`;
    return !isKnown(name) && renamed ? `${name}t64` : name;
  });
}

function isKnownPackage(name: string): boolean {
  const { code, output } = captureCommand('apt-cache', ['show', '--no-all-versions', name]);
  return code === 0 && output.includes(`Package: ${name}`);
}

/** Debian 13 and Ubuntu 24.04 and later carry the t64 names. */
function getReleaseRenames(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const version = Number(/^VERSION_ID="?(\d+)/m.exec(release)?.[1] ?? Number.POSITIVE_INFINITY);
  return version >= (/^ID=ubuntu/m.test(release) ? 24 : 13);
}

export function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, program)));
}
