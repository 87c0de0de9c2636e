// The command line, in plain Node: npx receptive. The first Ctrl+C asks the command to end and to keep what it has; a second
// one ends at once. A reader that goes away (`receptive inspect … | head`) ends it quietly.
import { exitCodes, runCommandLine } from './cli/run.ts';

const cancelling = new AbortController();
process.on('SIGINT', () => {
  if (cancelling.signal.aborted) process.exit(exitCodes.cancelled);
  cancelling.abort();
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), { output: process.stdout, error: process.stderr }, cancelling.signal);
