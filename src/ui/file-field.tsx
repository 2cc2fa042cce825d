import { useId, useState } from 'react';
import styles from './file-field.module.css';

/** Chooses one file by the browser's own picker. The same file can be chosen again after it was mended. */
export function FileField({
  title,
  label,
  hint,
  accept,
  disabled = false,
  onChoose,
}: {
  /** What the file is, where the words on the button do not say it. */
  title?: string;
  label: string;
  hint?: string;
  accept?: string;
  disabled?: boolean;
  onChoose: (file: File) => void;
}) {
  const id = useId();
  const [name, setName] = useState('');
  return (
    <div className={styles['field']}>
      {title !== undefined && (
        <p className={styles['title']} id={`${id}-title`}>
          {title}
        </p>
      )}
      <label className={styles['choose']}>
        <span id={`${id}-label`}>{label}</span>
        <input
          type="file"
          aria-labelledby={title === undefined ? undefined : `${id}-title ${id}-label`}
          accept={accept}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file === undefined) return;
            setName(file.name);
            onChoose(file);
            event.target.value = '';
          }}
        />
      </label>
      {name !== '' && (
        <p className={styles['name']} dir="auto">
          {name}
        </p>
      )}
      {hint !== undefined && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
