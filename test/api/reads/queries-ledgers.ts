/** Envelopes, payment ledgers, payments and accounts over HTTP equal the command line, with account numbers masked for some roles. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { decompteHere } from '#test/support/command-line.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import type { DecompteClient } from '#libs/client/client.ts';
import { given, refused, sumOf } from '#test/support/client.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('ledgers and payments', () => {
    const IBAN = 'FR7630006000011234567890189';

    let service: Service;
    let accountant: DecompteClient;
    let operator: DecompteClient;

    beforeAll(async () => {
      service = started();
      accountant = await service.client('accountant');
      operator = await service.client('operator');
    });

    async function shown(...args: readonly string[]): Promise<unknown> {
      const { stdout, stderr, status } = await decompteHere([...args, '--json', '--data', service.folder]);
      assert.equal(status, 0, stderr);
      return JSON.parse(stdout);
    }

    const FISS = { envelope: 'FISS' };

    /** Every posting of the ledger, through the client. */
    function entriesOf(client: DecompteClient, limit: number) {
      return walked(limit, (query) =>
        client.GET('/payment-ledgers/{envelope}/entries', { params: { path: FISS, query } }),
      );
    }

    test('gives the figures of decompte envelope show', async () => {
      const { items } = given(await accountant.GET('/envelopes'));
      const withoutProposal = (all: readonly object[]) => all.map((one) => ({ ...one, proposed: undefined }));
      const typed = (await shown('envelope', 'show')) as readonly object[];
      expect(withoutProposal(items)).toStrictEqual(withoutProposal(typed));
    });

    test('the balances of the teams add up to those of the envelope', async () => {
      const envelope = given(await accountant.GET('/envelopes/{envelope}', { params: { path: FISS } }));
      const sum = (of: 'chargesCents' | 'releasedCents' | 'paidCents'): bigint =>
        envelope.teams.reduce((cents, team) => cents + BigInt(team[of]), 0n);
      expect(sum('chargesCents')).toBe(BigInt(envelope.committedCents));
      expect(sum('releasedCents') + sum('paidCents')).toBe(BigInt(envelope.releasedCents));
      expect(sum('releasedCents')).toBeGreaterThan(0n);
      refused(await accountant.GET('/envelopes/{envelope}', { params: { path: { envelope: 'RIEN' } } }), 404);
    });

    test('the entries of a ledger add up to its balances', async () => {
      const entries = await entriesOf(accountant, 4);
      const balances = new Map<string, bigint>();
      for (const { debit, credit, amountCents } of entries) {
        balances.set(debit, (balances.get(debit) ?? 0n) + BigInt(amountCents));
        balances.set(credit, (balances.get(credit) ?? 0n) - BigInt(amountCents));
      }
      const { state } = (await shown('history', 'ledger', 'FISS')) as {
        state: { balances: readonly { account: string; cents: string }[] };
      };
      expect([...balances].filter(([, cents]) => cents !== 0n).sort(([a], [b]) => (a < b ? -1 : 1))).toStrictEqual(
        state.balances.map(({ account, cents }) => [account, BigInt(cents)]),
      );
    });

    test('pages of any size give the whole ledger once, in JSON and in CSV', async () => {
      const token = await service.token('accountant');
      const whole = await entriesOf(accountant, 500);
      expect(whole.length).toBeGreaterThan(4);
      for (const limit of [1, 3, whole.length, whole.length + 1]) {
        assert.deepEqual(await entriesOf(accountant, limit), whole, `limit ${limit}`);
        const csv = await walkedCsv(service, '/payment-ledgers/FISS/entries', { token, limit });
        expect(
          csv.map((row) => [Number(row['revision']), row['debit'], row['credit'], row['amount_cents']]),
        ).toStrictEqual(
          whole.map(({ revision, debit, credit, amountCents }) => [revision, debit, credit, amountCents]),
        );
      }
    });

    test('gives the payments and runs of decompte payment list', async () => {
      const runs = await walked(1, (query) => operator.GET('/payment-runs', { params: { query } }));
      expect(runs.map(({ at: _, by, ...run }) => ({ ...run, by: by.name }))).toStrictEqual(
        await shown('payment', 'list'),
      );
      const payments = (filter: { run: 'R1' } | { status: 'RETURNED' }) =>
        walked(2, (query) => operator.GET('/payments', { params: { query: { ...filter, ...query } } }));
      const ofRun = await payments({ run: 'R1' });
      expect(sumOf(ofRun)).toBe(runs[0]?.totalCents);
      expect(await payments({ status: 'RETURNED' })).toStrictEqual([]);
      const run = given(await operator.GET('/payment-runs/{run}', { params: { path: { run: 'R1' } } }));
      expect(run.payments).toHaveLength(ofRun.length);
    });

    test('gives the file of decompte payment file', async () => {
      const [xml, csv] = [join(service.folder, 'run.xml'), join(service.folder, 'run.csv')];
      await decompteHere([
        'payment',
        'file',
        'R1',
        '--out',
        xml,
        '--csv',
        csv,
        '--as',
        'David',
        '--data',
        service.folder,
      ]);
      const file = (client: DecompteClient, run: string, query: { format?: 'csv' } = {}) =>
        client.GET('/payment-runs/{run}/file', { params: { path: { run }, query }, parseAs: 'text' });
      const served = await file(accountant, 'R1');
      expect(served.response.headers.get('content-type') ?? '').toMatch(/^application\/xml/);
      expect(given(served)).toBe(readFileSync(xml, 'utf8'));
      expect(given(await file(accountant, 'R1', { format: 'csv' }))).toBe(readFileSync(csv, 'utf8'));
      refused(await file(accountant, 'R9'), 404);
      refused(await file(operator, 'R1'), 403);
    });

    const WITH_ACCOUNTS = [
      '/payees/PEPS-01',
      '/debtors/FISS',
      '/payments',
      '/payment-runs/R1',
      '/streams/payee-PEPS-01/events',
    ];

    test('shows a whole account number only to the roles that pay or audit', async () => {
      const [paying, reading, auditing] = [
        { token: await service.token('accountant') },
        { token: await service.token('operator') },
        { token: await service.token('auditor') },
      ];
      for (const path of WITH_ACCOUNTS) {
        if (!path.startsWith('/streams/'))
          assert.match(JSON.stringify((await service.get(path, paying)).body), new RegExp(IBAN), path);
        const auditor = await service.get(path, auditing);
        assert.match(JSON.stringify(auditor.body), new RegExp(IBAN), path);
        const masked = await service.get(path, reading);
        assert.equal(masked.status, 200, path);
        assert.doesNotMatch(JSON.stringify(masked.body), /1234567890/, path);
      }
      const ledger = await service.get('/streams/payment-ledger/events?limit=500', reading);
      expect(JSON.stringify(ledger.body)).not.toMatch(/1234567890/);
    });

    test('a team sees its own entries and payments, and no envelope', async () => {
      const team = await service.client('team', 'Autre', 'PRIM-01');
      expect(await entriesOf(team, 5)).toStrictEqual([]);
      expect(await walked(5, (query) => team.GET('/payments', { params: { query } }))).toStrictEqual([]);
      const entries = await entriesOf(await service.client('team', 'Tilleuls', 'PEPS-01'), 5);
      expect(entries.length > 0 && entries.every((entry) => entry.team === 'PEPS-01')).toBe(true);
      const query = { team: 'PEPS-01' };
      refused(await team.GET('/payment-ledgers/{envelope}/entries', { params: { path: FISS, query } }), 403);
      refused(await team.GET('/payments', { params: { query } }), 403);
      refused(await team.GET('/envelopes'), 403);
      refused(await team.GET('/payees/{team}', { params: { path: { team: 'PRIM-01' } } }), 403);
    });
  });
};

export default reads;
