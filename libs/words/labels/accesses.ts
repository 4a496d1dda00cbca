/** The subject of an entry in the record of accesses, in French. It is stored as programs name it. */
import type { AccessKind } from '#libs/access-record/access-record.ts';
import { fieldInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { ACCESS_LABELS } from '#libs/words/labels/audit.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

/** One subject that was read. A pseudonym, an account or the name of a file is unchanged. */
export function accessText(kind: AccessKind, id: string): string {
  if (kind === 'RECORD') return askedText(id);
  return kind === 'FILE' ? fileText(id) : id;
}

/** The query of the record itself: everything, a kind, a day, a person. */
function askedText(asked: string): string {
  return asked === '*' ? 'tout' : (KINDS.get(asked) ?? fieldInFrench(asked));
}

const KINDS: ReadonlyMap<string, string> = new Map(Object.entries(ACCESS_LABELS));

const RUN = 'payment-runs/';
const SET_ASIDE = 'set-aside-rows';

function fileText(file: string): string {
  if (file.startsWith('{')) return bundleText(JSON.parse(file) as BundleAsked);
  if (file.startsWith(RUN)) return `campagne ${file.slice(RUN.length)}`;
  if (file.startsWith(SET_ASIDE)) return `lignes mises de côté${file.slice(SET_ASIDE.length).replace('/', ' ')}`;
  return file;
}

/** The content of a bundle for auditors. */
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
  return `liasse ${ofName(team)} ${period === undefined ? (year ?? '') : periodInFrench(period)}`;
}
