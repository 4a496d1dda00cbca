/** All screens; each has a folder in `screens`. */
import { lazy } from 'react';
import type { Role } from '../session/roles.ts';
import { MENU_GROUPS, type Screen } from './screen.ts';

/** The code of a screen could not be read. What a browser keeps of it stays failed until the page is loaded again. */
export class ScreenUnread extends Error {}

function unread(): never {
  throw new ScreenUnread(
    'Cette page n’a pas pu être lue : la console a peut-être une nouvelle version, ou le service ne répond pas.',
  );
}

const found = import.meta.glob<{ readonly screen: Screen }>('../screens/*/screen.ts', { eager: true });

export const SCREENS = Object.values(found).map(({ screen }) => ({
  ...screen,
  View: lazy(() => screen.view().catch(unread)),
  Badge: screen.menu?.badge === undefined ? undefined : lazy(screen.menu.badge),
}));

export type MenuScreen = (typeof SCREENS)[number] & Required<Pick<Screen, 'menu'>>;

export function mayOpen(screen: Pick<Screen, 'roles'>, roles: readonly Role[]): boolean {
  return roles.some((role) => screen.roles.includes(role));
}

/** The screens of the menu for these roles, in its order. */
export function menuOf(roles: readonly Role[]): readonly MenuScreen[] {
  const inMenu = (screen: (typeof SCREENS)[number]): screen is MenuScreen => screen.menu !== undefined;
  const place = ({ menu }: MenuScreen): number => MENU_GROUPS.indexOf(menu.group) * 1_000 + menu.order;
  return SCREENS.filter(inMenu)
    .filter((screen) => mayOpen(screen, roles))
    .sort((a, b) => place(a) - place(b));
}
