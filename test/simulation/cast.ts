/** The people, teams, schemes and accounts of the simulated world. */
import type { Person } from '#libs/event-store/author.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { Who } from '#test/simulation/story.ts';

/** The roles by the honest duties of each person. */
export const ROLES = {
  submits: ['Amélie Martin', 'Bruno Petit', 'Chloé Durand'],
  approves: ['Denis Moreau', 'Élodie Roux', 'Farid Haddad'],
  pays: ['Gaëlle Le Gall', 'Hugo Blanc', 'Inès Garcia'],
  keepsAccounts: ['Jean Lefèvre', 'Karim Benali', 'Lucie Girard'],
} as const;

export type Role = keyof typeof ROLES;

export const PEOPLE: readonly string[] = Object.values(ROLES).flat();

/** Other spellings of a name, which a person uses to impersonate another. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => ` ${name} `,
  (name) => name.normalize('NFD'),
  (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
  (name) => name.replace(' ', '\u00a0'),
  (name) => name.replace(' ', '  '),
  (name) => name.replace(' ', ' \u200b'),
];
export const SPELLING_COUNT = SPELLINGS.length;

export function nameOf({ person, spelling }: Who): string {
  return (SPELLINGS[spelling] ?? ((name) => name))(person);
}

export function personOf(who: Who): Person {
  return { name: nameOf(who), assurance: 'verified', osUser: '' };
}

const IDENTITIES: ReadonlyMap<string, string> = new Map(
  PEOPLE.flatMap((person) => SPELLINGS.map((spelt) => [spelt(person), person] as const)),
);

/** The person behind any spelling of the name. Throws RangeError for a person outside this world. */
export function identityOf({ name }: Pick<Person, 'name'>): string {
  const found = IDENTITIES.get(name);
  if (found === undefined) throw new RangeError(`nobody is called ${name}`);
  return found;
}

export const SCHEMES = ['PEPS', 'IPEP', 'PRIMORDIAL'] as const;

/** Each team with its scheme. */
export const TEAMS: ReadonlyMap<string, string> = new Map([
  ['T1', 'PEPS'],
  ['T2', 'PEPS'],
  ['T3', 'IPEP'],
  ['T4', 'PRIMORDIAL'],
]);

/** Valid accounts of French banks, made for tests. */
const NUMBERS = [
  ['FR7630006000011234567890189', 'AGRIFRPP'],
  ['FR1420041010050500013M02606', 'PSSTFRPP'],
  ['FR7610107001011234567890129', 'BREDFRPP'],
  ['FR7611315000011234567890138', 'CEPAFRPP'],
  ['FR7612345987650123456789014', 'CMCIFRPP'],
  ['FR7630001007941234567890185', 'BDFEFRPP'],
  ['FR7630004000031234567890143', 'BNPAFRPP'],
] as const;
export const ACCOUNT_COUNT = NUMBERS.length;

export function accountNumber(index: number, name: string): BankAccount {
  const [iban, bic] = NUMBERS[index % NUMBERS.length] ?? NUMBERS[0];
  return { name, iban, bic };
}
