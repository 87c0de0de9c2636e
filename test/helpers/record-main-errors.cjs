// Loaded into the main process by launch-electron.ts before the application: copies all that it writes on standard error into
// a file. Playwright hands its process over only when the application is already running, too late for the first lines.
const { appendFileSync } = require('node:fs');

// The application must not see the two arguments that brought this file in.
process.argv = process.argv.filter(
  (argument, index, all) => argument !== __filename && !(argument === '-r' && all[index + 1] === __filename),
);

const file = process.env.RECEPTIVE_TEST_ERRORS;
const write = process.stderr.write.bind(process.stderr);

process.stderr.write = (chunk, ...rest) => {
  appendFileSync(file, chunk);
  return write(chunk, ...rest);
};
process.on('uncaughtExceptionMonitor', (error) => appendFileSync(file, `${error.stack ?? error}\n`));
