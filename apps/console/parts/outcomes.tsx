/** The results of a bulk command, statement by statement: the refused statements stay on the screen, with the reason. */
import type { components } from '#libs/client/contract.d.ts';
import { statementAddress } from '../frame/addresses.ts';
import { ScreenLink } from '../frame/screen-link.tsx';
import { counted, periodInFrench } from './words.tsx';

export type Outcome = components['schemas']['OutcomeView'];

/** `Soumis : 14 décomptes ; 1 à reprendre, la raison est à l’écran.` One that is decided and not posted is not refused. */
export function outcomesText(outcomes: readonly Outcome[], done: string, noun = 'décompte'): string {
  const refused = refusedOf(outcomes).length;
  const text = `${done} : ${counted(outcomes.length - refused, noun)}`;
  return refused === 0
    ? `${text}.`
    : `${text} ; ${counted(refused, 'à reprendre', 'à reprendre')}, la raison est à l’écran.`;
}

function refusedOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ refused }) => refused !== null);
}

export function Refusals({ outcomes, close }: { readonly outcomes: readonly Outcome[]; readonly close: () => void }) {
  const refused = refusedOf(outcomes);
  if (refused.length === 0) return null;
  return (
    <div className="notice fault" role="alert">
      <p>
        <strong>{counted(refused.length, 'décompte')} à reprendre</strong>
      </p>
      <ul>
        {refused.map(({ team, period, refused: why }) => (
          <li key={`${team} ${period}`}>
            <ScreenLink to={statementAddress(team, period)}>
              {team}, {periodInFrench(period)}
            </ScreenLink>{' '}
            : {why}
          </li>
        ))}
      </ul>
      <button type="button" onClick={close}>
        J’ai lu
      </button>
    </div>
  );
}
