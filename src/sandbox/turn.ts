/** The element whose turn it is, counted on from the start past the end. */
export function turn<T>(items: readonly T[], index: number): T {
  const item = items[Math.floor(index) % items.length];
  if (item === undefined) throw new Error('the authored lists are never empty');
  return item;
}
