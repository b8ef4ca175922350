import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';
import { useUiTexts } from './texts.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const noticeIcons: Record<NoticeKind, IconName> = { info: 'info', success: 'check', warning: 'warning', error: 'error' };

interface NoticeProps {
  kind?: NoticeKind;
  title?: Child;
  /** read out as soon as it appears; only for what changes while the person is on the page */
  live?: boolean;
  children?: Child;
}

/** Something to know: colour, sign and word say the same. */
export function Notice({ kind = 'info', title, live, children }: NoticeProps) {
  const t = useUiTexts();
  const role = live ? (kind === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div class={`notice notice--${kind}`} role={role}>
      <Icon name={noticeIcons[kind]} class="notice-icon" />
      <div class="notice-body">
        {title ? (
          <p class="notice-title"><span class="visually-hidden">{t(`notice.${kind}`)}: </span>{title}</p>
        ) : (
          <span class="visually-hidden">{t(`notice.${kind}`)}: </span>
        )}
        {children}
      </div>
    </div>
  );
}
