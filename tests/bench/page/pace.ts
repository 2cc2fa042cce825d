/** When a tablet of a live measurement wrote its last note and when it had everybody's; milliseconds since 1970. */
export interface LiveTimes {
  readonly lastWriteAt: number;
  readonly allAt: number;
}

/** Finer than Date.now(), and the same clock in every browser of this machine. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Writes one note every so many milliseconds; a write that takes longer holds up the next. */
export async function writeAtPace(
  { startAt, everyMs, count }: { startAt: number; everyMs: number; count: number },
  write: (index: number) => Promise<void>,
): Promise<number> {
  for (let index = 0; index < count; index++) {
    const waitMs = startAt + index * everyMs - epochMs();
    if (waitMs > 0) await pause(waitMs);
    await write(index);
  }
  return epochMs();
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} took more than ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
