/** The command line as a process. */
import { run } from '#apps/cli/program.ts';
import { keepFilesPrivate } from '#libs/runtime/private-files.ts';
import { sweepThrowAwayFolders } from '#libs/runtime/throw-away-folders.ts';

const FAILED = 1;

// A reader that stops early, such as head, is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : FAILED));
keepFilesPrivate();
sweepThrowAwayFolders();
process.exitCode = await run(process.argv.slice(2));
