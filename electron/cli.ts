// The command line, in plain Node: npx receptive. The first Ctrl+C (or another request to end) asks the command to end and to
// keep what it has; a second one ends at once. A reader that goes away (`receptive inspect … | head`) ends it quietly, but no
// training: its result is the model, not what it tells.
import { exitCodes, runCommandLine } from './cli/run.ts';

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
    // EIO: the terminal was closed
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    if (stream === process.stdout && words[0] !== 'train') process.exit(exitCodes.done);
  });
}

process.exitCode = await runCommandLine(words, { output: process.stdout, error: process.stderr }, cancelling.signal);
