/** « Ajouter à la preuve »: sets events aside for the bundle of the auditor. */
import { announce } from '../frame/announcements.tsx';
import { useMay } from '../session/session.ts';
import { addToProof, removeFromProof, useProof } from './proof.ts';
import { NUMBER, counted } from './words.tsx';

/** Shown only to auditors: they make the bundle. */
export function ProofButton({ positions }: { readonly positions: readonly number[] }) {
  const mayProve = useMay('auditor');
  const proof = useProof();
  if (!mayProve || positions.length === 0) return null;
  const isKept = positions.every((position) => proof.includes(position));
  const [only] = positions;
  const name =
    positions.length === 1 ? `l’événement ${NUMBER.format(only ?? 0)}` : counted(positions.length, 'événement');
  const toggle = (): void => {
    if (isKept) for (const position of positions) removeFromProof(position);
    else addToProof(positions);
    announce(
      isKept ? `Retiré de la preuve : ${name}.` : `Dans la preuve : ${name}. Elle est sous « Journal et preuve ».`,
    );
  };
  return (
    <button type="button" aria-pressed={isKept} onClick={toggle}>
      {isKept ? 'Retirer de la preuve' : 'Ajouter à la preuve'}
    </button>
  );
}
