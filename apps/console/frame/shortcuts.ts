/** Shortcuts: `g` and a letter open a screen, `/` goes to the search, `?` shows them all. */
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { MenuScreen } from './screens.ts';

/** How long `g` waits for its letter. */
const WAIT_MS = 1_500;

export function useShortcuts(screens: readonly MenuScreen[], openHelp: () => void): void {
  const [, go] = useLocation();
  useEffect(() => {
    let waitsUntil = 0;
    const pressed = (event: KeyboardEvent): void => {
      if (isTyped(event)) return;
      const waits = event.timeStamp < waitsUntil;
      waitsUntil = 0;
      const screen = waits ? screens.find(({ menu }) => menu.letter === event.key) : undefined;
      if (screen !== undefined) go(screen.path);
      else if (event.key === 'g') waitsUntil = event.timeStamp + WAIT_MS;
      else if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus();
      else if (event.key === '?') openHelp();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** Whether the key was typed in a field or a dialog, or belongs to a shortcut of the browser. */
export function isTyped(
  { target, ctrlKey, metaKey, altKey }: KeyboardEvent,
  fields = 'input, textarea, select',
): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && target.closest(fields) !== null;
}
