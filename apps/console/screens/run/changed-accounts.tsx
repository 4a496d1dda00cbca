/** Lately changed accounts that a run pays under an exception: the person who releases the run ticks each of them. */
import type { Exception } from '../envelopes/queries.ts';
import { Day } from '../../parts/words.tsx';

interface ChangedAccountsProps {
  readonly exceptions: readonly Exception[];
  /** Teams. */
  readonly ticked: ReadonlySet<string>;
  readonly tick: (team: string, isTicked: boolean) => void;
}

export function ChangedAccounts({ exceptions, ticked, tick }: ChangedAccountsProps) {
  if (exceptions.length === 0) return null;
  return (
    <fieldset className="ticks">
      <legend>Comptes changés depuis peu, à cocher un par un</legend>
      {exceptions.map(({ exception, subject: team, reason, confirmedBy, confirmedOn }) => (
        <label key={exception}>
          <input type="checkbox" checked={ticked.has(team)} onChange={({ target }) => tick(team, target.checked)} />
          <span>
            <strong>{team}</strong>, payée par l’exception {exception}{' '}
            <span className="quiet">
              ({reason} ; confirmée par {confirmedBy.name} le <Day day={confirmedOn} />)
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
