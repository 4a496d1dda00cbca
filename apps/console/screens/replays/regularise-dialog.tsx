/** Drafts the regularisations that were chosen: as the kept replay showed them, or as known on a day. */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField } from '../../parts/fields.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { Amount, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import type { Replayed } from './queries.ts';
import { regulariseEach } from './regularise-each.ts';

interface RegulariseDialogProps {
  readonly chosen: readonly Replayed[];
  /** The name of the kept replay; undefined: the calculation is done again. */
  readonly name: string | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

const SHOWN = 12;

export function RegulariseDialog({ chosen, name, done, close }: RegulariseDialogProps) {
  const [knownOn, setKnownOn] = useState('');
  const total = sumOf(chosen.map(({ differenceCents }) => differenceCents));
  const as = name === undefined ? (knownOn === '' ? {} : { knownOn }) : { replay: name };
  return (
    <ConfirmDialog
      title={`Préparer ${counted(chosen.length, 'régularisation')}, ${euros(total)} ?`}
      verb="Régulariser"
      content={JSON.stringify([as, chosen.map(({ team, period }) => [team, period])])}
      run={async ({ key }) => ({ outcomes: await regulariseEach(chosen, as, key) })}
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
      {name === undefined ? (
        <DayField label="Connu au (aujourd’hui si vide)" value={knownOn} set={setKnownOn} />
      ) : (
        <p className="quiet">Telles que le rejeu « {name} » les montre.</p>
      )}
      <p className="quiet">Rien n’est encore dû : elles sont à soumettre, puis à approuver par une autre personne.</p>
    </ConfirmDialog>
  );
}
