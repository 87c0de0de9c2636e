// The command line, in plain Node: npx receptive. The first Ctrl+C (or another request to end) asks the command to end and to
// keep what it has; a second one ends at once. A reader that goes away (`receptive inspect … | head`) ends it quietly, but no
// training: its result is the model, not what it tells.
import { formatDiagnostic } from '../engine/base/diagnostics.ts';
import { exitCodes, runCommandLine } from './cli/run.ts';
import { diagnoseFileError } from './files.ts';

const words = process.argv.slice(2);
const cancelling = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (cancelling.signal.aborted) process.exit(exitCodes.cancelled);
    cancelling.abort();
  });
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (words[0] === 'train' || stream === process.stderr) return;
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    process.stderr.write(`${formatDiagnostic(diagnoseFileError(error, 'standard output'))}\n`);
    process.exit(exitCodes.failed);
  });
}

process.exitCode = await runCommandLine(words, { output: process.stdout, error: process.stderr }, cancelling.signal);
