/** Statements over HTTP equal the command line, page by page, and each role sees only what it may. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { DecompteClient } from '#libs/client/client.ts';
import type { paths } from '#libs/client/contract.d.ts';
import { given, refused } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { TINY_SAMPLE } from '#test/support/experiment.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('statements', () => {
    let service: Service;
    let operator: DecompteClient;
    /** The same person with a plain client, for requests that the typed client cannot make. */
    let token: string;

    beforeAll(async () => {
      service = started();
      operator = await service.client('operator');
      token = await service.token('operator');
    });

    type Filter = NonNullable<paths['/statements']['get']['parameters']['query']>;

    const FIRST = { team: 'PEPS-01', period: '2021-Q1' };

    type Rows = readonly Record<string, string>[];

    function expected(file: string): Rows {
      return parse(readFileSync(join(TINY_SAMPLE, 'expected', file), 'utf8'), { columns: true }) as unknown as Rows;
    }

    const byKey = (rows: Rows): Rows =>
      rows.toSorted((a, b) =>
        `${a['period'] ?? ''}/${a['team_id'] ?? ''}`.localeCompare(`${b['period'] ?? ''}/${b['team_id'] ?? ''}`),
      );

    function listed(filter: Filter = {}, { limit = 500, client = operator } = {}) {
      return walked(limit, (query) => client.GET('/statements', { params: { query: { ...filter, ...query } } }));
    }

    type Listed = Awaited<ReturnType<typeof listed>>[number];

    test('the list of statements equals the exported file to the cent', async () => {
      const rows = await walkedCsv(service, '/statements', { token, limit: 7 });
      const asCalculated = rows.map(({ stage: _, team_name: __, decided_cents: ___, ...row }) => row);
      expect(byKey(asCalculated)).toStrictEqual(byKey(expected('statements.csv')));
    });

    test('gives the statement of decompte show', async () => {
      const served = given(await operator.GET('/statements/{team}/{period}', { params: { path: FIRST } }));
      const { stdout } = await decompteHere(['show', 'PEPS-01', '2021-Q1', '--json', '--data', service.folder]);
      expect(served).toStrictEqual(onlyFields(JSON.parse(stdout) as object, served));
    });

    /** The command line writes some days as numbers; the rest must be the same. */
    function onlyFields(shown: object, served: object): object {
      const days = new Set(['dueOn', 'from']);
      const take = (a: unknown, b: unknown, key: string): unknown => {
        if (days.has(key)) return b;
        if (Array.isArray(a) && Array.isArray(b)) return a.map((one, i) => take(one, b[i], key));
        if (typeof a === 'object' && a !== null)
          return Object.fromEntries(
            Object.entries(a).map(([name, value]) => [name, take(value, (b as Record<string, unknown>)[name], name)]),
          );
        return a;
      };
      return take(shown, served, '') as object;
    }

    for (const [part, file, keep] of [
      ['lines', 'statement_lines.csv', () => true],
      ['instalments', 'statement_instalments.csv', () => true],
      ['parameters', 'statement_parameters.csv', ({ status }: Record<string, string>) => status !== 'exact'],
      ['act-ledger', 'act_ledger.csv', () => true],
    ] as const)
      test(`the ${part} of every statement equal ${file}`, async () => {
        const wanted = expected(file);
        for (const { team, period } of await listed()) {
          const path = `/statements/${team}/${period}/${part}`;
          const rows = (await walkedCsv(service, path, { token, limit: 2 })).filter(keep);
          const own = wanted.filter((row) => row['team_id'] === team && (row['period'] ?? row['quarter']) === period);
          const columns = Object.keys(own[0] ?? {}).filter((name) => !['team_id', 'period', 'quarter'].includes(name));
          assert.deepEqual(
            rows.map((row) => columns.map((name) => row[name])),
            own.map((row) => columns.map((name) => row[name])),
            path,
          );
        }
      });

    test('pages of any size give the whole list once', async () => {
      const whole = await listed();
      for (const limit of [1, 2, 3, 5, whole.length - 1, whole.length, whole.length + 1])
        expect(await listed({}, { limit })).toStrictEqual(whole);
    });

    test('the list comes in each order, page by page', async () => {
      const whole = await listed();
      const cents = (text: string | null): number => Number(text ?? 0);
      const orders: readonly (readonly [NonNullable<Filter['sort']>, (a: Listed, b: Listed) => number])[] = [
        ['total', (a, b) => cents(a.totalCents) - cents(b.totalCents)],
        ['-total', (a, b) => cents(b.totalCents) - cents(a.totalCents)],
        ['-decided', (a, b) => cents(b.decidedCents) - cents(a.decidedCents)],
        ['-patients', (a, b) => (b.patients ?? 0) - (a.patients ?? 0)],
      ];
      for (const [sort, compare] of orders)
        for (const limit of [2, 500])
          // A sort is stable: statements alike stay by period and team.
          expect(await listed({ sort }, { limit })).toStrictEqual(whole.toSorted(compare));
      const periods = (await listed({ sort: '-period' }, { limit: 3 })).map(({ period }) => period);
      expect(periods).toStrictEqual(whole.map(({ period }) => period).toReversed());
      const { next } = given(await operator.GET('/statements', { params: { query: { sort: 'total', limit: 1 } } }));
      assert.ok(next !== null);
      refused(await operator.GET('/statements', { params: { query: { sort: '-total', cursor: next } } }), 400);
    });

    test('a search finds teams by part of their name in any spelling, or of their id', async () => {
      const whole = await listed();
      const [named] = whole.filter(({ team }) => team === 'PEPS-01');
      assert.ok(named?.teamName !== null && named?.teamName !== undefined);
      const own = whole.filter(({ team }) => team === 'PEPS-01');
      for (const q of [named.teamName.toUpperCase(), 'centre de SANTE de Genn', 'gennevil', 'peps-01', 'PEPS 01'])
        expect(await listed({ q })).toStrictEqual(own);
      expect(await listed({ q: 'introuvable' })).toStrictEqual([]);
    });

    test('the totals are the sums of the list, by period, scheme and stage', async () => {
      for (const filter of [{}, { scheme: 'PEPS' }, { team: 'PEPS-01', from: '2021-Q1', to: '2022-Q1' }]) {
        const whole = await listed(filter);
        const sums = await walked(3, (query) =>
          operator.GET('/statements/totals', { params: { query: { ...filter, ...query } } }),
        );
        const sumOf = (of: Listed[], cents: (one: Listed) => string | null): string =>
          String(of.reduce((sum, one) => sum + BigInt(cents(one) ?? 0), 0n));
        const groups = Map.groupBy(whole, ({ period, scheme, stage }) => `${period}/${scheme ?? ''}/${stage}`);
        expect(sums.map(({ period, scheme, stage }) => `${period}/${scheme ?? ''}/${stage}`)).toStrictEqual(
          [...groups.keys()].sort(),
        );
        for (const { period, scheme, stage, statements, totalCents, decidedCents } of sums) {
          const group = groups.get(`${period}/${scheme ?? ''}/${stage}`) ?? [];
          expect(statements).toBe(group.length);
          expect(totalCents).toBe(sumOf(group, (one) => one.totalCents));
          expect(decidedCents).toBe(sumOf(group, (one) => one.decidedCents));
        }
      }
    });

    test('the list in CSV equals the list in JSON', async () => {
      const json = await listed();
      const csv = await walkedCsv(service, '/statements', { token, limit: 3 });
      expect(
        csv.map(({ team_id: team, period, total_cents: totalCents, stage, flags }) => [
          team,
          period,
          totalCents,
          stage,
          flags,
        ]),
      ).toStrictEqual(
        json.map(({ team, period, totalCents, stage, flags }) => [team, period, totalCents, stage, flags.join(' ')]),
      );
    });

    test('each filter keeps what it names, and all together what all name', async () => {
      const whole = await listed();
      const cases: readonly (readonly [Filter, (one: Listed) => boolean])[] = [
        [{ team: 'PEPS-01' }, ({ team }) => team === 'PEPS-01'],
        [{ scheme: 'IPEP' }, ({ scheme }) => scheme === 'IPEP'],
        [{ stage: 'APPROVED' }, ({ stage }) => stage === 'APPROVED'],
        [{ stage: 'SUBMITTED', scheme: 'PEPS' }, ({ stage, scheme }) => stage === 'SUBMITTED' && scheme === 'PEPS'],
        [{ flag: 'QUALITY_MISSING' }, ({ flags }) => flags.includes('QUALITY_MISSING')],
        [{ from: '2021-Q2' }, ({ period }) => period >= '2021-Q2' || period === '2021'],
        [
          { to: '2021-Q2' },
          ({ period }) => period.slice(0, 4) < '2021' || ['2021', '2021-Q1', '2021-Q2'].includes(period),
        ],
        [{ from: '0000-Q1', to: '9999-Q4' }, () => true],
        [{ from: '2022-Q3', to: '2022-Q3' }, ({ period }) => ['2022', '2022-Q3'].includes(period)],
      ];
      for (const [filter, keep] of cases)
        expect([filter, await listed(filter)]).toStrictEqual([filter, whole.filter(keep)]);
      expect(whole.some(({ stage }) => stage === 'APPROVED') && whole.some(({ stage }) => stage === 'SUBMITTED')).toBe(
        true,
      );
      expect(await listed({ knownOn: '2024-08-31' })).toStrictEqual(whole);
      expect(await listed({ knownOn: '2024-08-30' })).toStrictEqual([]);
    });

    test('refuses a wrong query and says what would be right', async () => {
      for (const query of [
        '?from=2021-Q5',
        '?from=2022-Q1&to=2021-Q1',
        '?knownOn=2021-02-30',
        '?stage=DONE',
        '?limit=0',
        '?limit=501',
        '?cursor=!!',
        '?team=',
        '?unknown=1',
      ]) {
        const { status } = await service.get(`/statements${query}`, { token });
        assert.equal(status, 400, query);
      }
      const path = { team: 'PEPS-01', period: '1999-Q1' };
      refused(await operator.GET('/statements/{team}/{period}/lines', { params: { path } }), 404);
      refused(await operator.GET('/statements', { headers: { accept: 'image/png' } }), 406);
    });

    test('answers 304 when nothing has changed', async () => {
      for (const path of ['/statements', '/statements/PEPS-01/2021-Q1', '/statements/PEPS-01/2021-Q1/lines']) {
        const first = await service.get(path, { token });
        const again = await service.get(path, {
          token,
          headers: { 'if-none-match': first.headers.get('etag') ?? '' },
        });
        assert.deepEqual([first.status, again.status, again.body], [200, 304, ''], path);
      }
    });

    test('compresses a long list for clients that accept it', async () => {
      const { headers } = await service.get('/statements', { token, headers: { 'accept-encoding': 'gzip' } });
      expect(headers.get('content-encoding')).toBe('gzip');
    });

    test('a team sees only its own statements, and of these the decided ones', async () => {
      const team = await service.client('team', 'Tilleuls', 'PEPS-01');
      const own = await listed({}, { limit: 3, client: team });
      const all = await listed({ team: 'PEPS-01' });
      expect(own).toStrictEqual(all.filter(({ decidedCents }) => decidedCents !== null));
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThan(all.length);
      const path = { team: 'IPEP-01', period: '2021' };
      refused(await team.GET('/statements', { params: { query: { team: path.team } } }), 403);
      refused(await team.GET('/statements/{team}/{period}', { params: { path } }), 403);
      refused(await team.GET('/statements/{team}/{period}/lines', { params: { path } }), 403);
      given(await team.GET('/statements/{team}/{period}/lines', { params: { path: FIRST } }));
    });

    test('a read after a position waits for it, and otherwise says when to retry', async () => {
      const after = (client: DecompteClient, position: number) =>
        client.GET('/statements', { params: { query: { after: position } } });
      const { response } = await after(operator, 1);
      const position = Number(response.headers.get('decompte-position'));
      given(await after(operator, position));
      const early = await after(operator, position + 1_000);
      refused(early, 503);
      expect(early.response.headers.get('retry-after')).toBe('1');
    });

    test('the entries of the act ledger equal those of the exported file', async () => {
      const wanted = expected('act_ledger_entries.csv');
      let found = 0;
      for (const { team, period } of await listed()) {
        const path = `/statements/${team}/${period}/act-ledger/entries`;
        const rows = await walkedCsv(service, path, { token, limit: 9 });
        const own = wanted.filter((row) => row['team_id'] === team && row['quarter'] === period);
        assert.deepEqual(rows, own, path);
        found += rows.length;
      }
      expect(found).toBe(wanted.length);
    });

    test('gives the explanation of decompte explain, for all lines or one', async () => {
      const explained = (query: { line?: string }) =>
        operator.GET('/statements/{team}/{period}/explanation', { params: { path: FIRST, query } });
      for (const query of [{}, { line: 'CAPITATION' }]) {
        const lines = Object.values(query);
        const shown = await decompteHere([
          'explain',
          'PEPS-01',
          '2021-Q1',
          ...lines,
          '--json',
          '--data',
          service.folder,
        ]);
        expect(given(await explained(query))).toStrictEqual(JSON.parse(shown.stdout));
      }
      refused(await explained({ line: 'ECART' }), 422);
    });

    test('the decisions of a statement name the submitter, the approver and the amount', async () => {
      const decisions = async (path: typeof FIRST) =>
        given(await operator.GET('/statements/{team}/{period}/decisions', { params: { path } }));
      const { team, period } = FIRST;
      const [{ totalCents } = { totalCents: '' }] = await listed({ team, from: period, to: period });
      const approved = await decisions(FIRST);
      expect(approved.stage).toBe('APPROVED');
      expect(
        approved.decisions.map((one) => [one.submittedBy.name, one.approvedBy.name, one.totalCents]),
      ).toStrictEqual([['Alice', 'Bob', totalCents]]);
      expect(approved.decidedCents).toBe(totalCents);
      const submitted = await decisions({ team, period: '2022-Q1' });
      expect([submitted.stage, submitted.submitted?.submittedBy.name]).toStrictEqual(['SUBMITTED', 'Alice']);
    });

    test('gives the history of decompte history', async () => {
      const served = given(await operator.GET('/statements/{team}/{period}/history', { params: { path: FIRST } }));
      const shown = await decompteHere([
        'history',
        'statement',
        'PEPS-01',
        '2021-Q1',
        '--json',
        '--data',
        service.folder,
      ]);
      const { kind: _, id: __, period: ___, ...history } = JSON.parse(shown.stdout) as Record<string, unknown>;
      expect(served).toStrictEqual(history);
    });

    test('refuses a team what names patients', async () => {
      const team = await service.client('team', 'Tilleuls', 'PEPS-01');
      refused(await team.GET('/statements/{team}/{period}/explanation', { params: { path: FIRST } }), 403);
      refused(await team.GET('/statements/{team}/{period}/history', { params: { path: FIRST } }), 403);
    });
  });
};

export default reads;
