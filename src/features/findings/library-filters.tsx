import { m } from '../../i18n/paraglide/messages.js';
import { ReadOnlyContext } from '../../ui/read-only.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { LibrarySearch } from './library-search.ts';
import styles from './library-screen.module.css';

/** Words, subject, year group. A list with nothing to choose from is not shown. */
export function LibraryFilters({
  search,
  choices: { subjects, yearGroups },
  onChange,
}: {
  search: LibrarySearch;
  choices: { readonly subjects: readonly string[]; readonly yearGroups: readonly string[] };
  onChange: (search: LibrarySearch) => void;
}) {
  const any = { value: '', label: m.findings_library_any() };
  const options = (names: readonly string[]) => [any, ...names.map((name) => ({ value: name, label: name }))];
  return (
    // Looking for something changes nothing, so guests do it too.
    <ReadOnlyContext value={false}>
      <div className={styles['filters']} role="search">
        <TextField
          type="search"
          className={styles['words']}
          label={m.findings_library_search()}
          value={search.words}
          onChange={(words) => onChange({ ...search, words })}
        />
        {subjects.length > 1 && (
          <SelectField
            label={m.findings_library_subject()}
            value={search.subject}
            options={options(subjects)}
            onChange={(subject) => onChange({ ...search, subject })}
          />
        )}
        {yearGroups.length > 1 && (
          <SelectField
            label={m.findings_library_year()}
            value={search.yearGroup}
            options={options(yearGroups)}
            onChange={(yearGroup) => onChange({ ...search, yearGroup })}
          />
        )}
      </div>
    </ReadOnlyContext>
  );
}
