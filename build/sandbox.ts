// Chromium's sandbox on Linux. It uses user namespaces where the system allows them, and otherwise a helper beside the
// executable, `chrome-sandbox`, which must belong to root and have the set-user-id bit. It is switched off only where it can't
// work at all: for root, whom Chromium refuses it, and in a container without the right to make namespaces for anyone.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureCommand } from './command.ts';

export type Sandbox =
  | { readonly kind: 'works' }
  | { readonly kind: 'needs-helper'; readonly commands: readonly (readonly string[])[] }
  | { readonly kind: 'impossible'; readonly reason: string };

const setUserId = 0o4000;
const systemAdministration = 21n; // CAP_SYS_ADMIN, linux/capability.h

export function findSandbox(executable: string): Sandbox {
  if (process.platform !== 'linux') return { kind: 'works' };
  if (process.getuid?.() === 0) return { kind: 'impossible', reason: 'Chromium has no sandbox for root' };
  if (captureCommand('unshare', ['--user', '--map-root-user', 'true']).code === 0) return { kind: 'works' };
  if (!mayAnyoneMakeNamespaces()) return { kind: 'impossible', reason: 'this container lets nobody make namespaces' };
  const helper = join(dirname(executable), 'chrome-sandbox');
  const information = statSync(helper, { throwIfNoEntry: false });
  if (information?.uid === 0 && (information.mode & setUserId) !== 0) return { kind: 'works' };
  const commands = [
    ['chown', 'root:root', helper],
    ['chmod', '4755', helper],
  ];
  return { kind: 'needs-helper', commands };
}

/** The switches to start Electron with, for whoever starts it. */
export function getSandboxSwitches(executable: string): string[] {
  return findSandbox(executable).kind === 'impossible' ? ['--no-sandbox'] : [];
}

/** Even a set-user-id program gets no more rights than this process's bounding set leaves. */
function mayAnyoneMakeNamespaces(): boolean {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1];
  return bounding === undefined || ((BigInt(`0x${bounding}`) >> systemAdministration) & 1n) === 1n;
}
