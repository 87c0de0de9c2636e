// A lock between processes: a file holding its owner's process id, created only if it is not there.
// A lock whose owner has died is taken over. Two processes may, very rarely, take over the same dead lock; the work done
// under a lock must therefore end in an atomic rename, so that the worst case is work done twice, never a broken result.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMilliseconds = 100;

/** Runs `work` while holding the lock file; `onWait` is called once if another process holds it. */
export async function withLock<Result>(lockFile: string, onWait: () => void, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(lockFile), { recursive: true });
  let waiting = false;
  while (!tryLock(lockFile)) {
    if (!waiting) onWait();
    waiting = true;
    await sleep(pollMilliseconds);
  }
  const release = (): void => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!isOwnerAlive(lockFile)) rmSync(lockFile, { force: true });
  return false;
}

function isOwnerAlive(lockFile: string): boolean {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    if (!Number.isInteger(owner) || owner <= 0) return true; // created this instant, its process id not yet written
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but another user's
  }
}
