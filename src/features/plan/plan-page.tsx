import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { lastSegment } from '../../domain/ids.ts';
import { LESSON_NUMBERS } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { MoreLink, MoreMenu } from '../../ui/more-menu.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { useTabInView } from '../../ui/use-tab-in-view.ts';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { AddLessonButton } from './add-lesson-button.tsx';
import styles from './plan-page.module.css';
import { ReviewReminder } from './review-reminder.tsx';

/** What every page of a study's plan has: the way back, the state of sending, the tabs. */
export function PlanPage({
  overview: { study, lessons },
  title,
  subtitle,
  more,
  actions,
  children,
}: {
  overview: StudyOverview;
  title: string;
  subtitle?: ReactNode;
  /** Further places of this page, for the menu that all of them have. */
  more?: ReactNode;
  /** What is done here most, beside the menu. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const tabsRow = useTabInView<HTMLDivElement>(useLocation()[0]);
  const home = `/studies/${study.id}`;
  const numbers = lessons.map(({ id }) => lastSegment(id));
  const next = LESSON_NUMBERS.find((number) => !numbers.includes(number));
  const tabs = [
    { href: home, label: m.plan_tab_question() },
    { href: `${home}/pupils`, label: m.plan_tab_pupils() },
    ...numbers.map((number) => ({
      href: `${home}/lessons/${number}`,
      label: m.plan_lesson_number({ number }),
    })),
    { href: `${home}/coverage`, label: m.plan_tab_coverage() },
    { href: `${home}/seating`, label: m.seating_title() },
    { href: `${home}/findings`, label: m.findings_title() },
  ];
  return (
    <div className={styles['page']}>
      <ScreenHeader title={title} subtitle={subtitle} backTo="/studies" backLabel={m.plan_back_to_studies()}>
        <SyncPill />
        <MoreMenu>
          <MoreLink href={`${home}/search`}>{m.board_search()}</MoreLink>
          {more}
          <MoreLink writes href={`${home}/report`}>
            {m.report_take_out()}
          </MoreLink>
        </MoreMenu>
        {actions}
      </ScreenHeader>
      <div ref={tabsRow} className={styles['tabs']}>
        <TabLinks label={m.plan_tabs()} tabs={tabs} />
        {next !== undefined && study.status !== 'finished' && (
          <AddLessonButton study={study.id} number={next} kind="quiet" />
        )}
      </div>
      <div className={styles['body']}>
        <ReviewReminder study={study} />
        {children}
      </div>
    </div>
  );
}
