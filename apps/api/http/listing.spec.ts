/** A list as CSV runs nothing in a spreadsheet program, unless the caller asks for raw fields. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from '@jest/globals';
import { HIT_COLUMNS } from '#apps/api/audit/sample.view.ts';
import { dayColumn, figureColumn, listText, sendPage } from '#apps/api/http/listing.ts';
import { BESIDE_COLUMNS, MONITORING_COLUMNS } from '#apps/api/monitoring/monitoring.view.ts';

interface Item {
  readonly name: string;
  readonly cents: string;
}

function csvOf(items: readonly Item[], query: Readonly<Record<string, string>>): unknown {
  const request = {
    raw: { headers: { accept: 'text/csv' } },
    url: '/x',
    query,
    params: {},
    routeOptions: { url: '/x' },
  };
  const reply = { header: () => reply, type: () => reply };
  const columns = { name: ({ name }: Item) => name, cents: ({ cents }: Item) => cents };
  const page = { items, next: undefined };
  return sendPage(request as unknown as FastifyRequest, reply as unknown as FastifyReply, page, columns);
}

test('a field that is a formula begins with an apostrophe, and is unchanged with raw=true', () => {
  const items = [{ name: '=1+1', cents: '-250' }];
  expect(csvOf(items, {})).toBe("name,cents\n'=1+1,-250\n");
  expect(csvOf(items, { raw: 'false' })).toBe("name,cents\n'=1+1,-250\n");
  expect(csvOf(items, { raw: 'true' })).toBe('name,cents\n=1+1,-250\n');
});

test('a list for Excel in France has semicolons, euros with a comma and days as they are written there', () => {
  const row = { name: '=1+1', paid: '-123456', rate: '62.5', on: '2021-03-05', none: null };
  const columns = {
    name: ({ name }: typeof row) => name,
    paid_cents: ({ paid }: typeof row) => paid,
    small_cents: () => 5n,
    rate: figureColumn(({ rate }: typeof row) => rate),
    on: dayColumn(({ on }: typeof row) => on),
    none: ({ none }: typeof row) => none,
  };
  const request = { raw: { headers: { accept: 'text/csv' } }, url: '/x', query: { excel: 'true' }, params: {} };
  const reply = { header: () => reply, type: () => reply };
  const page = { items: [row], next: undefined };
  expect(sendPage(request as unknown as FastifyRequest, reply as unknown as FastifyReply, page, columns)).toBe(
    "\uFEFFname;paid_euros;small_euros;rate;on;none\r\n'=1+1;-1234,56;0,05;62,5;05/03/2021;\r\n",
  );
});

test('a sample for Excel in France has the amounts that its lines span in euros, as its other amounts', () => {
  const entry = {
    position: 7,
    id: 'P',
    status: 'EXECUTED',
    team: 'T',
    period: '2023-Q2',
    amountCents: '250',
    people: [],
    at: 'I',
  };
  const hit = { cent: '320', fromCents: '100', toCents: '350', entry };
  expect(listText(HIT_COLUMNS, [hit], 'excel')).toBe(
    '\uFEFFcent;from_euros;to_euros;position;id;status;team;period;amount_euros;at\r\n320;1,00;3,50;7;P;EXECUTED;T;2023-Q2;2,50;I\r\n',
  );
  expect(listText(HIT_COLUMNS, [hit], 'raw')).toMatch(/^cent,from,to,.*\n320,100,350,/);
});

test('for Excel in France a team is named as it is, also where a list of teams has only one', () => {
  const { teams_entered: entered, score } = MONITORING_COLUMNS;
  const columns = { entered, score } as Pick<typeof MONITORING_COLUMNS, 'entered' | 'score'>;
  const period = { teamsEntered: ['3/4'], score: '135/2' } as never;
  expect(listText(columns, [period], 'excel')).toBe('\uFEFFentered;score\r\n3/4;67,5\r\n');
});

test('published figures for Excel in France are in euros if they are amounts', () => {
  const { measure, published, measured } = BESIDE_COLUMNS;
  const columns = { measure, published, measured } as Pick<typeof BESIDE_COLUMNS, 'measure' | 'published' | 'measured'>;
  const row = (of: string, figure: string, ours: string | null) => ({ measure: of, published: figure, measured: ours });
  const rows = [row('AMOUNT_CENTS', '123450', '28801/3'), row('PATIENTS', '57349', null)] as never[];
  const lines = (form: 'excel' | 'raw') => listText(columns, rows, form).trimEnd().split(/\r?\n/).slice(1);
  expect(lines('excel')).toStrictEqual(['AMOUNT_EUROS;1234,5;96,0033', 'PATIENTS;57349;']);
  expect(lines('raw')).toStrictEqual(['AMOUNT_CENTS,123450,28801/3', 'PATIENTS,57349,']);
});
