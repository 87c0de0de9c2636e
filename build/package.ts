// `npm run dist`: packs the application with the very runtime that it is developed and tested on, into out/package/.
// What is packed stands in electron-builder.yml; the runtime's folder and version are only known here.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, build, Platform } from 'electron-builder';
import { bundleIfStale } from './bundle.ts';
import { projectFolder, projectPath } from './paths.ts';
import { prepareRuntime } from './runtime.ts';

const report = (line: string): void => console.error(line);

/** The runtime's own start page, and our loader in its place, have no business in a packaged application. */
async function removeDefaultApplication({ appOutDir, packager }: AfterPackContext): Promise<void> {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { recursive: true, force: true });
}

const runtime = await prepareRuntime(report);
await bundleIfStale(report);
const { devDependencies } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { devDependencies: { electron: string } };
const outputs = await build({
  projectDir: projectFolder,
  targets: Platform.current().createTarget('dir'),
  publish: 'never',
  config: {
    extends: 'electron-builder.yml',
    electronDist: runtime.folder,
    electronVersion: runtime.version === 'unknown' ? devDependencies.electron : runtime.version,
    afterExtract: removeDefaultApplication,
  },
});
report(`Packed into out/package/. ${outputs.join(' ')}`);
