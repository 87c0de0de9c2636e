// A model that can't be written where it was to be: the disk is full, the folder gone, the permission taken away while the
// network was trained. Hours of training are not lost to that: on a terminal a person names another place, elsewhere it goes
// into the current folder or the system's folder for temporary files.

import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Diagnostic, fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import { words } from '../../engine/words/host.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { saveFile } from '../host/files/atomic-write.ts';
import { checkTarget } from '../host/models/model-files.ts';
import type { Output } from './output.ts';
import { saveTexts } from './words/training.ts';

const { problem, fix } = messagesOf(words);

/** A file the model may be written to, and the network's, which it may not. */
export interface SavePlace {
  /** As a person wrote it. */
  readonly path: string;
  /** The same from the root: the current folder may be another one, or gone, by the time the model is written. */
  readonly target: string;
  readonly network: string;
}

/**
 * Where the model lies, with the reason where that is another place than was wished. Fails where every place has refused it.
 * canAsk: somebody is there who can answer.
 */
export async function saveModel(place: SavePlace, text: string, output: Output, canAsk: boolean): Promise<Outcome<string>> {
  const written = placeAt(place.path, await saveFile(place.target, text));
  if (written.ok) return succeed(place.path);
  const asked = canAsk && output.canAsk ? await askForPlace(place, text, output, written.diagnostics) : undefined;
  if (asked !== undefined) return succeed(asked, [...written.diagnostics, elsewhere(asked, place.path)]);
  const refusals: Diagnostic[] = [...written.diagnostics];
  for (const folder of [process.cwd(), tmpdir()]) {
    const path = await findFreeName(folder, basename(place.path));
    const rescued = await saveFile(path, text);
    if (rescued.ok) return succeed(path, [...written.diagnostics, elsewhere(path, place.path)]);
    refusals.push(...rescued.diagnostics);
  }
  return fail(...refusals);
}

/** Until it is written, or nothing is answered. */
async function askForPlace(
  { network }: SavePlace,
  text: string,
  output: Output,
  reasons: readonly Diagnostic[],
): Promise<string | undefined> {
  const question = textsIn(saveTexts, output.language)('where');
  for (let diagnostics = reasons; ; ) {
    output.diagnose(diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' })));
    const answer = (await output.ask(question))?.trim();
    if (answer === undefined || answer === '') return undefined;
    const target = await checkTarget(answer, network);
    const written = target.ok ? await saveFile(answer, text) : target;
    if (written.ok) return answer;
    diagnostics = written.diagnostics;
  }
}

/** A person knows the file by the name they gave it. */
function placeAt(path: string, outcome: Outcome<undefined>): Outcome<undefined> {
  return outcome.ok ? outcome : fail(...outcome.diagnostics.map((diagnostic) => ({ ...diagnostic, path })));
}

/** What is there already is left alone. */
async function findFreeName(folder: string, name: string): Promise<string> {
  for (let copy = 1; ; copy++) {
    const path = resolve(join(folder, copy === 1 ? name : name.replace(/(\.model)?(\.json)?$/i, (ending) => `-${copy}${ending}`)));
    const isTaken = await access(path).then(
      () => true,
      () => false,
    );
    if (!isTaken) return path;
  }
}

function elsewhere(path: string, wished: string): Diagnostic {
  return {
    ...problem('model-elsewhere', { wished, path }),
    path,
    fix: { ...fix('move-model'), changes: [] },
  };
}
