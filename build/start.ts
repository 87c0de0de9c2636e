// `npm start`: prepares what is missing (runtime, libraries, bundle), then opens the application with the arguments given.
// Ends with the application's own exit code. Without a display it says so at once, before anything is fetched.
import { bundleIfStale } from './bundle.ts';
import { runCommand } from './command.ts';
import { projectFolder } from './paths.ts';
import { prepareRuntime } from './runtime.ts';
import { getSandboxSwitches } from './sandbox.ts';
import { hasDisplay, prepareSystem } from './system.ts';

const report = (line: string): void => console.error(line);

async function start(applicationArguments: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    report('Expected a display to open the window on, found none: neither DISPLAY nor WAYLAND_DISPLAY is set.');
    report('To do the same job on the command line (train LeNet on the sample images, write a model and a report), run:\n  npm run demo');
    return 1;
  }
  const runtime = await prepareRuntime(report);
  await prepareSystem({ executable: runtime.executable, virtualDisplay: false, chineseFont: false }, report);
  await bundleIfStale(report);
  const switches = ['--log-level=3', ...getSandboxSwitches(runtime.executable)];
  return runCommand(runtime.executable, [...switches, projectFolder, ...applicationArguments]);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  report(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
