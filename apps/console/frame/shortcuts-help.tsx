/** The shortcuts, in a dialog. */
import { Dialog } from '../parts/dialog.tsx';
import { useSession } from '../session/session.ts';
import { menuOf } from './screens.ts';

export function ShortcutsHelp({ close }: { readonly close: () => void }) {
  const screens = menuOf(useSession().roles);
  return (
    <Dialog title="Raccourcis" close={close}>
      <dl className="shortcuts">
        <Shortcut keys={['/']}>chercher</Shortcut>
        <Shortcut keys={['?']}>cette aide</Shortcut>
        <Shortcut keys={['Échap']}>fermer</Shortcut>
        <Shortcut keys={['j', 'k']}>ligne suivante, précédente d’un tableau</Shortcut>
        <Shortcut keys={['p']}>d’un montant à sa cause, et retour</Shortcut>
        <Shortcut keys={['u']}>dans « Pourquoi », la part au-dessus</Shortcut>
        {screens.map(({ path, title, menu }) => (
          <Shortcut keys={['g', menu.letter]} key={path}>
            {title}
          </Shortcut>
        ))}
      </dl>
    </Dialog>
  );
}

function Shortcut({ keys, children }: { readonly keys: readonly string[]; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
