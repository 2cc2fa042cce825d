import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import { PupilMark } from './pupil-mark.tsx';
import styles from './pupil-links.module.css';

/** The three focus pupils as places to go, the one that is open marked. By colour, shape, letter and name. */
export function PupilLinks({
  label,
  pupils,
  current,
}: {
  label: string;
  pupils: readonly {
    readonly letter: 'A' | 'B' | 'C';
    readonly name: string;
    readonly href: string;
    /** How far it is with this pupil. */
    readonly detail?: string;
  }[];
  current: 'A' | 'B' | 'C';
}) {
  return (
    <nav aria-label={label} className={styles['pupils']}>
      {pupils.map(({ letter, name, href, detail }) => (
        <Link
          key={letter}
          href={href}
          replace
          className={classNames(styles['pupil'], styles[letter])}
          aria-current={letter === current ? 'page' : undefined}
        >
          <PupilMark subject={letter} />
          <span className={styles['words']}>
            <span className={styles['name']} dir="auto">
              {name}
            </span>{' '}
            {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
          </span>
        </Link>
      ))}
    </nav>
  );
}
