/** Drafts the regularisations that were chosen, as the replay showed them. */
import { euros } from '#libs/kernel/euros.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { Amount, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import type { Replayed } from './queries.ts';
import { regulariseEach } from './regularise-each.ts';

interface RegulariseDialogProps {
  readonly chosen: readonly Replayed[];
  /** The name that the replay is kept under; undefined if the address gives none. */
  readonly name: string | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

const SHOWN = 12;

export function RegulariseDialog({ chosen, name, done, close }: RegulariseDialogProps) {
  const total = sumOf(chosen.map(({ differenceCents }) => differenceCents));
  return (
    <ConfirmDialog
      title={`Préparer ${counted(chosen.length, 'régularisation')}, ${euros(total)} ?`}
      verb="Régulariser"
      content={JSON.stringify([name, chosen.map(({ team, period }) => [team, period])])}
      run={async ({ key }) => ({ outcomes: await regulariseEach(chosen, name, key) })}
      said={({ outcomes }) => {
        done(outcomes);
        return outcomesText(outcomes, 'Préparé', 'régularisation');
      }}
      close={close}
    >
      <ul>
        {chosen.slice(0, SHOWN).map(({ team, period, differenceCents }) => (
          <li key={`${team} ${period}`}>
            {team}, {periodInFrench(period)} : <Amount cents={differenceCents} signed />
          </li>
        ))}
      </ul>
      {chosen.length > SHOWN && <p className="quiet">et {chosen.length - SHOWN} de plus</p>}
      <p className="quiet">
        Telles que le rejeu{name === undefined ? '' : ` « ${name} »`} les montre : ce qui a changé depuis est refusé, et
        demande un nouveau rejeu.
      </p>
      <p className="quiet">Rien n’est encore dû : elles sont à soumettre, puis à approuver par une autre personne.</p>
    </ConfirmDialog>
  );
}
