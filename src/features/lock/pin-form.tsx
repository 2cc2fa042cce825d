import { Delete } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './lock.module.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const MOST_DIGITS = 8;

/**
 * Large keys, and the digits of a keyboard wherever the focus is. No field: nothing echoes what was typed, no keyboard
 * slides over the page, and no browser offers to remember it.
 */
export function PinForm({
  submitLabel,
  isDisabled = false,
  onSubmit,
}: {
  submitLabel: string;
  isDisabled?: boolean;
  /** The digits are gone from the page when it is called. */
  onSubmit: (pin: string) => void;
}) {
  const [pin, setPin] = useState('');
  const press = (digit: string) => setPin((typed) => (typed.length < MOST_DIGITS ? typed + digit : typed));
  const remove = () => setPin((typed) => typed.slice(0, -1));
  const submit = () => {
    if (pin === '' || isDisabled) return;
    setPin('');
    onSubmit(pin);
  };
  usePinKeys(isDisabled ? undefined : { press, remove, submit });
  return (
    <div className={styles['pin']}>
      <p className={styles['dots']} aria-hidden="true">
        {'●'.repeat(pin.length)}
      </p>
      <p className="visually-hidden" role="status">
        {pin === '' ? '' : m.lock_digits({ count: pin.length })}
      </p>
      <div role="group" aria-label={m.lock_keys()} className={styles['keys']}>
        {KEYS.map((digit) => (
          <Key key={digit} name={digit} isDisabled={isDisabled} onPress={() => press(digit)} />
        ))}
        <Key name="0" isDisabled={isDisabled} onPress={() => press('0')} />
        <button
          type="button"
          className={styles['key']}
          aria-label={m.lock_delete_digit()}
          disabled={isDisabled}
          onClick={remove}
        >
          <Delete aria-hidden="true" />
        </button>
      </div>
      <Button kind="primary" size="large" disabled={isDisabled || pin === ''} onClick={submit}>
        {submitLabel}
      </Button>
    </div>
  );
}

function Key({ name, isDisabled, onPress }: { name: string; isDisabled: boolean; onPress: () => void }) {
  return (
    <button type="button" className={styles['key']} disabled={isDisabled} onClick={onPress}>
      {name}
    </button>
  );
}

interface PinKeys {
  readonly press: (digit: string) => void;
  readonly remove: () => void;
  readonly submit: () => void;
}

/** Not while somebody types in a field beside it, and Enter on a button is that button's own. */
function usePinKeys(keys: PinKeys | undefined): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : undefined;
      if (event.ctrlKey || event.metaKey || event.altKey || at?.closest('input, textarea, select')) return;
      if (/^\d$/.test(event.key)) latest.current?.press(event.key);
      else if (event.key === 'Backspace') latest.current?.remove();
      else if (event.key === 'Enter' && !at?.closest('button, a')) latest.current?.submit();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
