// Puts a script of the tests into one file, alone in a folder: `bundle-script.mjs SOURCE FOLDER`. A process that runs it starts in a
// seventh of the time that hundreds of sources take. It is not within Jest, whose realm Rolldown does not know.
import { build } from 'rolldown';

const PACKAGE = /^[^./#]/;

const [source, dir] = process.argv.slice(2);
await build({
  input: { script: source },
  platform: 'node',
  external: PACKAGE,
  output: { dir, entryFileNames: '[name].js', keepNames: true },
});
