/** Every amount with its rule, without patients: for people who may not see patients. */
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { useAddress } from '../../parts/address.ts';
import { counted } from '../../parts/words.tsx';
import { exactText, figureText, sumText } from './figure-words.ts';
import type { Summary, SummaryPart } from './queries.ts';
import { formulaInEuros } from './rule-words.ts';
import { Rules } from './sources.tsx';

export function SummaryShown({ summary: { lines, parameters, text } }: { readonly summary: Summary }) {
  const asked = useAddress().get('ligne');
  const opened = (LINE_LABELS as Readonly<Record<string, string>>)[asked ?? ''];
  return (
    <>
      <section className="panel">
        <h2>Les lignes</h2>
        <ul className="summary">
          {lines.map((line) => (
            <li key={line.label}>
              <Part part={line} isOpen={lines.length === 1 || line.label === opened} />
            </li>
          ))}
        </ul>
      </section>
      <Rules parameters={parameters} text={text} />
    </>
  );
}

function Part({ part, isOpen = false }: { readonly part: SummaryPart; readonly isOpen?: boolean }) {
  const { label, formula, patients, parts, because, parameters } = part;
  const below = [...parts, ...because];
  const exact = exactText(part);
  return (
    <details open={isOpen}>
      <summary>
        <span>{label}</span>
        <strong className="amount">{figureText(part)}</strong>
      </summary>
      {patients > 0 && <p className="rule">{sumText(part, ['patient'], patients) ?? counted(patients, 'patient')}</p>}
      {formula !== null && <p className="rule">{formulaInEuros(formula)}</p>}
      {exact !== undefined && (
        <p className="quiet">
          Chiffre exact : <code>{exact}</code>
        </p>
      )}
      {parameters.length > 0 && <p className="quiet">Paramètres : {parameters.map(parameterLabel).join(', ')}</p>}
      {below.length > 0 && (
        <ul className="summary">
          {below.map((one, i) => (
            <li key={`${i} ${one.label}`}>
              <Part part={one} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
