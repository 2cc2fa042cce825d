import { m } from '../i18n/paraglide/messages.js';
import { WritersOnly } from '../ui/writers-only.tsx';
import styles from './guest-notice.module.css';

/** On every screen of a guest: what they can do here. */
export function GuestNotice() {
  return <WritersOnly otherwise={<p className={styles['line']}>{m.guest_line()}</p>}>{null}</WritersOnly>;
}
