/** The dossiers of a team are the same, found through the posting lists or in the texts of all dossiers. */
import { afterEach, expect, jest, test } from '@jest/globals';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { professionalsIn } from '#libs/enrolment/dossier.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { ProjectionReader } from '#libs/read-store/read-store.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import { foldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { POSTINGS_STORE, Postings } from '#libs/statements/calculation/postings.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factEvent } from '#test/support/events.ts';
import { chances } from '#test/support/fact-folders.ts';
import { Product } from '#test/support/product.ts';

const PATIENTS = 200;
const DOCTORS = Array.from({ length: 60 }, (_, i) => String(10_000_000_000 + i));
const ERASED: NewEvent = {
  id: 'e'.repeat(32),
  type: 'PatientErased',
  schemaVersion: 1,
  effective: '2026-01-01',
  knownOn: '2026-01-01',
  data: JSON.stringify({ erasure: '1', parts: [] }),
};

const products: Product[] = [];
afterEach(async () => {
  for (const product of products.splice(0)) await product.close();
});

function merge(patient: string, into: string): MergeVersion {
  return { patient, into, knownOn: 20_000, position: 1 };
}

/** Counts the readings of all dossiers from here on. */
function countedScans(documents: Documents): { scans: number } {
  const counted = { scans: 0 };
  const scan = documents.scan.bind(documents);
  jest.spyOn(documents, 'scan').mockImplementation((...asked) => {
    counted.scans++;
    return scan(...asked);
  });
  return counted;
}

async function lifeOf(seed: number) {
  const product = new Product();
  products.push(product);
  const chance = chances(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const patients = Array.from({ length: PATIENTS }, (_, i) => `P${i}`);
  const declares = async (patient: string): Promise<void> => {
    const row = { patient_id: patient, rpps: among(DOCTORS), declared_on: '2019-01-01', known_on: '2026-01-01' };
    const { stream, ...event } = factEvent('declarations', row);
    await product.log.append(stream, [event], 'any', COMMIT);
  };
  for (const patient of patients) await declares(patient);
  await product.log.append('patient-P7', [ERASED], 'any', COMMIT);
  return { product, patients, declares, among };
}

test.each([1, 2, 3])('finds the same through lists as in all dossiers, of life %i', async (seed) => {
  const { product, patients, declares, among } = await lifeOf(seed);
  const documents = await product.readStore.upToDate(DOSSIERS, product.log);
  const dossiers = { documents, build: await product.readStore.buildOf(DOSSIERS) };
  const store = await product.readStore.scratch(POSTINGS_STORE);
  await Postings.of(product.log, dossiers, store);
  // Patients with facts after the lists were made, one of them new.
  for (let i = 0; i < 20; i++) await declares(among(patients));
  await declares('late');
  await product.log.append('patient-P8', [{ ...ERASED, id: 'f'.repeat(32) }], 'any', COMMIT);
  const merges = [merge('P1', 'P2'), merge('P3', 'P4'), merge('late', 'P5')];
  const now = await product.readStore.upToDate(DOSSIERS, product.log);
  const texts = await now.get([...patients, 'late']);
  const counted = countedScans(now);
  const projections = { ...product.projections, documents: async () => now };
  const withoutLists = {
    ...projections,
    scratch: async () => ({ get: async () => new Map(), scan: () => now.scan() }),
  };
  const named = async (through: typeof projections, professionals: readonly string[]): Promise<string[]> => {
    const found: string[] = [];
    for await (const { dossiers: ofPerson } of dossiersNaming(
      { log: product.log, projections: through },
      { professionals, merges },
    ))
      found.push(...ofPerson.map(({ patient }) => patient));
    return found.sort();
  };
  for (let i = 0; i < 20; i++) {
    const professionals = [among(DOCTORS), among(DOCTORS)];
    counted.scans = 0;
    const listed = await named(projections, professionals);
    expect(counted.scans).toBe(0);
    expect(listed).toStrictEqual(await named(withoutLists, professionals));
    expect(counted.scans).toBe(1);
    expect(listed).toEqual(expect.arrayContaining(['P7', 'P8']));
    for (const [patient, text] of texts)
      if (professionalsIn(readDossier(text)).some((rpps) => professionals.includes(rpps)))
        expect(listed).toContain(patient);
  }
});

test('reads all dossiers where the lists are of another build, or name most of them', async () => {
  const { product } = await lifeOf(4);
  const documents = await product.readStore.upToDate(DOSSIERS, product.log);
  const build = await product.readStore.buildOf(DOSSIERS);
  const store = await product.readStore.scratch(POSTINGS_STORE);
  const counted = countedScans(documents);
  const projections = { ...product.projections, documents: async () => documents };
  const scansFor = async (professionals: readonly string[]): Promise<number> => {
    counted.scans = 0;
    const found = [];
    for await (const one of dossiersNaming({ log: product.log, projections }, { professionals, merges: [] }))
      found.push(one);
    return counted.scans;
  };
  expect(await scansFor(DOCTORS.slice(0, 1))).toBe(1);
  await Postings.of(product.log, { documents, build: build + 1 }, store);
  expect(await scansFor(DOCTORS.slice(0, 1))).toBe(1);
  await Postings.of(product.log, { documents, build }, store);
  expect(await scansFor(DOCTORS.slice(0, 1))).toBe(0);
  expect(await scansFor(DOCTORS)).toBe(1);
});

test('a question about a team opens the dossiers once, for their position and to read them', async () => {
  const { product } = await lifeOf(4);
  const opened: string[] = [];
  const documents: ProjectionReader['documents'] = (projection) => {
    opened.push(projection.name);
    return product.projections.documents(projection);
  };
  const stores = { log: product.log, projections: { ...product.projections, documents } };
  const { rosters, dossiers, known } = await foldedFacts(stores, dayFromText('2023-01-01'));
  const found = [];
  for await (const one of dossiersNaming(stores, { professionals: DOCTORS, merges: rosters.merges, dossiers }))
    found.push(one);
  expect(found).not.toHaveLength(0);
  expect(known.position).toBe(await product.log.end());
  expect(opened).toStrictEqual(['rosters', 'dossiers']);
});

test('gives the dossiers of another source, and says how far it is', async () => {
  const { product } = await lifeOf(5);
  const documents = await product.readStore.upToDate(DOSSIERS, product.log);
  const build = await product.readStore.buildOf(DOSSIERS);
  const [doctor = ''] = DOCTORS;
  const read = async () => {
    const asked: string[] = [];
    const steps: (readonly [number, number])[] = [];
    const from = {
      get: (keys: Iterable<string>) => {
        const patients = [...keys];
        asked.push(...patients);
        return documents.get(patients);
      },
    };
    const onProgress = (done: number, total: number): unknown => steps.push([done, total]);
    const found: string[] = [];
    for await (const { dossiers } of dossiersNaming(product, { professionals: [doctor], merges: [], from, onProgress }))
      found.push(...dossiers.map(({ patient }) => patient));
    return { asked: asked.sort(), found: found.sort(), last: steps.at(-1) };
  };
  const inAll = await read();
  expect(inAll.asked).toStrictEqual(inAll.found);
  await Postings.of(product.log, { documents, build }, await product.readStore.scratch(POSTINGS_STORE));
  const { length } = inAll.found;
  expect(await read()).toStrictEqual({ ...inAll, last: [length, length] });
});
