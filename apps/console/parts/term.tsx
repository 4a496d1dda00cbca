/** A term of the domain with its explanation. */
import { useId } from 'react';
import { GLOSSARY, type TermName } from './glossary.ts';

export function Term({ of, children }: { readonly of: TermName; readonly children?: React.ReactNode }) {
  const id = useId();
  const { word, means } = GLOSSARY[of];
  return (
    <span className="term">
      {children ?? word}
      <button type="button" className="help" popoverTarget={id} aria-label={`Que veut dire « ${word} » ?`}>
        ?
      </button>
      <span popover="auto" id={id} className="definition">
        <strong>{word}</strong> {means}
      </span>
    </span>
  );
}
