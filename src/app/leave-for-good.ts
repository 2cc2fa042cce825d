/**
 * WebKit keeps a page that is left, frozen, for the way back, and with it the transactions that it had open: the next page
 * then waits for its databases until the frozen one is thrown away. (Seen with WebKitGTK 2.50.6; asking not to be kept, by
 * listening to `unload`, was not heard.) So a page that is going to be kept gives its open transactions up: they are done
 * again by the page that follows, as after a kill, and a page that somebody goes back to starts anew.
 */
export function leaveForGood(window: Window & typeof globalThis): void {
  const { userAgent } = window.navigator;
  const isWebKit = userAgent.includes('AppleWebKit') && !/Chrom(e|ium)|Android/.test(userAgent);
  if (!isWebKit) return;
  const open = openTransactions(window.IDBDatabase.prototype);
  window.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) for (const transaction of open) giveUp(transaction);
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload();
  });
}

function openTransactions(prototype: IDBDatabase): ReadonlySet<IDBTransaction> {
  const open = new Set<IDBTransaction>();
  const begin = Object.getOwnPropertyDescriptor(prototype, 'transaction')
    ?.value as IDBDatabase['transaction'];
  prototype.transaction = function (this: IDBDatabase, ...given) {
    const transaction = begin.apply(this, given);
    open.add(transaction);
    for (const end of ['complete', 'abort']) {
      transaction.addEventListener(end, () => open.delete(transaction));
    }
    return transaction;
  };
  return open;
}

function giveUp(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended meanwhile.
  }
}
