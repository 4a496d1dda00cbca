/** A what-if over HTTP: a job, its effect by statement and in total, listed under its name; it records nothing. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { type Job, endOf, given, refused } from '#test/support/client.ts';
import { walked } from '#test/support/pages.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('simulations', () => {
    let service: Service;
    let operator: DecompteClient;

    beforeAll(async () => {
      service = started();
      operator = await service.client('operator');
    });

    async function simulated(simulation: string, parameters: Record<string, string>) {
      return run(simulation, { parameters });
    }

    async function run(simulation: string, whatIf: object) {
      const body = { simulation, from: '2021-Q1', to: '2021-Q4', knownOn: '2024-08-31', ...whatIf };
      const token = await service.token('operator');
      const headers = { 'idempotency-key': `simulate ${simulation}`.replaceAll(' ', '-') };
      const { body: job } = await service.request('POST', '/simulations', body, { token, headers });
      return endOf(operator, job as Job);
    }

    test('a simulation shows what each statement comes to, beside the regulation in force, and in total', async () => {
      expect((await simulated('jours', { presence: 'DAYS' })).state).toBe('SUCCEEDED');
      const path = { simulation: 'jours' };
      const effects = await walked(2, (query) =>
        operator.GET('/simulations/{simulation}/statements', { params: { path, query } }),
      );
      const statements = await walked(500, (query) =>
        operator.GET('/statements', { params: { query: { ...query, from: '2021-Q1', to: '2021-Q4' } } }),
      );
      expect(effects.map(({ team, period, beforeCents }) => [team, period, beforeCents])).toStrictEqual(
        statements.map(({ team, period, totalCents }) => [team, period, totalCents]),
      );
      const [shown] = given(await operator.GET('/simulations', {})).items;
      const sum = (of: (one: (typeof effects)[number]) => string): string =>
        String(effects.reduce((cents, one) => cents + BigInt(of(one)), 0n));
      expect(shown).toMatchObject({
        simulation: 'jours',
        requestedBy: 'Alice',
        parameters: { presence: 'DAYS' },
        statements: effects.length,
        changed: effects.filter(({ differenceCents }) => differenceCents !== '0').length,
        beforeCents: sum(({ beforeCents }) => beforeCents),
        afterCents: sum(({ afterCents }) => afterCents),
        differenceCents: sum(({ differenceCents }) => differenceCents),
      });
      expect(shown?.changed).toBeGreaterThan(0);
    });

    test('an unknown name gives 404', async () => {
      refused(
        await operator.GET('/simulations/{simulation}/statements', { params: { path: { simulation: 'rien' } } }),
        404,
      );
    });

    const SCENARIOS = [
      { name: 'jours', parameters: { presence: 'DAYS' } },
      { name: 'plafond', overrides: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2021-07-01', value: '1/2' }] },
    ];

    test('scenarios of one request are kept one by one, and compared by any grouping', async () => {
      expect((await run('avance', { scenarios: SCENARIOS })).state).toBe('SUCCEEDED');
      const kept = given(await operator.GET('/simulations', {})).items.filter((one) => one.run === 'avance');
      expect(kept.map(({ simulation, scenario, overrides }) => [simulation, scenario, overrides])).toStrictEqual([
        ['avance.jours', 'jours', []],
        ['avance.plafond', 'plafond', SCENARIOS[1]?.overrides],
      ]);
      const simulations = 'avance.jours,avance.plafond';
      for (const by of ['total', 'scheme', 'team', 'period', 'profile'] as const) {
        const groups = await walked(500, (query) =>
          operator.GET('/simulations/comparison', { params: { query: { ...query, simulations, by } } }),
        );
        const effectOf = (name: string): string =>
          String(
            groups
              .filter(({ simulation }) => simulation === name)
              .reduce((cents, { differenceCents }) => cents + BigInt(differenceCents), 0n),
          );
        expect([by, effectOf('avance.jours'), effectOf('avance.plafond')]).toStrictEqual([
          by,
          ...kept.map(({ differenceCents }) => differenceCents),
        ]);
      }
    });

    test('what cannot be a what-if, or a replay, is refused before a job is made of it', async () => {
      const token = await service.token('operator');
      const answered = async (path: string, whatIf: object) => {
        const body = { from: '2021-Q1', to: '2021-Q4', ...whatIf };
        const headers = { 'idempotency-key': JSON.stringify([path, whatIf]).replaceAll(/\W/g, '-').slice(0, 64) };
        return service.request('POST', path, body, { token, headers });
      };
      const asked = async (whatIf: object) =>
        (await answered('/simulations', { simulation: 'rien', ...whatIf })).status;
      const jobs = async () => given(await operator.GET('/jobs', { params: { query: { limit: 500 } } })).items.length;
      const before = await jobs();
      const wrong = [
        [{ parameters: { inconnu: '1' } }, /^Le paramètre inconnu n’est dans aucune expérimentation/],
        [{ parameters: { presence: 'HOURS' } }, /^Les paramètres sont refusés/],
      ] as const;
      for (const [whatIf, says] of wrong)
        for (const path of ['/simulations', '/replays']) {
          const more = path === '/simulations' ? { simulation: 'rien' } : {};
          expect(await answered(path, { ...more, ...whatIf })).toMatchObject({
            status: 422,
            body: { detail: expect.stringMatching(says) },
          });
        }
      for (const [path, more] of [
        ['/simulations', { simulation: 'rien' }],
        ['/replays', {}],
      ] as const)
        expect(await answered(path, { ...more, parameters: {} })).toMatchObject({
          status: 422,
          body: { detail: expect.stringMatching(/rien n’est remplacé/) },
        });
      expect(await answered('/replays', { regulation: '1999-1' })).toMatchObject({ status: 404 });
      expect(await asked({ overrides: [{ scheme: 'PEPS-2', parameter: 'cap_rate', value: '1' }] })).toBe(422);
      expect(await asked({ overrides: [{ parameter: 'cap_rate', from: '2021-13-01', value: '1' }] })).toBe(422);
      expect(await jobs()).toBe(before);
      expect(await asked({})).toBe(400);
      expect(await asked({ scenarios: [{ name: 'é' }] })).toBe(400);
      expect(await asked({ overrides: [{ parameter: 'cap_rate' }] })).toBe(400);
      expect(await asked({ scenarios: [], parameters: { presence: 'DAYS' } })).toBe(400);
      const unknown = await operator.GET('/simulations/comparison', {
        params: { query: { simulations: 'avance.rien' } },
      });
      refused(unknown, 404);
    });

    test('simulations of two ranges are not compared, by line or by group', async () => {
      expect((await run('plus-court', { to: '2021-Q2', parameters: { presence: 'DAYS' } })).state).toBe('SUCCEEDED');
      const path = { first: 'jours', second: 'plus-court' };
      refused(await operator.GET('/simulations/{first}/difference/{second}', { params: { path } }), 422);
      const query = { simulations: 'jours,plus-court' };
      refused(await operator.GET('/simulations/comparison', { params: { query } }), 422);
    });

    test('a key that came before is looked at first: the regulation may have changed since', async () => {
      const token = await service.token('operator');
      const headers = { 'idempotency-key': 'replayed-before' };
      const range = { from: '2021-Q1', to: '2021-Q1' };
      const replay = (parameters: object) =>
        service.request('POST', '/replays', { ...range, parameters }, { token, headers });
      const first = await replay({ presence: 'DAYS' });
      expect(first.status).toBe(202);
      expect(await replay({ presence: 'DAYS' })).toMatchObject({ status: 202, body: { id: (first.body as Job).id } });
      expect(await replay({ inconnu: '1' })).toMatchObject({
        status: 409,
        body: { type: 'urn:decompte:problem:key-reused' },
      });
    });
  });
};

export default reads;
