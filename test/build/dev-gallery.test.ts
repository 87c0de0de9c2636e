// `npm run dev -- --gallery` as far as it goes without a display: it is the gallery that answers, and what can't be meant is refused.
import { describe, expect, test } from 'vitest';
import { captureCommand } from '../../build/command.ts';
import { projectFolder } from '../../build/paths.ts';

/** Started as npm would, with nothing to show a window on. */
function develop(...words: readonly string[]): { readonly code: number; readonly output: string } {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  return captureCommand(process.execPath, ['--import', 'tsx', 'build/dev.ts', ...words], { cwd: projectFolder, env: environment });
}

describe('npm run dev -- --gallery', () => {
  test.skipIf(process.platform !== 'linux')('opens the gallery, not the application', () => {
    const { code, output } = develop('--gallery');
    expect(output).toContain('xvfb-run -a npm run gallery');
    expect(code).toBe(1);
  });

  test('takes no argument of the application', () => {
    const { code, output } = develop('--gallery', '--remote-debugging-port=0');
    expect(output).toContain('Expected --gallery alone, found --remote-debugging-port=0');
    expect(code).toBe(2);
  });
});
