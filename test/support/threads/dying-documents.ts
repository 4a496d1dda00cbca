/** Documents for another thread, which dies when it reads them. */
export function openElsewhere(): object {
  return {
    scan: () => {
      process.exit(9);
    },
    close: () => undefined,
  };
}
