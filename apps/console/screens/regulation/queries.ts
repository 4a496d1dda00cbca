/** The versions, their contents and differences, the proposed version, and the kept simulations. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Version = components['schemas']['PublishedVersionView'];
export type RegulationContent = components['schemas']['RegulationContentView'];
export type Scheme = RegulationContent['schemes'][number];
export type Change = components['schemas']['VersionChangeView'];
export type Simulation = components['schemas']['SimulationView'];
export type StatementEffect = components['schemas']['StatementEffectView'];
export type Compared = components['schemas']['ComparedEffectView'];
export type ComparedGroup = components['schemas']['ComparedGroupView'];
export type Grouping = 'total' | 'scheme' | 'team' | 'period' | 'profile';

const MOST = 500;

/** The latest published first. */
export const versionsQuery = queryOptions({
  queryKey: ['regulation', 'versions'],
  queryFn: async ({ signal }) => {
    const all = await allPages((cursor) => {
      const query = { limit: MOST, cursor };
      return answer(client.GET('/regulation/versions', { params: { query }, signal }));
    });
    return all.toSorted((a, b) => b.position - a.position);
  },
});

export function contentQuery(version: string) {
  return queryOptions({
    queryKey: ['regulation', 'content', version],
    queryFn: ({ signal }) =>
      answer(client.GET('/regulation/versions/{version}', { params: { path: { version } }, signal })),
  });
}

export function changesQuery(version: string, from: string) {
  return queryOptions({
    queryKey: ['regulation', 'changes', version, from],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const params = { path: { version }, query: { from, limit: MOST, cursor } };
        return answer(client.GET('/regulation/versions/{version}/difference', { params, signal }));
      }),
  });
}

export const proposalQuery = queryOptions({
  queryKey: ['regulation', 'proposal'],
  queryFn: ({ signal }) => answer(client.GET('/regulation/proposal', { signal })),
});

export const simulationsQuery = queryOptions({
  queryKey: ['simulations'],
  queryFn: async ({ signal }) => {
    const all = await allPages((cursor) =>
      answer(client.GET('/simulations', { params: { query: { limit: MOST, cursor } }, signal })),
    );
    return all.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));
  },
});

export function simulationEffectsQuery(simulation: string) {
  return queryOptions({
    queryKey: ['simulations', simulation],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const params = { path: { simulation }, query: { limit: MOST, cursor } };
        return answer(client.GET('/simulations/{simulation}/statements', { params, signal }));
      }),
  });
}

export function comparedQuery(first: string, second: string) {
  return queryOptions({
    queryKey: ['simulations', first, second],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const params = { path: { first, second }, query: { limit: MOST, cursor } };
        return answer(client.GET('/simulations/{first}/difference/{second}', { params, signal }));
      }),
  });
}

/** Side by side; by group, then in the order of the simulations. */
export function scenariosQuery(names: readonly string[], by: Grouping) {
  return queryOptions({
    queryKey: ['simulations', 'comparison', names, by],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { simulations: names.join(','), by, limit: MOST, cursor };
        return answer(client.GET('/simulations/comparison', { params: { query }, signal }));
      }),
  });
}
