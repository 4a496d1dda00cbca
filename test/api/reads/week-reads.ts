/**
 * The pages of an approver, the results of a search, and the payer's books over HTTP: the same as the whole report and the command line.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { given, refused } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { walked } from '#test/support/pages.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('the week', () => {
    let service: Service;
    let approver: DecompteClient;
    let accountant: DecompteClient;
    const folder = temporaryFolder();

    beforeAll(async () => {
      service = started();
      approver = await service.client('approver', 'Bruno');
      accountant = await service.client('accountant', 'David');
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const PERIODS = ['2022-Q1', '2022-Q2', '2021'];

    test('the pages of the variance report have each team once, outliers first, and the code of the whole', async () => {
      let outliers = 0;
      for (const period of PERIODS) {
        const whole = given(await approver.GET('/variance', { params: { query: { period } } }));
        const pages = await walked(1, (query) =>
          approver.GET('/variance/teams', { params: { query: { period, ...query } } }),
        );
        const byTeam = <T extends { readonly team: string }>(all: readonly T[]): readonly T[] =>
          all.toSorted((a, b) => (a.team < b.team ? -1 : 1));
        expect(byTeam(pages.map(({ sentences: _, ...team }) => team))).toStrictEqual(byTeam(whole.teams));
        const flags = pages.map(({ outlier }) => outlier);
        expect(flags).toStrictEqual(flags.toSorted((a, b) => Number(b) - Number(a)));
        for (const { outlier, sentences } of pages) expect(sentences.length > 0).toBe(outlier);
        const head = given(await approver.GET('/variance/teams', { params: { query: { period, limit: 1 } } }));
        const { code, submitted, submittedCents } = whole;
        expect(head).toMatchObject({ code, submitted, submittedCents, teams: whole.teams.length });
        expect(head.outliers).toBe(whole.teams.filter(({ outlier }) => outlier).length);
        outliers += head.outliers;
      }
      expect(outliers).toBeGreaterThan(0);
    });

    test('a page of the variance report follows a decision', async () => {
      const period = '2022-Q1';
      const before = given(await approver.GET('/variance/teams', { params: { query: { period } } }));
      assert.ok(before.code !== null);
      const rejected = await service.request(
        'POST',
        '/statements/PEPS-01/2022-Q1/reject',
        { reason: 'à revoir' },
        { token: await service.token('approver', 'Bruno'), headers: { 'idempotency-key': 'reject-1' } },
      );
      assert.equal(rejected.status, 200, JSON.stringify(rejected.body));
      const { position } = rejected.body as { position: number };
      const after = given(await approver.GET('/variance/teams', { params: { query: { period, after: position } } }));
      expect([after.code, after.submitted]).toStrictEqual([null, before.submitted - 1]);
    });

    test('a search finds teams, statements, payments, runs and envelopes', async () => {
      const found = async (q: string) => given(await approver.GET('/search', { params: { query: { q } } })).items;
      expect(await found('gennevilliers')).toMatchObject([{ kind: 'TEAM', team: 'PEPS-01' }]);
      expect(await found('peps-01 2022-Q1')).toMatchObject([{ kind: 'STATEMENT', team: 'PEPS-01', period: '2022-Q1' }]);
      expect(await found('Gennevilliers 2022T2')).toMatchObject([
        { kind: 'STATEMENT', team: 'PEPS-01', period: '2022-Q2' },
      ]);
      const { items } = given(await approver.GET('/payments', { params: { query: { limit: 1 } } }));
      const [{ endToEndId } = { endToEndId: '' }] = items;
      for (const q of [endToEndId, endToEndId.toLowerCase(), ` ${endToEndId.slice(0, 8)} ${endToEndId.slice(8, 20)} `])
        expect(await found(q)).toMatchObject([{ kind: 'PAYMENT', endToEndId }]);
      expect(await found('r1')).toMatchObject([{ kind: 'RUN', run: 'R1', envelope: 'FISS' }]);
      expect(await found('fiss')).toMatchObject([{ kind: 'ENVELOPE', envelope: 'FISS' }]);
      expect(await found('introuvable')).toStrictEqual([]);
    });

    test('the general ledger is balanced, entry by entry, and is the file of the command line', async () => {
      const range = { from: '2020-01-01', to: '2099-12-31' };
      const entries = await walked(2, (query) =>
        accountant.GET('/general-ledger', { params: { query: { ...range, ...query } } }),
      );
      expect(entries.length).toBeGreaterThan(0);
      for (const { lines } of entries) {
        const sum = (of: (line: (typeof lines)[number]) => string): bigint =>
          lines.reduce((cents, line) => cents + BigInt(of(line)), 0n);
        expect(sum(({ debitCents }) => debitCents)).toBe(sum(({ creditCents }) => creditCents));
      }
      const csv = await service.get<string>('/general-ledger?from=2020-01-01&to=2099-12-31', {
        token: await service.token('accountant', 'David'),
        headers: { accept: 'text/csv' },
      });
      const file = join(folder, 'fec.csv');
      await decompteHere([
        ...['general-ledger', '--from', range.from, '--to', range.to, '--export', file],
        ...['--data', service.folder],
      ]);
      expect(csv.body).toBe(readFileSync(file, 'utf8'));
      refused(await accountant.GET('/general-ledger', { params: { query: { from: range.to, to: range.from } } }), 400);
    });

    test('the accruals are those of the command line, and their sums by period and scheme add up to them', async () => {
      let listed = 0;
      for (const query of [{ year: '2021' }, { year: '2022', earlier: 'true' as const }]) {
        const served = given(await accountant.GET('/accruals', { params: { query } }));
        const earlier = 'earlier' in query ? ['--with-earlier'] : [];
        const shown = await decompteHere([
          'accruals',
          '--year',
          query.year,
          ...earlier,
          '--json',
          '--data',
          service.folder,
        ]);
        const { accruals, notCalculated, totalCents } = JSON.parse(shown.stdout) as {
          accruals: object[];
          notCalculated: object[];
          totalCents: string;
        };
        expect(
          served.accruals.map(({ scheme: _, label: __, dueOn, ...one }) => ({
            ...one,
            ...(dueOn === null ? {} : { dueOn }),
          })),
        ).toStrictEqual(accruals);
        expect(served.notCalculated).toStrictEqual(notCalculated);
        listed += accruals.length;
        const sum = served.sums.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n);
        expect(String(sum)).toBe(totalCents);
        for (const { scheme } of served.accruals) expect(scheme).not.toBeNull();
      }
      expect(listed).toBeGreaterThan(0);
    });

    test('monitoring by scheme and period adds up the statements; patients who came and left are counted where asked', async () => {
      const day = { knownOn: '2024-08-31' };
      const monitoring = (limit: number, movements: 'true' | 'false') =>
        walked(limit, (query) =>
          approver.GET('/monitoring', { params: { query: { from: '2021-Q1', to: '2022-Q4', movements, ...query } } }),
        );
      const all = await monitoring(500, 'true');
      expect(await monitoring(3, 'true')).toStrictEqual(all);
      const statements = await walked(500, (query) =>
        approver.GET('/statements', { params: { query: { from: '2021-Q1', to: '2022-Q4', ...query } } }),
      );
      for (const { scheme, period, teams, patients, totalCents, decidedCents } of all) {
        const own = statements.filter((one) => one.scheme === scheme && one.period === period);
        const sum = (of: (one: (typeof own)[number]) => string | number | null): string =>
          String(own.reduce((total, one) => total + BigInt(of(one) ?? 0), 0n));
        expect([scheme, period, teams, String(patients), totalCents, decidedCents]).toStrictEqual([
          ...[scheme, period, own.length, sum((one) => one.patients)],
          ...[sum((one) => one.totalCents), sum((one) => one.decidedCents)],
        ]);
      }
      expect(all.reduce((count, { teams }) => count + teams, 0)).toBe(statements.filter(({ due }) => due).length);
      const peps = all.filter(({ scheme }) => scheme === 'PEPS');
      const changes = peps.slice(1).map(({ patients }, i) => patients - (peps[i]?.patients ?? 0));
      expect(peps.slice(1).map((one) => (one.patientsEntered ?? NaN) - (one.patientsLeft ?? NaN))).toStrictEqual(
        changes,
      );
      expect(peps.some(({ decidedCents }) => decidedCents !== '0')).toBe(true);
      const uncounted = await monitoring(500, 'false');
      expect(uncounted.map(({ patientsEntered, patientsLeft }) => patientsEntered ?? patientsLeft)).toStrictEqual(
        all.map(() => null),
      );
      const published = await walked(2, (query) => approver.GET('/monitoring/published', { params: { query } }));
      expect(published.find(({ figure }) => figure === 'peps-teams-2022')).toMatchObject({
        published: '15',
        measured: '1',
      });
      const shown = await decompteHere([
        '--data',
        service.folder,
        'monitoring',
        '--from',
        '2021-Q1',
        '--to',
        '2022-Q4',
        '--json',
      ]);
      expect(JSON.parse(shown.stdout)).toStrictEqual({ periods: all, published });
      const text = await decompteHere(['--data', service.folder, 'monitoring', '--known-on', day.knownOn]);
      expect(text.stdout).toContain('12 227 K€ sur les cinq ans');
      const sent = { token: await service.token('approver'), headers: { accept: 'text/csv' } };
      const { body } = await service.get<string>('/monitoring?scheme=PEPS&movements=true&limit=500', sent);
      const csv = await decompteHere(['--data', service.folder, 'monitoring', '--scheme', 'PEPS', '--csv']);
      expect(csv.stdout).toBe(body);
      refused(await approver.GET('/monitoring', { params: { query: { scheme: 'PEPS9' } } }), 404);
      const team = await service.client('team', 'Tilleuls', 'PEPS-01');
      refused(await team.GET('/monitoring', {}), 403);
    });
  });
};

export default reads;
