// Stands in for the `default_app` of an Electron distribution that comes without one: `electron <folder or script> [arguments]`
// starts that application. Copied into the prepared runtime as resources/default_app.asar/main.mjs by fallback.ts.
// Invariant: every module named by `-r` runs before Electron's 'ready' event, which Playwright relies on.

import { readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { preloads, target } = parseArguments(process.argv.slice(1));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const requireFromHere = createRequire(path.join(process.cwd(), 'electron-preload.js'));
for (const preload of preloads) requireFromHere(preload);

if (target === null) {
  console.error('usage: electron [options] <application folder or script> [arguments]');
  process.exit(2);
}
const file = Module._resolveFilename(describeApplication(path.resolve(target)), null, true);
process._firstFileName = file;
await import(pathToFileURL(file).href); // awaited at the top level, so that 'ready' waits for the application's own modules

/** Splits Electron's command line: its own options, then the application, then what belongs to the application. */
function parseArguments(argumentsGiven) {
  const preloadsFound = [];
  for (let index = 0; index < argumentsGiven.length; index++) {
    const argument = argumentsGiven[index];
    if (argument === '-v' || argument === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (argument === '-r' || argument === '--require') preloadsFound.push(argumentsGiven[++index]);
    else if (!argument.startsWith('-')) return { preloads: preloadsFound, target: argument };
  }
  return { preloads: preloadsFound, target: null };
}

/** Tells Electron the application's name, version and folder, from its package.json if it has one; gives its entry file. */
function describeApplication(location) {
  const isFolder = statSync(location, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const folder = isFolder ? location : path.dirname(location);
  app.setAppPath(folder);
  if (!isFolder) return location;
  const description = readDescription(path.join(folder, 'package.json'));
  const name = description.productName ?? description.name;
  if (name) app.setName(name);
  if (description.version) app.setVersion(description.version);
  app.setDesktopName(description.desktopName ?? `${app.getName()}.desktop`);
  return path.join(folder, description.main ?? 'index.js');
}

function readDescription(packageFile) {
  if (!statSync(packageFile, { throwIfNoEntry: false })) return {};
  return JSON.parse(readFileSync(packageFile, 'utf8'));
}
