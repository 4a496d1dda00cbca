/** Around a table that may be wider than the screen: it scrolls by itself, also by keyboard, and the page does not. */
import type { ReactNode } from 'react';

export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
