/**
 * The address as it stands in the bar of the browser. The router decodes what it reads with decodeURI, which leaves `%26` and `%3D` as they
 * are: a team « A & B » was sought as `A %26 B`. So it gets each address encoded once more, and the parts are decoded once, here.
 */
import type { BaseLocationHook, BaseSearchHook } from 'wouter';
import { useBrowserLocation, useSearch } from 'wouter/use-browser-location';

export const useEncodedLocation: BaseLocationHook = () => {
  const [path, go] = useBrowserLocation();
  return [encodedAgain(path), go];
};

export const useEncodedSearch: BaseSearchHook = () => encodedAgain(useSearch());

export function encodedAgain(address: string): string {
  return address.replaceAll('%', '%25');
}

/** The parts of an address by name: `{ team: 'A & B' }` of `A%20%26%20B`. One that is wrongly encoded stays as it is. */
export function decodedParams(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, part = '']) => [name, decoded(part)]));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
