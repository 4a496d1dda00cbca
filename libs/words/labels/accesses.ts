/** What an entry of the record of accesses says was read, in French. It is kept as programs name it. */
import type { AccessKind } from '#libs/access-record/access-record.ts';
import { fieldInFrench, periodInFrench } from '#libs/kernel/french-days.ts';

/** One of what was read. A pseudonym, an account or the name of a file is shown as it is. */
export function readText(kind: AccessKind, id: string): string {
  // What the record itself was asked for: everything, a day, somebody.
  if (kind === 'RECORD') return id === '*' ? 'tout' : fieldInFrench(id);
  return kind === 'FILE' ? fileText(id) : id;
}

const RUN = 'payment-runs/';
const SET_ASIDE = 'set-aside-rows';

function fileText(file: string): string {
  if (file.startsWith('{')) return bundleText(JSON.parse(file) as BundleAsked);
  if (file.startsWith(RUN)) return `campagne ${file.slice(RUN.length)}`;
  if (file.startsWith(SET_ASIDE)) return `lignes mises de côté${file.slice(SET_ASIDE.length).replace('/', ' ')}`;
  return file;
}

/** What a bundle for auditors is of. */
interface BundleAsked {
  readonly event?: number;
  readonly stream?: string;
  readonly payment?: string;
  readonly team?: string;
  readonly period?: string;
  readonly year?: number;
}

function bundleText({ event, stream, payment, team, period, year }: BundleAsked): string {
  if (event !== undefined) return `liasse de l’événement ${event}`;
  if (stream !== undefined) return `liasse du flux ${stream}`;
  if (payment !== undefined) return `liasse du versement ${payment}`;
  if (team === undefined) return 'liasse du journal entier';
  return `liasse de ${team} ${period === undefined ? (year ?? '') : periodInFrench(period)}`;
}
