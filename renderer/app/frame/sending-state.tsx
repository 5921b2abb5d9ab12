import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Instant } from '../../../shared/domain/dates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { count } from '../../ui/format/count.ts';
import { instantText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { navigate } from '../location/use-location.ts';
import { useSending } from '../sending/sending-context.tsx';
import { isAtItsEnd, progressOf, type SendingProgress } from '../sending/sending-progress.ts';
import { useOpenMessages } from '../sending/use-open-messages.ts';
import { useFeedback } from '../undo/undo-context.tsx';
import classes from './status-line.module.css';

/**
 * What waits to be sent; after something was sent off from here, how far it is and when the last one goes out. Offline
 * nobody knows that: then it only says how many wait.
 */
export function SendingState() {
  const { batch, forget } = useSending();
  const { messages, onTheWay, approved } = useOpenMessages();
  const online = useQuery(useQueries().app.connectivity.queryOptions()).data?.online !== false;
  const feedback = useFeedback();
  const format = useFormat();
  const progress = batch.length > 0 && messages ? progressOf(batch, messages) : null;
  const ended = progress !== null && isAtItsEnd(progress);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when the batch comes to its end
  useEffect(() => {
    if (!ended || !progress) return;
    if (progress.total > 0) feedback.say(endText(progress));
    forget(batch);
  }, [ended]);
  const about = (at: Instant) => `the last at about ${instantText(at, format.today, format.locale)}`;
  const text =
    online && progress && progress.total > 1 && !ended
      ? [
          `${progress.sent} of ${progress.total} sent`,
          ...(progress.needsYou > 0
            ? [`${progress.needsYou} ${progress.needsYou === 1 ? 'needs' : 'need'} you`]
            : []),
          ...(progress.lastAt ? [about(progress.lastAt)] : []),
        ].join(', ')
      : waitingText(onTheWay.length, approved);
  return (
    <>
      {text === null ? null : (
        <button type="button" className={classes.hint} onClick={() => navigate({ screen: 'outbox' })}>
          {text}
        </button>
      )}
    </>
  );
}

function waitingText(waiting: number, approved: number): string | null {
  const parts = [
    ...(waiting > 0 ? [`${waiting} waiting to be sent`] : []),
    ...(approved > 0 ? [`${approved} approved, not sent off`] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : null;
}

function endText({ sent, needsYou }: SendingProgress): string {
  const kept =
    needsYou > 0
      ? `${count(needsYou, 'message')} in the outbox ${needsYou === 1 ? 'needs' : 'need'} you`
      : '';
  return [sent > 0 ? `${count(sent, 'message')} sent` : '', kept].filter(Boolean).join('. ');
}
