/**
 * Decisions fold only the streams of the patients concerned. The log tells which patients concern a professional. An index beside the read
 * store counts only with the mark of a program of this installation.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DOSSIERS, KEPT_PART, PATIENT_INDEX_STORE, foldDossier, readDossier } from '#libs/enrolment/dossiers.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { professionalTerm, termsOf } from '#libs/statements/calculation/postings.ts';
import { calculatedOfFew } from '#libs/statements/recomputation/at-pins.ts';
import {
  type IndexKeeping,
  concernedPatients,
  keepPatientIndex,
  replacePatientIndex,
} from '#libs/statements/recomputation/concerned.ts';
import { ownMark } from '#libs/statements/recomputation/own-mark.ts';
import { PatientIndex, digestOfTexts } from '#libs/statements/recomputation/patient-index.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { ForgedStore } from '#test/support/forged-store.ts';
import type { Product } from '#test/support/product.ts';

let store: ForgedStore;
beforeAll(async () => {
  store = await ForgedStore.sealed();
});
afterEach(() => store.closeAll());
afterAll(() => store.remove());

async function dossiersOf({ log }: Product) {
  const found = new Map<string, ReturnType<typeof readDossier>>();
  for await (const batch of (await foldedFromLog(log).upToDate(DOSSIERS, log)).scan())
    for (const [patient, text] of batch) found.set(patient, readDossier(text));
  return found;
}

test('names the patients whose dossiers name a professional, reading the log at once or in pieces', async () => {
  const product = store.open();
  const dossiers = await dossiersOf(product);
  const end = await product.log.end();
  const [atOnce, byPieces] = [new PatientIndex(), new PatientIndex()];
  await atOnce.advance(product.log, end);
  for (let upTo = 7; upTo < end + 200; upTo += 200) await byPieces.advance(product.log, Math.min(upTo, end));
  const professionals = new Set(
    [...dossiers.values()].flatMap((one) => [...termsOf(one)]).filter((t) => t.startsWith('p')),
  );
  expect(professionals.size).toBeGreaterThan(3);
  for (const term of professionals) {
    const rpps = term.slice(professionalTerm('').length);
    const named = [...dossiers].filter(([, dossier]) => termsOf(dossier).has(term)).map(([patient]) => patient);
    for (const index of [atOnce, byPieces, PatientIndex.fromTexts(byPieces.texts())])
      expect([...index.patientsOf([rpps])].sort()).toStrictEqual(named.sort());
  }
  expect(atOnce.patients).toBe(dossiers.size);
});

test('the kept part of an erased patient concerns every professional, an event that cannot be folded concerns none', async () => {
  const events = [
    { stream: 'patient-~e', type: 'PatientErased', data: '{}' },
    { stream: 'patient-P1', type: 'ActRecorded', data: '{"act_id":"1"}' },
    { stream: 'patient-P2', type: 'ActRecorded', data: '' },
  ];
  const log = {
    read: async function* () {
      yield events;
    },
  } as unknown as Pick<EventStore, 'read'>;
  const index = new PatientIndex();
  await index.advance(log, 3);
  expect([...index.patientsOf(['10000000001'])]).toStrictEqual(['~e']);
  expect(PatientIndex.fromTexts(index.texts()).patientsOf([])).toStrictEqual(new Set(['~e']));
  expect(foldDossier('P2', [{ ...events[2], knownOn: '2026-01-01', position: 3 } as RecordedEvent]).acts).toStrictEqual(
    [],
  );
  expect(KEPT_PART).not.toMatch(/\d/);
});

test('each calculation from the patients of its team alone equals the recorded one', async () => {
  const { log } = store.open();
  const recorded = (await statementsOfLog(log, {})).flatMap(({ calculated }) => calculated ?? []);
  expect(recorded.length).toBeGreaterThan(4);
  let ofFew = 0;
  for (const one of recorded) {
    const again = await calculatedOfFew({ log }, [one]);
    if (again !== undefined) ofFew++;
    expect(again?.[0]?.digest ?? one.digest).toBe(one.digest);
  }
  expect(ofFew).toBeGreaterThan(2);
});

/** A log as another process opens it, with the positions after which it reads patients. */
function asAnother(log: EventStore): { readonly log: EventStore; readonly read: number[] } {
  const read: number[] = [];
  const other = new Proxy(log, {
    get: (target, name) => {
      if (name === 'read')
        return (options: ReadOptions) => {
          if (options.categories?.includes('patient') === true) read.push(options.after);
          return target.read(options);
        };
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { log: other, read };
}

describe('another process', () => {
  /** The position of the index, and the position after which a process begins to read. */
  async function kept(change: (scratch: ScratchDocuments) => Promise<void> = async () => undefined) {
    const product = store.open();
    const keeping: IndexKeeping = { readStore: product.readStore, tailMax: 0 };
    const end = await product.log.end();
    await keepPatientIndex({ log: asAnother(product.log).log, keeping });
    await change(await product.readStore.scratch(PATIENT_INDEX_STORE));
    const other = asAnother(product.log);
    const names = [...(await dossiersOf(product)).values()].flatMap(({ declarations }) => declarations);
    const rpps = names[0]?.rpps ?? '';
    const fresh = await concernedPatients({ log: asAnother(product.log).log }, new Set([rpps]));
    const found = await concernedPatients({ log: other.log, keeping }, new Set([rpps]));
    return { end, found, fresh, read: other.read };
  }

  test('reads only events since the index was kept', async () => {
    const { end, read } = await kept();
    // No event is after the index, so nothing is read.
    expect(read.filter((after) => after < end)).toStrictEqual([]);
  });

  test('has the index that a recomputation made to replace one with earlier keys', async () => {
    const product = store.open();
    const { log, readStore } = product;
    const end = await log.end();
    await keepPatientIndex({ log: asAnother(log).log, keeping: { readStore, tailMax: 0 } });
    const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
    const texts = new Map<string, string>();
    for await (const batch of scratch.scan(''))
      for (const [key, text] of batch) if (key !== 'mark') texts.set(key, text);
    texts.set('0', `${end} 7`);
    const content = [digestOfTexts([...texts].sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text))];
    const mark = await ownMark(log, { kind: 'patient-index', position: end, content });
    await scratch.write({ puts: [...texts, ['mark', mark ?? '']] });
    const made = new PatientIndex();
    await made.advance(log, end);
    await replacePatientIndex({ log: asAnother(log).log, keeping: { readStore, tailMax: 5 } }, made);
    const other = asAnother(log);
    await concernedPatients({ log: other.log, keeping: { readStore, tailMax: 5 } }, new Set());
    expect(other.read.filter((after) => after < end)).toStrictEqual([]);
  });

  test('reads the whole log if no program has put its mark on the kept index', async () => {
    const forged: readonly ((scratch: ScratchDocuments) => Promise<void>)[] = [
      async (scratch) => scratch.write({ puts: [], removes: ['1'] }),
      async (scratch) => {
        const text = (await scratch.get(['1'])).get('1') ?? '';
        await scratch.write({ puts: [['1', text.replace('P0', 'P9')]] });
      },
      async (scratch) => {
        const [text = ''] = (await scratch.get(['2'])).values();
        await scratch.write({ puts: [['2', text.split('\n').slice(1).join('\n')]] });
      },
      async (scratch) => scratch.write({ puts: [['0', '999999']] }),
      async (scratch) => scratch.write({ puts: [['3', '["P-NEW"]']] }),
      async (scratch) => scratch.write({ puts: [['0', 'nothing']] }),
      async (scratch) => scratch.write({ puts: [['mark', '0'.repeat(64)]] }),
      async (scratch) => scratch.write({ puts: [], removes: ['mark'] }),
    ];
    for (const change of forged) {
      const { found, fresh, read } = await kept(change);
      expect(read[0]).toBe(0);
      expect(found).toStrictEqual(fresh);
    }
  });
});
