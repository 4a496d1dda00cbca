/** An explanation one level at a time equals the whole explanation, step by step; the one without patients names none. */
import assert from 'node:assert/strict';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import type { components } from '#libs/client/contract.d.ts';
import { given, refused } from '#test/support/client.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('the levels of an explanation', () => {
    type Part = components['schemas']['PartView'];
    type Step = components['schemas']['StepView'];

    let service: Service;
    let auditor: DecompteClient;

    beforeAll(async () => {
      service = started();
      auditor = await service.client('auditor', 'Zoé');
    });

    const STATEMENTS = [
      { team: 'PEPS-01', period: '2021-Q1' },
      { team: 'IPEP-01', period: '2021' },
    ];
    const LEVEL_BYTES = 100_000;

    async function level(of: { team: string; period: string }, path: string, cursor?: string) {
      const query = { limit: 3, ...(path === '' ? {} : { path }), ...(cursor === undefined ? {} : { cursor }) };
      return given(await auditor.GET('/statements/{team}/{period}/explanation/parts', { params: { path: of, query } }));
    }

    async function everyStep(of: { team: string; period: string }, path: string): Promise<readonly Step[]> {
      const steps: Step[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await level(of, path, cursor);
        assert.ok(JSON.stringify(page).length < LEVEL_BYTES);
        steps.push(...page.items);
        if (page.next === null) {
          expect(page.partCount).toBe(steps.length);
          return steps;
        }
        cursor = page.next;
      }
    }

    function shown({ kind, label, exact, unit, formula, parts, because, facts }: Part): object {
      const said = { exact: exact ?? null, unit: unit ?? null, formula: formula ?? null };
      return { kind, label, ...said, parts: parts.length, because: because.length, facts: facts.length };
    }

    function plain({ path: _, parameters: __, ...step }: Step): object {
      return step;
    }

    /** Compares a part and all parts below it with each level. */
    async function holds(of: { team: string; period: string }, path: string, part: Part): Promise<number> {
      const steps = await everyStep(of, path);
      expect(steps.map(plain)).toStrictEqual(part.parts.map(shown));
      const opened = await level(of, path);
      expect(opened.because.map(plain)).toStrictEqual(part.because.map(shown));
      expect(opened.eventCount).toBe(part.facts.length);
      expect(opened.events.map(({ position }) => position).sort((a, b) => a - b)).toStrictEqual(
        part.facts.toSorted((a, b) => a - b),
      );
      expect(opened.parameters.map(({ parameter }) => parameter).sort()).toStrictEqual(part.parameters.toSorted());
      let seen = 1;
      for (const [i, child] of part.parts.entries()) seen += await holds(of, `${path}.${i}`, child);
      for (const [i, child] of part.because.entries()) seen += await holds(of, `${path}.b${i}`, child);
      return seen;
    }

    test('each level shows the parts of the whole explanation, with their events and parameters', async () => {
      for (const of of STATEMENTS) {
        const whole = given(await auditor.GET('/statements/{team}/{period}/explanation', { params: { path: of } }));
        const lines = await everyStep(of, '');
        expect(lines.map(plain)).toStrictEqual(whole.lines.map(shown));
        let seen = 0;
        for (const [i, line] of whole.lines.entries()) if (i < 3) seen += await holds(of, String(i), line);
        expect(seen).toBeGreaterThan(5);
      }
    });

    test('a path that leads to no part gives 404', async () => {
      const [of] = STATEMENTS;
      assert.ok(of !== undefined);
      for (const path of ['99', '0.99999', '0.b99'])
        refused(
          await auditor.GET('/statements/{team}/{period}/explanation/parts', { params: { path: of, query: { path } } }),
          404,
        );
    });

    test('a decision is explained as decided', async () => {
      const of = { team: 'PEPS-01', period: '2021-Q1' };
      const parts = (decision: string) =>
        auditor.GET('/statements/{team}/{period}/explanation/parts', { params: { path: of, query: { decision } } });
      const decided = given(
        await auditor.GET('/statements/{team}/{period}/decisions/{number}', {
          params: { path: { ...of, number: '0' } },
        }),
      );
      expect(given(await parts('0')).totalCents).toBe(decided.totalCents);
      refused(await parts('1'), 404);
    });

    test('the explanation without patients has every line, and neither a patient nor an act', async () => {
      const of = { team: 'PEPS-01', period: '2021-Q1' };
      const team = await service.client('team', 'Tilleuls', 'PEPS-01');
      const read = (client: DecompteClient, path = of) =>
        client.GET('/statements/{team}/{period}/explanation/summary', { params: { path } });
      const summary = given(await read(team));
      const whole = given(await auditor.GET('/statements/{team}/{period}/explanation', { params: { path: of } }));
      expect(summary.lines.map(({ label, exact }) => [label, exact])).toStrictEqual(
        whole.lines.map(({ label, exact }) => [label, exact]),
      );
      const patients = new Set(JSON.stringify(whole).match(/\bP\d{7}\b/g) ?? []);
      const acts = new Set([...JSON.stringify(whole).matchAll(/"acte (\S+) du /g)].map(([, act = '']) => act));
      expect(patients.size).toBeGreaterThan(0);
      expect(acts.size).toBeGreaterThan(0);
      const text = JSON.stringify(summary);
      for (const name of [...patients, ...acts]) assert.ok(!text.includes(name), name);
      expect(text).toContain('"patients":');
      expect(given(await read(auditor))).toStrictEqual(summary);
      // Calculated and not decided.
      refused(await read(team, { ...of, period: '2023-Q1' }), 404);
      given(await read(auditor, { ...of, period: '2023-Q1' }));
    });
  });
};

export default reads;
