import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Fingerprint } from '../people/fingerprint.tsx';
import classes from './takeover.module.css';
import { windowWords } from './window-words.ts';

/** The cover of a handoff: who, for whom, how long, and what was checked before anything is accepted. */
export function LookCover({ look }: { readonly look: HandoffLook }) {
  const { locale, today } = useFormat();
  const { sender } = look;
  const number = new Intl.NumberFormat(locale);
  return (
    <header className={classes.cover}>
      <p className={classes.client}>{look.client}</p>
      <h1 className={classes.title} tabIndex={-1}>
        {sender.name} hands you {count(look.accounts.length, 'account')}
      </h1>
      <p className={classes.window} data-state={look.state}>
        <DateText date={look.from} absolute /> to <DateText date={look.to} absolute />
        <span> · {windowWords(look, today, locale)}</span>
      </p>
      {look.words === '' ? null : (
        <blockquote className={classes.words}>
          <p>{look.words}</p>
          <footer>{sender.name}</footer>
        </blockquote>
      )}
      <ul className={classes.checks} aria-label="Checked">
        <Check ok>
          {sender.proof === 'passphrase' ? (
            <>
              Opened with the passphrase that you were told. Whoever told it to you made the pack; it says{' '}
              <b>{sender.name}</b>.
            </>
          ) : (
            <>
              Signed by <b>{sender.name}</b>,{' '}
              {sender.proof === 'own' ? 'which is your own card' : 'whose card you trust'}
            </>
          )}
          <Fingerprint value={sender.fingerprint} label={`Fingerprint of ${sender.name}`} />
        </Check>
        <Check ok>
          Whole: {count(look.files, 'file', 'files', locale)}, {sizeText(look.bytes, number)}, as they were
          signed <InstantText at={look.madeAt} />
          {look.entries === 0 ? null : `, with ${count(look.entries, 'entry', 'entries', locale)} of the log`}
        </Check>
        <Check ok>
          {look.recipient === null ? 'Made for whoever knows the passphrase' : `Made for ${look.recipient}`}
        </Check>
        {look.expiresOn === null ? null : (
          <Check ok={!look.expired}>
            {look.expired ? 'It could be accepted until ' : 'Can be accepted until '}
            <DateText date={look.expiresOn} absolute />
            {look.expired ? `. Ask ${sender.name} for a new one.` : null}
          </Check>
        )}
      </ul>
    </header>
  );
}

function Check(props: { readonly ok: boolean; readonly children: ReactNode }) {
  const Icon = props.ok ? IconCheck : IconAlertTriangle;
  return (
    <li data-ok={props.ok || undefined}>
      <Icon size={15} aria-hidden="true" />
      <div>{props.children}</div>
    </li>
  );
}

const KIB = 1024;

function sizeText(bytes: number, number: Intl.NumberFormat): string {
  if (bytes < KIB * KIB) return `${number.format(Math.max(1, Math.round(bytes / KIB)))} KB`;
  return `${number.format(Math.round((bytes / KIB / KIB) * 10) / 10)} MB`;
}
