// Chromium's sandbox for people who are not root: it uses user namespaces where the system allows them, and otherwise a helper
// beside the executable, `chrome-sandbox`, which must belong to root and have the set-user-id bit.
// We never switch the sandbox off for them; only root runs without it, because Chromium refuses anything else there.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureCommand } from './command.ts';

const setUserId = 0o4000;

/** The command that makes the sandbox work, or null where it works as it is. */
export function getSandboxCommand(executable: string): string | null {
  if (captureCommand('unshare', ['--user', '--map-root-user', 'true']).code === 0) return null;
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (!existsSync(helper)) return null;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & setUserId) !== 0) return null;
  return `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`;
}
