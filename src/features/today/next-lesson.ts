/** A lesson as far as choosing needs it. */
interface Candidate {
  readonly id: string;
  /** `2026-11-10`, or '' while there is none. */
  readonly date: string;
  readonly time: string;
  /** Somebody has made notes in it. */
  readonly isObserved: boolean;
}

/**
 * The lesson to show first: the nearest one today or later; with none ahead, the first that nobody has observed; with
 * all observed, the latest, which is there to be reviewed.
 */
export function nextLesson<L extends Candidate>(lessons: readonly L[], today: string): L | undefined {
  const isDate = ({ date }: L) => /^\d{4}-\d{2}-\d{2}$/.test(date);
  const ahead = lessons.filter((lesson) => isDate(lesson) && lesson.date >= today).toSorted(byDate);
  if (ahead[0]) return ahead[0];
  const unobserved = lessons.find(({ isObserved }) => !isObserved);
  return unobserved ?? lessons.toSorted(byDate).at(-1);
}

function byDate(a: Candidate, b: Candidate): number {
  const [first, second] = [`${a.date} ${a.time} ${a.id}`, `${b.date} ${b.time} ${b.id}`];
  return first < second ? -1 : 1;
}
