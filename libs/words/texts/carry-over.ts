/** What a former program wrote, in sentences about its carry-over. */
import { counted } from '#libs/kernel/counted.ts';
import type { CarryOverContradiction, CarriedSubject } from '#libs/payments/ledger/carry-over/contradiction.ts';
import type { FormerStream } from '#libs/payments/ledger/events.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { proposalName } from '#libs/words/labels/proposals.ts';

/** `FIR-2025 : 2 événements, FIR-2026 : 1 événement`. */
export function formerStreamsText(streams: readonly FormerStream[]): string {
  return streams.map(({ envelope, events }) => `${envelope} : ${counted(events, 'événement')}`).join(', ');
}

const SUBJECTS: Readonly<Record<CarriedSubject['kind'], (id: string) => string>> = {
  decision: (id) => `la décision ${id}`,
  item: (id) => `l’échéance ${id}`,
  recovery: (id) => `la dette ${id}`,
  payment: (id) => `le versement ${id}`,
  run: (id) => `la campagne ${id}`,
  proposal: proposalName,
};

/** Of more contradictions, the first are enough in a sentence. */
const SHOWN = 3;

/** `« versement libéré » (FIR-2025, événement 204) et « versement libéré » (événement 190) : l’échéance …`. */
export function contradictionText({ kind, id, envelope, type, position, since }: CarryOverContradiction): string {
  return `${SUBJECTS[kind](id)} : « ${labelOf(type)} » par l’ancien programme (${envelope}, événement ${position}), et « ${labelOf(since.type)} » dans le livre des paiements (événement ${since.position})`;
}

export function contradictionsText(all: readonly CarryOverContradiction[]): string {
  const others = all.length - SHOWN;
  const more = others > 0 ? [`et ${counted(others, 'autre')}`] : [];
  return [...all.slice(0, SHOWN).map(contradictionText), ...more].join(' ; ');
}

function labelOf(type: string): string {
  return EVENT_LABELS[type] ?? type;
}
