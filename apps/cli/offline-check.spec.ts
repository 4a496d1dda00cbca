/** A proof comes with the command that verifies it. */
import { expect, test } from '@jest/globals';
import { parseArgs } from 'node:util';
import { offlineCheck } from '#apps/cli/offline-check.ts';

test('names the script, the proof, the key and the checkpoints, each as one word of a shell', () => {
  expect(offlineCheck('recalculate', { file: 'liasse.json', checkpoints: 'points de contrôle' })).toMatch(
    /node apps\/audit-verifier\/recalculate\.mjs liasse\.json --public-key decompte-audit\.pub\.pem --checkpoints 'points de contrôle'$/,
  );
  const said = offlineCheck('verify', { file: '/tmp/preuve.json', checkpoints: 'points' });
  const args = said.slice(said.indexOf('node ')).split(' ').slice(2);
  const options = { 'public-key': { type: 'string' }, checkpoints: { type: 'string' } } as const;
  expect(parseArgs({ args, options, allowPositionals: true })).toMatchObject({
    positionals: ['/tmp/preuve.json'],
    values: { 'public-key': 'decompte-audit.pub.pem', checkpoints: 'points' },
  });
});
