/** Dossiers in memory, grouped by person. */
import { readDossier } from '#libs/enrolment/dossiers.ts';
import { type LinkedDossiers, type Links, type MergeVersion, alone, linksAmong } from '#libs/enrolment/persons.ts';

/** Documents by patient. */
export type Texts = ReadonlyMap<string, string>;

/** Every dossier once. */
export function linkedAmong(texts: Texts, merges: readonly MergeVersion[]): readonly LinkedDossiers[] {
  const links = linksAmong(merges);
  const others = [...texts].filter(([patient]) => !links.has(patient)).map(([, text]) => alone(readDossier(text)));
  return [...others, ...[...new Set(links.values())].map((of) => linked(of, texts))];
}

/** The dossiers that exist under these ids. */
export function linked({ patients, merges }: Links, texts: Texts): LinkedDossiers {
  const dossiers = patients.flatMap((patient) => {
    const text = texts.get(patient);
    return text === undefined ? [] : [readDossier(text)];
  });
  return { dossiers, merges };
}
