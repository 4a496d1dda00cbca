/** Comptabilité: in tabs, the general ledger and the end of a year. */
import { useAddress } from '../../parts/address.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { GeneralLedger } from './general-ledger.tsx';
import { YearEnd } from './year-end.tsx';

export default function BooksScreen() {
  const { get } = useAddress();
  const tab = get('onglet') ?? 'grand-livre';
  return (
    <>
      <header className="screen-head">
        <h1>Comptabilité</h1>
      </header>
      <Tabs
        label="Comptabilité"
        name="onglet"
        now={tab}
        tabs={[
          ['grand-livre', 'Grand livre', undefined],
          ['cloture', 'Fin d’année', undefined],
        ]}
      />
      {tab === 'cloture' ? <YearEnd /> : <GeneralLedger />}
    </>
  );
}
