/** The focus after a command: the button that asked for it is often gone, and the focus with it. */

/** Once the screen shows what was read: if nothing has the focus, the screen takes it, so that the next key continues there. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      document.getElementById('screen')?.focus({ preventScroll: true });
  });
}
