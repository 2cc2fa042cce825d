import { Download } from 'lucide-react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import type { Progress } from './progress.ts';
import { canShare, shareFile } from '../../ui/save-file.ts';
import styles from './take-out.module.css';
import { useFileJob } from './use-file-job.ts';

/** One file to take out: what it is for, how far it is, and that it can be given up. */
export function FileButton({
  label,
  hint,
  remark = '',
  make,
}: {
  label: string;
  hint: string;
  /** What has to be known of the file that was made; '' when there is nothing. */
  remark?: string;
  make: (progress: Progress) => Promise<File>;
}) {
  const { job, start, cancel } = useFileJob();
  return (
    <div className={styles['file']}>
      <Button kind="plain" disabled={job.state === 'running'} onClick={() => start(make)}>
        <Download aria-hidden="true" />
        {label}
      </Button>
      {hint !== '' && <p className={styles['hint']}>{hint}</p>}
      {job.state === 'running' && (
        <div className={styles['running']}>
          <progress value={job.share} aria-label={m.report_making({ what: label })} />
          <Button kind="quiet" onClick={cancel}>
            {m.report_cancel()}
          </Button>
        </div>
      )}
      <p role="status" className={styles['outcome']}>
        {job.state === 'running' && m.report_making({ what: label })}
        {job.state === 'saved' &&
          [m.report_saved({ name: job.file.name }), remark].filter((words) => words !== '').join(' ')}
        {job.state === 'failed' && m.report_failed()}
      </p>
      {job.state === 'saved' && canShare(job.file) && (
        <Button kind="quiet" onClick={() => void shareFile(job.file)}>
          {m.report_share()}
        </Button>
      )}
    </div>
  );
}
