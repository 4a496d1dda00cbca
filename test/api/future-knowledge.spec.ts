/** Nothing is calculated as known on a day that has not come, over HTTP or at the command line. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { decompte } from '#test/support/command-line.ts';
import { Service } from '#test/support/service.ts';

let service: Service;
let token: string;
before(async () => {
  service = await Service.start({ workers: 0 });
  token = await service.token('operator');
});
after(() => service.close());

const fromToday = (days: number): string => dayText(dayInFrance(new Date()) + days);
const RANGE = { from: '2026-Q1', to: '2026-Q1' };

test('over HTTP it is refused where it is asked for, by its field', async () => {
  for (const path of ['/calculations', '/replays', '/statements/PEPS-01/2021-Q1/regularise'])
    // Not the very next day: a test may run across midnight.
    for (const knownOn of ['9999-12-31', fromToday(2)]) {
      const range = path.endsWith('regularise') ? {} : RANGE;
      const { status, body } = await service.post(path, { ...range, knownOn }, { token });
      assert.equal(status, 400, `${path} ${knownOn}`);
      assert.match(JSON.stringify(body), /"path":"\/knownOn".*pas encore venu.*aujourd'hui/, path);
    }
  for (const path of ['/calculations', '/replays'])
    assert.equal((await service.post(path, { ...RANGE, knownOn: fromToday(0) }, { token })).status, 202, path);
});

test('at the command line it is refused, and nothing is recorded', async () => {
  const range = ['--from', RANGE.from, '--to', RANGE.to];
  for (const command of [
    ['calculate', ...range],
    ['simulate', 'later', ...range],
    ['replay', ...range],
    ['regularise', 'PEPS-01', '2021-Q1', '--as', 'alice'],
  ]) {
    const { status, stderr } = await decompte([...command, '--known-on', '9999-12-31', '--data', service.folder]);
    assert.deepEqual([status, stderr.includes("--known-on : le 9999-12-31 n'est pas encore venu")], [2, true], stderr);
  }
});
