/** Filters: the period, the scheme, and the percentage from which a difference is an outlier. */
import { useAddress } from '../../parts/address.ts';
import { SearchField, SelectField } from '../../parts/fields.tsx';
import { periodInFrench } from '../../parts/words.tsx';
import { periodsOf } from './periods.ts';
import type { VarianceAsked, Sums } from './queries.ts';

interface VarianceFiltersProps {
  readonly asked: VarianceAsked;
  readonly sums: readonly Sums[];
}

export function VarianceFilters({ asked: { period, scheme, threshold }, sums }: VarianceFiltersProps) {
  const { set } = useAddress();
  const periods = periodsOf(sums);
  const known = periods.includes(period) ? periods : [period, ...periods];
  const schemes = [...new Set(sums.flatMap((one) => one.scheme ?? []))].toSorted();
  return (
    <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label="Période"
        value={period}
        set={(value) => set({ periode: value, ouvert: undefined })}
        options={known.map((one) => [one, periodInFrench(one)])}
      />
      <SelectField
        label="Expérimentation"
        none="toutes"
        value={scheme ?? ''}
        set={(value) => set({ schema: value, ouvert: undefined })}
        options={schemes.map((one) => [one, one])}
      />
      <SearchField
        label="Seuil, en %"
        placeholder="20"
        value={threshold ?? ''}
        set={(value) => set({ seuil: value.trim().replace(',', '.') })}
      />
    </form>
  );
}
