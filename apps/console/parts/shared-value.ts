/** A value of the page outside any component: set from anywhere, and watched by components. */
import { useSyncExternalStore } from 'react';

interface SharedValue<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** The value, in a component; renders it again after a change. */
  readonly useValue: () => Value;
}

export function sharedValue<Value>(first: Value): SharedValue<Value> {
  let now = first;
  const watchers = new Set<() => void>();
  const watch = (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  const get = (): Value => now;
  const set = (value: Value): void => {
    now = value;
    for (const watcher of watchers) watcher();
  };
  return { get, set, useValue: () => useSyncExternalStore(watch, get) };
}
