// Compiles every `*.as.ts` kernel of the engine to WebAssembly, twice: with relaxed SIMD and with plain SIMD, and writes
// both into generated TypeScript modules, together with what TypeScript has to know of them (kernel-sources.ts, kernel-modules.ts):
// number and arguments of each kernel, constants that sizes follow from. Resizing of images becomes a module of its own, for memory
// that is not shared. Kernels stand in files named `kernel.as.ts`. Nothing is done where nothing changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { argumentsSource, constantsSource, dispatchSource, tableSource } from './kernel-modules.ts';
import { parseConstants, parseKernels } from './kernel-sources.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const engine = join(root, 'engine');
const backend = join(engine, 'backends', 'wasm');
const generated = join(backend, 'generated');
/** What is generated depends on the sources and on these files. */
const compilers = ['kernels.ts', 'kernel-sources.ts', 'kernel-modules.ts'].map((name) => join(root, 'build', name));

function findFiles(folder: string, suffix: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return path === generated ? [] : findFiles(path, suffix);
      return entry.name.endsWith(suffix) ? [path] : [];
    })
    .sort();
}

/** From `folder` to a kernel's file, as imports name it. */
function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/').replace(/\.ts$/, '');
}

async function compileKernels(relaxed: boolean): Promise<Uint8Array> {
  return compile('backends/wasm/simd/program.as.ts', ['simd', 'threads', ...(relaxed ? ['relaxed-simd'] : [])], ['--sharedMemory']);
}

async function compile(entry: string, features: readonly string[], extra: readonly string[]): Promise<Uint8Array> {
  const options = [entry, '--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', ...extra];
  options.push('--initialMemory', '1', '--maximumMemory', '65536', '--enable', features.join(','), '--use', 'abort=');
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([...options, '--baseDir', engine], {
    readFile: (name, base) => {
      const path = resolve(base, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`kernels do not compile (${features.join(', ')}):\n${stderr.toString()}`);
  refuseStaticData(binary);
  return binary;
}

/** A data section (id 11) would overwrite the arena whenever a worker instantiates the module. */
function refuseStaticData(binary: Uint8Array): void {
  for (let position = 8; position < binary.length; ) {
    const id = binary[position++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[position++] as number;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    if (id === 11 && binary[position] !== 0)
      throw new Error('a kernel owns static data (a string, an array, a table): expected none, since it would overwrite the shared arena');
    position += size;
  }
}

function writeIfChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** Compiles where a source has changed. Returns whether anything was done. */
export async function buildKernels(): Promise<boolean> {
  const sources = findFiles(engine, '.as.ts');
  const hash = createHash('sha256');
  for (const file of [...compilers, ...sources]) hash.update(relative(root, file)).update(readFileSync(file));
  const stamp = hash.digest('hex');
  const stampPath = join(generated, 'stamp');
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return false;
  mkdirSync(generated, { recursive: true });
  rmSync(stampPath, { force: true });
  const kernels = sources.filter((file) => file.endsWith('kernel.as.ts')).flatMap(parseKernels);
  const names = new Set<string>();
  for (const kernel of kernels) {
    if (names.has(kernel.name)) throw new Error(`two kernels are called ${kernel.name}; the second is in ${kernel.file}`);
    names.add(kernel.name);
  }
  writeIfChanged(
    join(generated, 'dispatch.as.ts'),
    dispatchSource(kernels, (file) => pathFrom(generated, file)),
  );
  writeIfChanged(join(generated, 'kernel-table.ts'), tableSource(kernels));
  writeIfChanged(join(generated, 'kernel-arguments.ts'), argumentsSource(kernels));
  const constants = findFiles(backend, '.as.ts').map(
    (file) => [pathFrom(backend, file).replace(/\.as$/, ''), parseConstants(file)] as const,
  );
  writeIfChanged(join(generated, 'kernel-constants.ts'), constantsSource(constants));
  const [relaxed, plain, resample] = [
    await compileKernels(true),
    await compileKernels(false),
    await compile('images/resample.as.ts', ['simd'], []),
  ];
  const text = (name: string, bytes: Uint8Array): string => `export const ${name} = '${Buffer.from(bytes).toString('base64')}';\n`;
  writeIfChanged(
    join(generated, 'kernel-code.ts'),
    `// Generated by build/kernels.ts: the compiled kernels, base64.\n${text('relaxedSimdCode', relaxed)}${text('plainSimdCode', plain)}`,
  );
  writeIfChanged(
    join(generated, 'resample-code.ts'),
    `// Generated by build/kernels.ts: the compiled passes of resizing, base64.\n${text('resampleCode', resample)}`,
  );
  writeFileSync(stampPath, stamp);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  if (await buildKernels()) console.log(`kernels compiled in ${Math.round(performance.now() - started)} ms`);
}
