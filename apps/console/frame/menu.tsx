/** The menu: the screens that a person may open. On a narrow page it is closed, so that the screen begins at the top. */
import { Suspense, useSyncExternalStore } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { useSession } from '../session/session.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { MENU_GROUPS } from './screen.ts';
import { type MenuScreen, menuOf } from './screens.ts';

export function Menu({ openHelp }: { readonly openHelp: () => void }) {
  const { roles } = useSession();
  const screens = menuOf(roles);
  const groups = MENU_GROUPS.map((group) => [group, screens.filter(({ menu }) => menu.group === group)] as const);
  const shown = groups.filter(([, own]) => own.length > 0);
  const [path] = useLocation();
  const closes = useSyncExternalStore(follow, isNarrow) && screens.length > 1;
  const content = (
    <>
      {shown.map(([group, own]) => (
        <section key={group}>
          {shown.length > 1 && <h2>{group}</h2>}
          <ul>
            {own.map((screen) => (
              <MenuItem key={screen.path} screen={screen} />
            ))}
          </ul>
        </section>
      ))}
      <button type="button" className="plain" onClick={openHelp}>
        Raccourcis <kbd>?</kbd>
      </button>
    </>
  );
  return (
    <nav className="menu" aria-label="Écrans">
      <p className="brand">Décompte</p>
      {closes ? (
        <details key={path}>
          <summary>Menu</summary>
          {content}
        </details>
      ) : (
        content
      )}
    </nav>
  );
}

/** The width of frame.css under which the menu is above the screen. */
const NARROW = matchMedia('(width < 60rem)');

function isNarrow(): boolean {
  return NARROW.matches;
}

function follow(changed: () => void): () => void {
  NARROW.addEventListener('change', changed);
  return () => {
    NARROW.removeEventListener('change', changed);
  };
}

function MenuItem({ screen: { path, title, menu, Badge } }: { readonly screen: MenuScreen }) {
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <li>
      <Link href={path} aria-current={isHere ? 'page' : undefined} aria-keyshortcuts={`g ${menu.letter}`}>
        {title}
        {Badge !== undefined && (
          <ErrorBoundary shows={() => null}>
            <Suspense>
              <Badge />
            </Suspense>
          </ErrorBoundary>
        )}
      </Link>
    </li>
  );
}
