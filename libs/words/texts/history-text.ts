/** Writes a history for a person: one event per line, its corrections under it, and the state at the end. */
import { euros } from '#libs/kernel/euros.ts';
import { dayInFrench, fieldInFrench, frenchDay, instantInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { type Person, personText } from '#libs/commands/person.ts';
import type { CorrectableFact } from '#libs/history/corrections.ts';
import type { LedgerHistory } from '#libs/history/of-decisions.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { StatementHistory } from '#libs/history/of-statement.ts';
import type { WrittenPin } from '#libs/statements/calculated-statement.ts';
import type { FactHistory, PatientState, TeamState } from '#libs/history/of-facts.ts';
import type { HistoryEvent, HistoryView } from '#libs/history/recorded.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { columnLabel, factFieldText } from '#libs/words/labels/fact-fields.ts';
import { accountText } from '#libs/words/labels/ledger-accounts.ts';
import { STAGE_LABELS } from '#libs/words/labels/stages.ts';
import { LINE_LABELS, PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { OPTION_LABELS, PROFESSION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';

function page(title: string, view: HistoryView, events: readonly string[], state: readonly string[]): string {
  return [
    title,
    '',
    ...(events.length === 0 ? ['Rien n’en était connu.'] : events),
    '',
    `État ${viewText(view)}`,
    ...state.map((line) => `  ${line}`),
  ].join('\n');
}

function viewText({ knownOn, position }: HistoryView): string {
  if (knownOn === undefined && position === undefined) return 'avec tout ce qui est enregistré';
  const day = knownOn === undefined ? undefined : `connu au ${frenchDay(knownOn)}`;
  const upTo = position === undefined ? undefined : `jusqu’à l’événement ${position}`;
  return [day, upTo].filter((part) => part !== undefined).join(', ');
}

function head({ position, type, effective, knownOn, recordedAt, recordedBy }: HistoryEvent): string {
  return `${position} · ${EVENT_LABELS[type] ?? type} · effet ${fieldInFrench(effective)} · connu le ${dayInFrench(knownOn)} · enregistré le ${instantInFrench(recordedAt)} par ${recordedBy}`;
}

/** The person of a command, unless the head names that person already. */
function saidBy({ by, recordedBy }: HistoryEvent & { readonly by?: Person }): string[] {
  const person = by === undefined ? undefined : personText(by);
  return person === undefined || person === recordedBy ? [] : [`par ${person}`];
}

function factLines(event: CorrectableFact, own: string): string[] {
  const { content, corrects, correctedBy, reverses, reversedBy } = event;
  const fields = Object.entries(content).filter(([name, value]) => name !== own && name !== 'known_on' && value !== '');
  return [
    head(event),
    `    ${fields.map(([name, value]) => `${columnLabel(name)} : ${factFieldText(name, String(value))}`).join(' · ')}`,
    ...(corrects === undefined
      ? []
      : [`    corrige l’événement ${corrects.position} : ${corrects.changes.map(changeText).join(', ')}`]),
    ...(correctedBy === undefined ? [] : [`    corrigé par l’événement ${correctedBy}`]),
    ...(reverses === undefined ? [] : [`    contrepasse l’événement ${reverses}`]),
    ...(reversedBy === undefined
      ? []
      : [`    contrepassé par ${reversedBy.length > 1 ? 'les événements' : 'l’événement'} ${reversedBy.join(', ')}`]),
  ];
}

function changeText({ column, before, after }: { column: string; before: string; after: string }): string {
  return `${columnLabel(column)} : ${factFieldText(column, before)} → ${factFieldText(column, after)}`;
}

export function patientHistoryText(
  id: string,
  { events, state }: FactHistory<PatientState>,
  view: HistoryView,
): string {
  const { person, coverage, treatingDoctor, acts, spending } = state;
  const { rpps = '', declaredOn = '' } = treatingDoctor ?? {};
  const lines = [
    person === undefined
      ? 'identité inconnue'
      : `né le ${dayInFrench(person.birth)}, sexe ${person.sex}${person.diedOn === null ? '' : `, décédé le ${dayInFrench(person.diedOn)}`}`,
    ...coverage.map(
      ({ ald, from, until, active }) =>
        `${ald === null ? 'C2S' : `ALD ${ald}`} du ${dayInFrench(from)} ${until === null ? 'sans fin' : `au ${dayInFrench(until)}`}${active ? ', en cours' : ''}`,
    ),
    rpps === '' ? 'pas de médecin traitant' : `médecin traitant ${rpps}, déclaré le ${dayInFrench(declaredOn)}`,
    `${acts} acte${acts > 1 ? 's' : ''}`,
    ...spending.map(({ year, cents }) => `dépense de ${year} : ${euros(BigInt(cents))}`),
  ];
  return page(
    `Histoire du patient ${id}`,
    view,
    events.flatMap((event) => factLines(event, 'patient_id')),
    lines,
  );
}

export function teamHistoryText(id: string, { events, state }: FactHistory<TeamState>, view: HistoryView): string {
  const { rows, phases, members, quality, revenue, credits } = state;
  const lines = [
    ...rows.map(
      ({ from, name, scheme, option, scope, commune }) =>
        `dès le ${dayInFrench(from)} : ${[name, scheme, OPTION_LABELS[option] ?? option, SCOPE_LABELS[scope] ?? scope].filter((word) => word !== '').join(', ')}, commune ${commune}`,
    ),
    ...phases.map(({ from, phase }) => `phase ${PHASE_LABELS[phase] ?? phase} dès le ${dayInFrench(from)}`),
    ...members.map(
      ({ rpps, profession, from, until, active }) =>
        `membre ${rpps} (${PROFESSION_LABELS[profession] ?? profession}) du ${dayInFrench(from)} ${until === null ? 'sans fin' : `au ${dayInFrench(until)}`}${active ? ', en cours' : ''}`,
    ),
    ...quality.map(
      ({ year, indicators }) => `qualité de ${year} : ${indicators} indicateur${indicators > 1 ? 's' : ''}`,
    ),
    ...revenue.map(
      ({ quarter, cents }) => `revenu de référence de ${periodInFrench(quarter)} : ${euros(BigInt(cents))}`,
    ),
    ...credits.map(
      ({ dueOn, label, cents }) => `crédit « ${label} » dû le ${dayInFrench(dueOn)} : ${euros(BigInt(cents))}`,
    ),
  ];
  return page(
    `Histoire de l’équipe ${id}`,
    view,
    events.flatMap((event) => factLines(event, 'team_id')),
    lines,
  );
}

export function statementHistoryText(title: string, { events, state }: StatementHistory, view: HistoryView): string {
  const shown = events.flatMap((event) => {
    const { totalCents, content } = event;
    const reason = content['reason'];
    const details = [
      ...(totalCents === undefined ? [] : [`total ${euros(totalCents)}`]),
      ...saidBy(event),
      ...(typeof reason === 'string' ? [`motif : ${reason}`] : []),
    ];
    return [head(event), ...(details.length === 0 ? [] : [`    ${details.join(' · ')}`])];
  });
  const { stage, calculated, submittedBy, decisions, decidedLines } = state;
  const lines = [
    STAGE_LABELS[stage],
    ...(calculated === undefined
      ? []
      : [
          `dernier calcul : ${calculated.totalCents === null ? 'plus de décompte' : euros(calculated.totalCents)}, ${pinText(calculated.pin)}`,
        ]),
    ...(submittedBy === undefined ? [] : [`soumis par ${submittedBy}`]),
    ...decisions.map(({ number, totalCents, submittedBy: from, approvedBy, approvedAt }) =>
      number === 0
        ? `décompte : ${euros(totalCents)}, soumis par ${from}, approuvé par ${approvedBy} le ${instantInFrench(approvedAt)}`
        : `régularisation n° ${number} : ${euros(totalCents)}, soumise par ${from}, approuvée par ${approvedBy} le ${instantInFrench(approvedAt)}`,
    ),
    ...decidedLines.map(({ line, amountCents }) => `décidé, ${LINE_LABELS[line]} : ${euros(amountCents)}`),
  ];
  return page(`Histoire du décompte ${title}`, view, shown, lines);
}

function pinText({ knownOn, position, regulationVersion, rulesVersion }: WrittenPin): string {
  return `connu au ${dayInFrench(knownOn)}, jusqu’à l’événement ${position}, réglementation ${regulationVersion}, règles ${rulesVersion}`;
}

export function ledgerHistoryText(envelope: string, { events, state }: LedgerHistory, view: HistoryView): string {
  const shown = events.flatMap((event) => {
    const { posting, balancesAfter } = event;
    const after = balancesAfter.map(({ account, cents }) => `${accountText(account)} ${euros(cents)}`).join(', ');
    return [
      head(event),
      ...[...saidBy(event), ...aboutText(event)].map((line) => `    ${line}`),
      ...(posting === undefined
        ? []
        : [
            `    ${euros(posting.amountCents)} au débit du compte ${accountText(posting.debit)}, au crédit du compte ${accountText(posting.credit)} ; soldes après : ${after}`,
          ]),
    ];
  });
  const { terms, termsByDay, use, balances } = state;
  const lines = [
    terms === undefined ? 'enveloppe non confirmée' : termsText(terms),
    ...termsByDay.filter((one) => one !== terms).map((one) => `autre période : ${termsText(one)}`),
    `engagé ${euros(use.committedCents)}, libéré ${euros(use.releasedCents)}, payé ${euros(use.paidCents)}, reste ${euros(use.leftCents)}`,
    ...balances.map(({ account, cents }) => `solde du compte ${accountText(account)} : ${euros(cents)}`),
  ];
  return page(`Histoire de l’enveloppe ${envelope}`, view, shown, lines);
}

/** The run, payment, statement and reason that an event of the ledger names; its posting says no more than accounts. */
function aboutText({ content }: HistoryEvent): string[] {
  const text = (field: string): string | undefined => {
    const value = content[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [run, payment, team, period, reason] = ['run', 'endToEndId', 'team', 'period', 'reason'].map(text);
  const named = [
    ...(run === undefined ? [] : [`campagne ${run}`]),
    ...(payment === undefined ? [] : [`paiement ${payment}`]),
    ...(team === undefined || period === undefined ? [] : [`${team} ${periodInFrench(period)}`]),
    ...(reason === undefined ? [] : [`motif : ${reason}`]),
  ];
  return named.length === 0 ? [] : [named.join(' · ')];
}

/** The schemes that an envelope funds, the first day, and the maximum amount. */
export function termsText({ from, amountCents, schemes }: EnvelopeTerms): string {
  const funded = schemes.length === 0 ? 'qui ne finance plus rien' : `pour ${schemes.join(', ')}`;
  return `enveloppe de ${euros(amountCents)} ${funded}${from === null ? '' : ` à partir du ${frenchDay(from)}`}`;
}
