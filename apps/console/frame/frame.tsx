/** The frame of every screen: the menu, the bar at the top, the shortcuts, and the announcements. */
import { Suspense, useEffect, useRef, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { NothingHere, ScreenSkeleton } from '../parts/states.tsx';
import { useSession } from '../session/session.ts';
import { Announcements } from './announcements.tsx';
import { useCauseKey } from './cause.ts';
import { decodedParams } from './encoded-location.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Menu } from './menu.tsx';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { TopBar } from './top-bar.tsx';
import { SCREENS, mayOpen, menuOf } from './screens.ts';
import { useShortcuts } from './shortcuts.ts';

export function Frame() {
  const { roles } = useSession();
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const [helpIsOpen, setHelp] = useState(false);
  useShortcuts(menuOf(roles), () => setHelp(true));
  useCauseKey();
  useFocusOnScreen(main, path);
  useNoFileOpened();
  const home = menuOf(roles)[0]?.path ?? '/';
  return (
    <div className="frame">
      <a className="skip" href="#screen">
        Aller au contenu
      </a>
      <Menu openHelp={() => setHelp(true)} />
      <TopBar />
      <main id="screen" ref={main} tabIndex={-1}>
        <StaleNotice />
        <ErrorBoundary key={path}>
          <Suspense fallback={<ScreenSkeleton />}>
            <Switch>
              {SCREENS.filter((screen) => mayOpen(screen, roles)).map(({ path: of, title, View }) => (
                <Route path={of} key={of}>
                  {(params) => <Titled title={title}>{<View params={decodedParams(params)} />}</Titled>}
                </Route>
              ))}
              <Route path="/">
                <Redirect to={home} replace />
              </Route>
              <Route>
                <NothingHere title="Il n’y a pas de page ici">
                  L’adresse est fausse, ou elle n’est pas pour votre rôle. Le menu montre ce que vous pouvez ouvrir.
                </NothingHere>
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <Announcements />
      {helpIsOpen && <ShortcutsHelp close={() => setHelp(false)} />}
    </div>
  );
}

/** A file dropped beside its place would open in this window, in the place of the console and of all that is typed in it. */
function useNoFileOpened(): void {
  useEffect(() => {
    const refuse = (event: DragEvent): void => event.preventDefault();
    for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, refuse);
    return () => {
      for (const kind of ['dragover', 'drop'] as const) window.removeEventListener(kind, refuse);
    };
  }, []);
}

function Titled({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Décompte`;
  }, [title]);
  return children;
}

/** Moves the focus to the new screen after a change of screen, so that a screen reader begins there; not on the first screen. */
function useFocusOnScreen(main: React.RefObject<HTMLElement | null>, path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [main, path]);
}
