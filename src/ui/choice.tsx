import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useMayChange } from './read-only.ts';
import { WrittenText } from './written-text.tsx';
import styles from './choice.module.css';

interface Common<V extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    /** What the words are about, drawn before them; they say it too. */
    readonly mark?: ReactNode;
    /** A thought and no fact: dashed and in italics, as everywhere. */
    readonly isThought?: boolean;
  }[];
  readonly value: V | '';
  readonly className?: string | undefined;
}
type Changing<V extends string> =
  | { readonly allowNone?: false; readonly onChange: (value: V) => void }
  /** Pressing the chosen one again takes the choice back. */
  | { readonly allowNone: true; readonly onChange: (value: V | '') => void };

/** One of a few, each a button that stays pressed. */
export function Choice<V extends string>(props: Common<V> & Changing<V>) {
  const { legend, hideLegend = false, options, value, className } = props;
  const mayChange = useMayChange();
  if (!mayChange) {
    const chosen = options.find((option) => option.value === value)?.label ?? '';
    return <WrittenText label={legend} hideLabel={hideLegend} text={chosen} className={className} />;
  }
  const press = (pressed: V) => {
    if (pressed !== value) props.onChange(pressed);
    else if (props.allowNone) props.onChange('');
  };
  return (
    <fieldset className={className}>
      <legend className={hideLegend ? 'visually-hidden' : styles['legend']}>{legend}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={classNames(styles['option'], option.isThought && styles['thought'])}
            aria-pressed={option.value === value}
            onClick={() => press(option.value)}
          >
            {option.mark}
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
