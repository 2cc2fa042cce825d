import { Share } from 'lucide-react';
import type { Invitation } from '../../access/team-access.ts';
import { weekdayAndTime } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from './copy-button.tsx';
import { QrPicture } from './qr-picture.tsx';
import styles from './invitation-card.module.css';

export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { code, link, expiresAt } = invitation;
  return (
    <div className={styles['card']}>
      <QrPicture text={link} label={m.team_qr_label()} />
      <p className={styles['code']} aria-label={m.team_code()}>
        {code}
      </p>
      <div className={styles['actions']}>
        <CopyButton text={link} label={m.team_copy_link()} />
        {'share' in navigator && <ShareButton link={link} />}
      </div>
      <p className={styles['words']}>
        {m.team_invitation_words({ until: weekdayAndTime(new Date(expiresAt)) })}
      </p>
      <p className={styles['words']}>{m.team_invitation_privacy()}</p>
    </div>
  );
}

function ShareButton({ link }: { link: string }) {
  const share = async () => {
    try {
      await navigator.share({ title: 'Threefold', text: m.team_share_text(), url: link });
    } catch {
      // The person closed the share sheet: nothing was shared and nothing is wrong.
    }
  };
  return (
    <Button kind="plain" onClick={() => void share()}>
      <Share aria-hidden="true" />
      {m.team_share_link()}
    </Button>
  );
}
