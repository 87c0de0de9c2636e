// Finds out what this machine lacks to run Electron: system libraries, a working sandbox and, for tests, a virtual display and a font.
// On Debian and Ubuntu it installs what is missing where it may (root, or sudo without a password); elsewhere it answers with
// the one command to run. Only Linux is asked: other systems bring everything along.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandResult, captureCommand, collectCommand } from './command.ts';
import { findSandbox } from './sandbox.ts';

export interface SystemNeeds {
  readonly executable: string;
  /** Tests also run where nothing is shown: they need a virtual display then. */
  readonly virtualDisplay: boolean;
  /** Tests show the window in Chinese, too: without a font for it every character would be the same box. Who starts the application
   * for its own sake has the fonts of its own language, or does without. */
  readonly chineseFont: boolean;
}

/** Debian's names. A release may have renamed a library with the suffix t64 (64-bit time): see `choosePackages`. */
const libraryPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
const displayPackages = ['xvfb', 'xauth'];
const fontPackages = ['fonts-noto-cjk'];
const mostNamed = 3;

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
  const fonts = needs.chineseFont && !hasChineseFont() ? ['a font with Chinese characters'] : [];
  const missing = [...libraries, ...tools, ...fonts];
  if (missing.length > 0) {
    await installPackages(
      [
        ...(libraries.length > 0 ? libraryPackages : []),
        ...(tools.length > 0 ? displayPackages : []),
        ...(fonts.length > 0 ? fontPackages : []),
      ],
      missing,
      report,
    );
  }
  prepareSandbox(needs.executable, report);
}

function prepareSandbox(executable: string, report: (line: string) => void): void {
  const sandbox = findSandbox(executable);
  if (sandbox.kind === 'impossible' && !isRoot) report(`Electron runs without its sandbox: ${sandbox.reason}.`);
  if (sandbox.kind !== 'needs-helper') return;
  if (mayUseSudo() && sandbox.commands.every((command) => captureCommand('sudo', ['-n', ...command]).code === 0)) return;
  const commands = sandbox.commands.map((command) => `sudo ${command.join(' ')}`).join(' && ');
  throw new Error(`Electron's sandbox needs a set-user-id helper here, since this system denies user namespaces. Run once:\n  ${commands}`);
}

/** fontconfig's own tool, which comes with the libraries above, knows what Chromium will find. Where the font of the tests' pictures
 * (test/e2e/fonts.conf) can be installed it is that one, elsewhere any. */
function hasChineseFont(): boolean {
  const { code, answer } = captureCommand('fc-list', [isOnPath('apt-get') ? 'Noto Sans CJK SC' : ':lang=zh-cn']);
  return code === 0 && answer.trim() !== '';
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
  const shown = missing.slice(0, mostNamed).join(', ');
  const lacking = `This machine lacks ${shown}${missing.length > mostNamed ? ` and ${missing.length - mostNamed} more` : ''}.`;
  if (!isOnPath('apt-get')) {
    throw new Error(`${lacking}\nInstall them with this system's package manager; on Debian they are in: ${names.join(' ')}`);
  }
  if (!isRoot && !mayUseSudo())
    throw new Error(`${lacking} Run:\n  ${getInstallCommand(choosePackages(names, isKnownPackage, getReleaseRenames()))}`);
  report(`${lacking} Installing it with apt-get …`);
  await runAsRoot(['apt-get', 'update', '-qq']); // should it fail, installing from the lists of yesterday may still do
  const packages = choosePackages(names, isKnownPackage, getReleaseRenames());
  const { code, output } = await runAsRoot(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  if (code !== 0) throw new Error(`${lacking} apt-get ended with code ${code}:\n${output.trim()}\nRun:\n  ${getInstallCommand(packages)}`);
}

function runAsRoot(command: readonly string[]): Promise<CommandResult> {
  const [program = '', ...programArguments] = isRoot ? command : ['sudo', '-n', ...command];
  return collectCommand(program, programArguments, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function mayUseSudo(): boolean {
  return isOnPath('sudo') && captureCommand('sudo', ['-n', 'true']).code === 0;
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
