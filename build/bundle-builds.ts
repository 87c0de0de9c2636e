// The three Vite builds: the programs that run in Node, the preload script, the window. What they have in common stands first.
// Kept apart from bundle.ts so that Vite is loaded only when there is something to bundle.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { distFolder, projectFolder, projectPath } from './paths.ts';
import { asProduction } from './production.ts';

/** Left to be loaded at run time: Electron itself, and packages with native code. */
const externalPackages = ['electron', '@napi-rs/image'];
const common = { configFile: false, root: projectFolder, logLevel: 'warn', publicDir: false } as const satisfies InlineConfig;

/** A file that a build makes: its name in dist/, and what is in it. */
export interface BuiltFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What a build makes, held in memory: it is written by whoever has seen that all builds succeeded. */
async function buildFiles(configuration: InlineConfig): Promise<readonly BuiltFile[]> {
  const built = await asProduction(() => build({ ...configuration, build: { ...configuration.build, write: false } }));
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((output) => ('output' in output ? output.output : []));
  return outputs.map((file: Rolldown.OutputChunk | Rolldown.OutputAsset) => ({
    name: file.fileName,
    content: file.type === 'chunk' ? file.code : file.source,
  }));
}

/** One build for all Node programs: what they share becomes a chunk beside them. */
export function buildNodePrograms(entries: Readonly<Record<string, string>>): Promise<readonly BuiltFile[]> {
  return buildFiles({
    ...common,
    ssr: { noExternal: true, external: externalPackages },
    build: {
      ssr: true,
      target: 'node20',
      outDir: distFolder,
      emptyOutDir: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, projectPath(entry)])),
        external: externalPackages,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name].js',
          banner: (chunk) => (chunk.isEntry && chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  });
}

/** One CommonJS file: a sandboxed preload script can neither be a module nor require its neighbours. */
export function buildPreload(entry: string): Promise<readonly BuiltFile[]> {
  return buildFiles({
    ...common,
    ssr: { noExternal: true, external: externalPackages },
    build: {
      ssr: true,
      target: 'chrome130',
      outDir: distFolder,
      emptyOutDir: false,
      sourcemap: 'inline',
      rolldownOptions: {
        input: projectPath(entry),
        external: externalPackages,
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  });
}

/** Relative addresses, so that the page works under any protocol and from inside a package. */
export async function buildWindow(page: string): Promise<void> {
  await asProduction(() =>
    build({
      ...common,
      root: projectPath('renderer'),
      base: './',
      plugins: [react()],
      build: {
        target: 'chrome130',
        outDir: join(distFolder, 'renderer'),
        emptyOutDir: true,
        sourcemap: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { input: projectPath(page) },
      },
    }),
  );
}
