/** The effect on the amounts of statements of something that is not recorded yet. */
import type { components } from '#libs/client/contract.d.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Amount, Day, NUMBER, counted, periodInFrench } from './words.tsx';

type Effect = components['schemas']['ImportEffectView'];

interface AmountsEffectProps {
  readonly effect: Effect;
  readonly caption: string;
  /** Heading of the amounts with it: `Avec ces fichiers`. */
  readonly withIt: string;
}

export function AmountsEffect({ effect, caption, withIt }: AmountsEffectProps) {
  const { knownOn, changes, changed, differenceCents, otherwise } = effect;
  return (
    <>
      <p>
        Tel que connu au <Day day={knownOn} />,{' '}
        {changed === 0 ? (
          'aucun montant de décompte ne changerait.'
        ) : (
          <>
            {counted(changed, 'décompte changerait', 'décomptes changeraient')} de montant, de{' '}
            <Amount cents={differenceCents} signed /> en tout.
          </>
        )}
        {otherwise > 0 &&
          ` ${counted(otherwise, 'autre aurait', 'autres auraient')} le même montant, autrement composé.`}
        {changes.length < changed && ` Voici les ${NUMBER.format(changes.length)} plus grands écarts.`}
      </p>
      {changes.length > 0 && (
        <DataTable
          caption={caption}
          sortName="tri-effet"
          columns={columnsWith(withIt)}
          rows={changes}
          keyOf={({ team, period }) => `${period} ${team}`}
        />
      )}
    </>
  );
}

function columnsWith(withIt: string): readonly Column<Effect['changes'][number]>[] {
  return [
    {
      key: 'periode',
      heading: 'Période',
      sortBy: ({ period }) => period,
      cell: ({ period }) => periodInFrench(period),
    },
    {
      key: 'equipe',
      heading: 'Équipe',
      sortBy: ({ team }) => team,
      cell: ({ team, teamName }) => (teamName === null ? team : `${teamName} (${team})`),
    },
    { key: 'present', heading: 'À présent', isFigure: true, cell: ({ beforeCents }) => <Amount cents={beforeCents} /> },
    { key: 'avec', heading: withIt, isFigure: true, cell: ({ afterCents }) => <Amount cents={afterCents} /> },
    {
      key: 'ecart',
      heading: 'Écart',
      isFigure: true,
      sortBy: ({ beforeCents, afterCents }) => BigInt(afterCents) - BigInt(beforeCents),
      cell: ({ beforeCents, afterCents }) => <Amount cents={String(BigInt(afterCents) - BigInt(beforeCents))} signed />,
    },
  ];
}
