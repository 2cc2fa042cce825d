import { Busy } from './failures.ts';

/**
 * Commits what arrives together as one transaction, so that fifty tablets writing at once share one disk sync.
 * Work that arrives while a commit runs waits in the sockets and forms the next group. Each promise settles only
 * after the commit that holds its work has returned; if the commit fails, all of its group hear the same error. What
 * would wait beyond `maxWaitingBytes` is refused at once: a slow disk must not fill the memory.
 */
export function commitQueue<Work, Result>(options: {
  readonly commit: (group: readonly Work[]) => readonly Result[];
  readonly bytesOf: (work: Work) => number;
  /** A group is closed when it holds this much, so that one transaction cannot stop the server for long. */
  readonly maxGroupBytes: number;
  readonly maxWaitingBytes: number;
}) {
  let waitingBytes = 0;
  const waiting: { work: Work; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];

  function flush() {
    let count = 0;
    let bytes = 0;
    while (count < waiting.length && bytes < options.maxGroupBytes) {
      bytes += options.bytesOf(waiting[count]!.work);
      count++;
    }
    const group = waiting.splice(0, count);
    waitingBytes -= bytes;
    if (waiting.length > 0) setImmediate(flush);
    let results: readonly Result[];
    try {
      results = options.commit(group.map(({ work }) => work));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const [index, { resolve }] of group.entries()) resolve(results[index]!);
  }

  return function add(work: Work): Promise<Result> {
    return new Promise((resolve, reject) => {
      const bytes = options.bytesOf(work);
      if (waiting.length > 0 && waitingBytes + bytes > options.maxWaitingBytes) return reject(new Busy());
      waitingBytes += bytes;
      waiting.push({ work, resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
  };
}
