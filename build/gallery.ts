// `npm run gallery`, or `npm run dev -- --gallery`: a window with every control of renderer/design in all its states, which follows the sources as they are saved.
// The end-to-end tests serve the same page as it would be bundled. Nothing of it goes into dist/ or into a package.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, createServer, type InlineConfig, type PreviewServer, preview, type ViteDevServer } from 'vite';
import { runCommand } from './command.ts';
import { outputFolder, projectFolder, projectPath } from './paths.ts';
import { prepareRuntime } from './runtime.ts';
import { getSandboxSwitches } from './sandbox.ts';
import { hasDisplay, prepareSystem } from './system.ts';

/** The main process of the gallery's window; it reads the page's address in the environment variable RECEPTIVE_GALLERY. */
export const galleryWindow = projectPath('build', 'gallery-window.cjs');

export interface GalleryServer {
  /** `http://127.0.0.1:<port>/` */
  readonly address: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const bundleFolder = join(outputFolder, 'gallery');
const common = {
  configFile: false,
  root: projectPath('renderer', 'design', 'gallery'),
  cacheDir: join(outputFolder, 'gallery-cache'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
} satisfies InlineConfig;

/** Serves the page from its sources; a saved file changes it in place. */
export async function serveGallery(): Promise<GalleryServer> {
  const server = await createServer({ ...common, server: { host: loopback, fs: { allow: [projectFolder] } } });
  await server.listen();
  return describeServer(server);
}

/** Bundles the page and serves what came of it. */
export async function serveBundledGallery(): Promise<GalleryServer> {
  await build({
    ...common,
    base: './',
    build: { target: 'chrome130', outDir: bundleFolder, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  return describeServer(await preview({ ...common, build: { outDir: bundleFolder }, preview: { host: loopback } }));
}

function describeServer(server: ViteDevServer | PreviewServer): GalleryServer {
  const place = server.httpServer?.address();
  if (typeof place !== 'object' || place === null) throw new Error('expected the gallery’s server to have a port, found none');
  const { port } = place;
  return { address: `http://${loopback}:${port}/`, close: () => server.close() };
}

/** Opens the window on the sources and follows them until it is closed; resolves to its exit code. `report` is told, line by line, what is done. */
export async function showGallery(report: (line: string) => void): Promise<number> {
  if (!hasDisplay()) {
    report(
      'Expected a display to open the window on, found none: neither DISPLAY nor WAYLAND_DISPLAY is set. Try: xvfb-run -a npm run gallery',
    );
    return 1;
  }
  const runtime = await prepareRuntime(report);
  await prepareSystem({ executable: runtime.executable, virtualDisplay: false, chineseFont: true }, report);
  process.env.NODE_ENV = 'development'; // whatever the shell says: a page in production replaces no component
  const server = await serveGallery();
  report(`The gallery is served from ${server.address}; closing its window ends it.`);
  const environment = { ...process.env, RECEPTIVE_GALLERY: server.address };
  const code = await runCommand(runtime.executable, ['--log-level=3', ...getSandboxSwitches(runtime.executable), galleryWindow], {
    env: environment,
  });
  await server.close();
  return code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await showGallery((line) => console.error(line));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
