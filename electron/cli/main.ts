// The command line, in plain Node: npx receptive. What Ctrl+C and other requests to end do stands in interruption.ts. A reader
// that goes away (`receptive inspect … | head`) ends it quietly, but no training: its result is the model, not what it tells.

import { formatDiagnostic } from '../../engine/words/say.ts';
import { saySentence } from '../../engine/words/texts.ts';
import { removeUnfinishedFiles } from '../host/files/atomic-write.ts';
import { diagnoseFileError } from '../host/files/system-errors.ts';
import { createInterruption } from './interruption.ts';
import { findLanguage } from './language.ts';
import { exitCodes, runCommandLine } from './run.ts';

const words = process.argv.slice(2);
const interruption = createInterruption(
  (said) => process.stderr.write(`${saySentence(said, findLanguage(words, process.env))}\n`),
  () => {
    removeUnfinishedFiles();
    process.exit(exitCodes.cancelled);
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interruption.request);
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (words[0] === 'train' || stream === process.stderr) return;
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    process.stderr.write(`${formatDiagnostic(diagnoseFileError(error, 'stdout'), findLanguage(words, process.env))}\n`);
    process.exit(exitCodes.failed);
  });
}

process.exitCode = await runCommandLine(words, { input: process.stdin, output: process.stdout, error: process.stderr }, interruption);
