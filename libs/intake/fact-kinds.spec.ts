/** A kind of fact is described in one place; another place that lacks it fails here, or is a type error. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { eventCount, factsOf, professionalsIn } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, foldDossier, professionalIn } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { categoryOf } from '#libs/event-store/event.ts';
import { toEvent } from '#libs/facts/fact-event.ts';
import { rppsIndexes } from '#libs/facts/fact-kind.ts';
import { type AnyFactKind, FACT_EVENTS, FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { canonical } from '#libs/commands/digest.ts';
import { type Projection, formOf } from '#libs/read-store/projection.ts';
import { REGULATION } from '#test/support/enrolment.ts';
import { projectionOf } from '#test/support/specification.ts';

const ROOT = new URL('../../', import.meta.url);
const POSITION = 987_654;

function exampleOf(kind: AnyFactKind): RecordedEvent {
  const { stream, event } = toEvent(kind)(kind.columns.map(({ name }) => kind.example[name] ?? ''));
  return { ...event, stream, position: POSITION, revision: 0, commit: 1 };
}

test('every kind of fact that a library describes is in the list', () => {
  const described = globSync('libs/*/facts/*.ts', { cwd: ROOT }).map((path) => {
    const source = readFileSync(new URL(path, ROOT), 'utf8');
    return /factKind<'(\w+)'/.exec(source)?.[1] ?? `${path} describes no kind of fact`;
  });
  expect(described.sort()).toStrictEqual(FACT_KINDS.map(({ name }) => name).sort());
});

test.each(FACT_KINDS)('the example of $name is a good row', (kind) => {
  const schemes = new Map([['PEPS-01', 'PEPS']]);
  expect(Object.keys(kind.example)).toStrictEqual(kind.columns.map(({ name }) => name));
  expect(rowCheck(kind, { regulation: REGULATION, schemes })(Object.values(kind.example))).toStrictEqual([]);
});

test.each(FACT_KINDS)('$event is read back from the log as the row that came in', (kind) => {
  const { type, effective, data } = FACT_EVENTS.read(exampleOf(kind));
  expect({ type, effective, data }).toStrictEqual({
    type: kind.event,
    effective: kind.example[kind.effective],
    data: kind.example,
  });
});

test.each(FACT_KINDS)('$event is folded into a dossier or a roster', (kind) => {
  const event = exampleOf(kind);
  const isOfPatient = categoryOf(event.stream) === 'patient';
  const projection: Projection<unknown> = isOfPatient ? DOSSIERS : ROSTERS;
  const texts = [...projectionOf(projection).given(event).stored().values()];
  expect(texts.map((text) => canonical(formOf(projection).read(text)))).toStrictEqual([
    expect.stringContaining(String(POSITION)),
  ]);
});

const OF_PATIENTS = FACT_KINDS.filter((kind) => categoryOf(exampleOf(kind).stream) === 'patient');

test.each(OF_PATIENTS)(
  '$event is among the facts of a dossier, so that sums kept from before it was known are made again, and is counted',
  (kind) => {
    const dossier = foldDossier('P', [exampleOf(kind)]);
    const facts = factsOf(dossier).flat();
    expect(facts.map(({ position }) => position)).toStrictEqual([POSITION]);
    expect(eventCount(dossier)).toBe(1);
  },
);

test.each(OF_PATIENTS.filter((kind) => rppsIndexes(kind).length > 0))(
  'the professional in $event is found in the event and in the dossier, so that a change of his team finds the patient',
  (kind) => {
    const named = rppsIndexes(kind).map((i) => Object.values(kind.example)[i]);
    expect([professionalIn(exampleOf(kind))]).toStrictEqual(named);
    expect(professionalsIn(foldDossier('P', [exampleOf(kind)]))).toStrictEqual(named);
  },
);

test('the reference calculator reads every kind of fact', () => {
  const source = readFileSync(new URL('test/reference/facts.ts', ROOT), 'utf8');
  const read = new Set([...source.matchAll(/rows(?:<\w+>)?\(\s*'(\w+)'/g)].map(([, file]) => file));
  expect(FACT_KINDS.map(({ name }) => name).filter((name) => !read.has(name))).toStrictEqual([]);
});
