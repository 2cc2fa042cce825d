/**
 * For a live read that runs again after every change: a row that did not change stays the same object, and a list in
 * which nothing changed the same list, so that what is drawn from them is not drawn again.
 */
export function steadyRows<E extends { readonly id: string }>(): (rows: readonly E[]) => readonly E[] {
  let list: readonly E[] = [];
  let known: ReadonlyMap<string, { readonly row: E; readonly words: string }> = new Map();
  return (rows) => {
    const kept = rows.map((row) => {
      const words = JSON.stringify(row);
      const before = known.get(row.id);
      return before?.words === words ? before : { row, words };
    });
    known = new Map(kept.map((each) => [each.row.id, each]));
    const isSame = kept.length === list.length && kept.every(({ row }, index) => row === list[index]);
    if (!isSame) list = kept.map(({ row }) => row);
    return list;
  };
}
