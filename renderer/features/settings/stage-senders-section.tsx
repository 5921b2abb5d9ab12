import { Anchor, NativeSelect } from '@mantine/core';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { SenderKey } from '../../../shared/domain/drafts/senders.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { navigate } from '../../app/location/use-location.ts';
import { FormRow } from '../../ui/form-row.tsx';
import { senderOfValue, senderOptions, senderValue } from '../compose/sender-words.ts';
import { type Senders, useSenders } from '../compose/use-senders.ts';
import { STAGE_PURPOSES, STAGE_TITLES } from '../templates/template-words.ts';
import { SectionFrame } from './section-frame.tsx';
import classes from './settings.module.css';
import { useSection } from './use-section.ts';

/** Which sender the letters of each stage go out from. */
export function StageSendersSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('stageSenders', 'Senders of the stages', settings);
  const senders = useSenders();
  const choose = (stage: TemplateStage, sender: SenderKey | null) => {
    const { [stage]: _, ...others } = form.value;
    const key = sender === null ? {} : { [stage]: { mailboxId: sender.mailboxId, address: sender.address } };
    form.change({ ...others, ...key });
  };
  return (
    <SectionFrame
      title="Sent from"
      lead="Which of your addresses the letters of a stage go out from. You see it above each letter, and can choose another one there."
      form={form}
    >
      {senders.known && senders.first === null ? (
        <p className={classes.lead}>
          No mailbox is set up yet, so there is nothing to choose.{' '}
          <Anchor component="button" type="button" onClick={() => navigate({ screen: 'mailboxes' })}>
            Set one up
          </Anchor>
        </p>
      ) : null}
      {TEMPLATE_STAGES.map((stage) => (
        <StageSender
          key={stage}
          stage={stage}
          senders={senders}
          chosen={form.value[stage] ?? null}
          onChoose={(sender) => choose(stage, sender)}
        />
      ))}
    </SectionFrame>
  );
}

function StageSender(props: {
  readonly stage: TemplateStage;
  readonly senders: Senders;
  readonly chosen: SenderKey | null;
  readonly onChoose: (sender: SenderKey | null) => void;
}) {
  const { senders, chosen } = props;
  const { first } = senders;
  const sender = chosen === null ? null : senders.find(chosen);
  const gone = senders.known && chosen !== null && sender === null;
  const instead = first === null ? 'no letter can be sent' : `letters go out from ${first.address}`;
  return (
    <FormRow
      label={STAGE_TITLES[props.stage]}
      hint={STAGE_PURPOSES[props.stage]}
      error={
        gone ? `${chosen.address} is no longer set up. Until you choose another one, ${instead}.` : undefined
      }
    >
      {({ id, describedBy }) => (
        <NativeSelect
          id={id}
          aria-describedby={describedBy}
          value={chosen === null ? '' : senderValue(sender ?? chosen)}
          data={[
            {
              value: '',
              label: first === null ? 'First mailbox' : `First mailbox: ${first.address}`,
            },
            ...(chosen !== null && sender === null
              ? [
                  {
                    value: senderValue(chosen),
                    label: gone ? `${chosen.address} (no longer set up)` : chosen.address,
                  },
                ]
              : []),
            ...senderOptions(senders.all),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === '') props.onChoose(null);
            else {
              const wanted = senderOfValue(senders.all, value);
              if (wanted) props.onChoose(wanted);
            }
          }}
        />
      )}
    </FormRow>
  );
}
