/** Clôtures: closed teams and schemes, waiting proposals, and the close-out of a scheme (`experimentation` in the address). */
import { useQuery } from '@tanstack/react-query';
import { CLOSING_STATUS_LABELS } from '#libs/words/labels/closings.ts';
import { teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CloseOutOf } from '../../parts/close-out.tsx';
import { closingsQuery } from '../../parts/close-out-queries.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { SCHEMES } from '../../parts/schemes.ts';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, Day } from '../../parts/words.tsx';

export function Closings() {
  const { get, set } = useAddress();
  const all = useQuery(closingsQuery());
  const scheme = get('experimentation');
  return (
    <>
      <Loaded query={all}>
        {(found) => (
          <DataTable
            caption="Clôtures"
            sortName="tri-clotures"
            columns={[
              {
                key: 'quoi',
                heading: 'Équipe ou expérimentation',
                cell: ({ kind, subject }) =>
                  kind === 'TEAM' ? (
                    <ScreenLink to={`${teamAddress(subject)}?onglet=cloture`}>{subject}</ScreenLink>
                  ) : (
                    subject
                  ),
              },
              {
                key: 'statut',
                heading: 'Où elle en est',
                cell: ({ status }) => CLOSING_STATUS_LABELS[status] ?? status,
              },
              {
                key: 'jour',
                heading: 'Connu au',
                cell: ({ lastDay }) => (lastDay === null ? '' : <Day day={lastDay} />),
              },
              {
                key: 'decide',
                heading: 'Décidé',
                isFigure: true,
                cell: ({ decidedCents }) => <Amount cents={decidedCents} />,
              },
            ]}
            rows={found}
            keyOf={({ kind, subject }) => `${kind} ${subject}`}
            empty={
              <NothingHere title="Rien n’est clos">
                Une équipe se clôt sur son écran, onglet « Clôture » ; une expérimentation se choisit ci-dessous.
              </NothingHere>
            }
          />
        )}
      </Loaded>
      <div className="filters">
        <SelectField
          label="Clore une expérimentation"
          none="aucune"
          value={scheme ?? ''}
          set={(experimentation) => set({ experimentation })}
          options={SCHEMES.map((one) => [one, one])}
        />
      </div>
      {scheme !== undefined && <CloseOutOf kind="scheme" subject={scheme} />}
    </>
  );
}
