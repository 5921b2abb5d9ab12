import { IconPhone } from '@tabler/icons-react';
import type { CallSheet } from '../../../shared/contract/calls.ts';
import { DEBTOR_TYPE_LABELS } from '../../../shared/domain/contact-rules/types.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { Tag } from '../../ui/tag.tsx';
import { OUTCOME_NAMES } from '../account/touchpoint-words.ts';
import { dialled, mayCall, reasonsOf } from './call-words.ts';
import classes from './calls.module.css';

/** What time it is there, whether to call now, whom, and what was tried before. */
export function WhoToCall(props: {
  readonly sheet: CallSheet;
  readonly chosen: ContactId | null;
  readonly onChoose: (contact: ContactId) => void;
  /** Opens the form about who and where the customer is. */
  readonly onPlace: () => void;
}) {
  const { call, rules } = props.sheet;
  const { judgement, place, lastTalk } = call;
  const may = mayCall(call);
  const where = [place.region, place.countryName].filter(Boolean).join(', ');
  return (
    <section className={classes.who} aria-label="Whom to call" data-tone={may.tone}>
      <p className={classes.time}>
        <b>{judgement.localTime ?? 'Local time not known'}</b>
        {where === '' ? null : <span className={classes.second}>{where}</span>}
        <Tag tone={may.tone}>{may.text}</Tag>
        <button type="button" className={classes.link} onClick={props.onPlace}>
          {place.timeZone === null ? 'Say where they are' : DEBTOR_TYPE_LABELS[call.debtorType]}
        </button>
      </p>
      {judgement.reasons.length > 0 ? (
        <p className={classes.reasons} role="status">
          {reasonsOf(judgement)}
        </p>
      ) : null}
      {call.contacts.length === 0 ? (
        <p className={classes.second}>No telephone number is kept for this account.</p>
      ) : (
        <ul className={classes.numbers}>
          {call.contacts.map((contact) => {
            const address = contact.closed === null ? dialled(contact.phone) : null;
            const name = contact.name ?? contact.role ?? 'Without a name';
            return (
              <li key={contact.id} data-chosen={contact.id === props.chosen || undefined}>
                <span>{name}</span>
                {address === null ? (
                  <span className={classes.second}>
                    {contact.phone}
                    {contact.closed === null ? '' : ` · not to be called: ${contact.closed}`}
                  </span>
                ) : (
                  <a
                    className={classes.number}
                    href={address}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={`Call ${name}, ${contact.phone}`}
                    onClick={() => props.onChoose(contact.id)}
                  >
                    <IconPhone size={14} aria-hidden="true" />
                    {contact.phone}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p className={classes.second}>
        {count(call.attemptsInWeek, 'call')} in the last 7 days
        {lastTalk === null ? (
          ', no conversation yet'
        ) : (
          <>
            , last conversation <InstantText at={lastTalk.at} /> (
            {OUTCOME_NAMES[lastTalk.outcome].toLowerCase()})
          </>
        )}
      </p>
      {rules.length > 0 ? (
        <ul className={classes.rules}>
          {rules.map(({ code, text, source }) => (
            <li key={code} title={source}>
              {text}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
