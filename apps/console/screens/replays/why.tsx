/** Why a replay gives another amount: facts that came, parameters and rules that changed, days that moved. */
import { FACT_LABELS } from '#libs/words/labels/facts.ts';
import { moveText } from '#libs/words/labels/statements.ts';
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { counted, dayInFrench } from '../../parts/words.tsx';
import type { Replayed } from './queries.ts';

/** A few words for the row. */
export function ShortWhy({ of: { why, moves } }: { readonly of: Replayed }) {
  const parts = [
    ...(why.patients.length === 0 ? [] : [`faits nouveaux de ${counted(why.patients.length, 'patient')}`]),
    ...(why.erased === 0 ? [] : [counted(why.erased, 'patient effacé', 'patients effacés')]),
    ...(why.teamFacts.length === 0
      ? []
      : [counted(why.teamFacts.length, 'fait nouveau de l’équipe', 'faits nouveaux de l’équipe')]),
    ...(why.parameters.length === 0 ? [] : [counted(why.parameters.length, 'paramètre changé', 'paramètres changés')]),
    ...(why.rules === undefined ? [] : ['règles changées']),
    ...(moves.length === 0 ? [] : [counted(moves.length, 'échéance déplacée', 'échéances déplacées')]),
  ];
  return parts.length === 0 ? <span className="quiet">–</span> : parts.join(', ');
}

export function Why({ of: { why, moves } }: { readonly of: Replayed }) {
  return (
    <ul className="causes">
      {why.rules !== undefined && (
        <li>
          Règles {why.rules.before} → {why.rules.after}
        </li>
      )}
      {why.parameters.map(({ parameter, before, after }) => (
        <li key={parameter}>
          <ScreenLink to={`/reglementation?parametre=${parameter}`}>{parameterLabel(parameter)}</ScreenLink> :{' '}
          <ParameterValue value={before} /> → <ParameterValue value={after} />
        </li>
      ))}
      {why.teamFacts.map((fact) => (
        <li key={fact.position}>Équipe : {factText(fact)}</li>
      ))}
      {why.patients.map(({ patient, facts }) => (
        <li key={patient}>
          Patient {patient} : {facts.map(factText).join(' ; ')}
        </li>
      ))}
      {why.erased > 0 && (
        <li>
          {counted(why.erased, 'patient effacé', 'patients effacés')} : ce qui a changé avant l’effacement ne peut plus
          être dit
        </li>
      )}
      {moves.map(({ kind, from, to, amountCents }) => (
        <li key={`${kind} ${from} ${to}`}>{moveText({ kind, from, to, amountCents: BigInt(amountCents) })}</li>
      ))}
    </ul>
  );
}

function factText({ kind, knownOn }: Replayed['why']['teamFacts'][number]): string {
  return `${FACT_LABELS[kind]}, fait connu le ${dayInFrench(knownOn)}`;
}
