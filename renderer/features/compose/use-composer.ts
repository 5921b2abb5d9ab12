import { useEffect, useRef, useState } from 'react';
import type { Sender } from '../../../shared/domain/drafts/senders.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import type { ComposerProps } from '../../app/compose/composer.ts';
import type { ScreenName } from '../../app/location/location.ts';
import { navigate, useLocation } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';
import { problemsOf } from './letter.ts';
import {
  approvedOf,
  isClear,
  isHandled,
  isOpen,
  type Message,
  neighbour,
  nextOpen,
  senderOf,
  shownLetter,
} from './review-messages.ts';
import { useComposerCommands } from './use-composer-commands.ts';
import { useCopies } from './use-copies.ts';
import { useReview } from './use-review.ts';
import { useReviewActions } from './use-review-actions.ts';
import { useSenders } from './use-senders.ts';
import { useSendingActions } from './use-sending-actions.ts';

/** What the composer does: which message is shown, what its keys do, and how the review ends. */
export function useComposer({ targets, onDone, onClose }: ComposerProps) {
  const overlay = useRef<HTMLDivElement>(null);
  const feedback = useFeedback();
  const review = useReview(targets);
  const senders = useSenders();
  const copies = useCopies(review);
  const [editing, setEditing] = useState(false);
  /** What a person wanted to do that no mailbox is set up for. */
  const [teaching, setTeaching] = useState<'save' | 'send' | null>(null);
  /** Every message was looked at, and approved ones wait to be sent off. */
  const [summing, setSumming] = useState(false);
  /** The person tried to save a letter that is not complete: what is wrong is said from then on. */
  const [insisted, setInsisted] = useState(false);
  const ended = useRef(false);
  const { message, latest } = review;
  const from = (one: Message): Sender | null => senderOf(one, senders.first);
  const canSend = senders.canSend(message === null ? senders.first : from(message));

  const focus = () => overlay.current?.focus();
  const show = (key: string) => {
    setEditing(false);
    setInsisted(false);
    setSumming(false);
    review.show(key);
  };
  const finish = () => {
    const left = approvedOf(latest.current).length;
    if (left > 0) feedback.say(`${count(left, 'approved message')} in the outbox: nothing was sent`);
    if (left > 0 || latest.current.some(isHandled)) onDone?.();
    onClose();
  };
  const goOn = (from: string) => {
    const next = nextOpen(latest.current, from);
    if (next !== null) show(next);
    else if (approvedOf(latest.current).length > 0) setSumming(true);
    else finish();
    focus();
  };
  const actions = useReviewActions(review, goOn, from);
  const outgoing = useSendingActions(review, actions.keep);
  const close = async () => {
    if (ended.current) return;
    ended.current = true;
    await actions.keepEdited();
    finish();
  };
  const leaveTo = (screen: ScreenName, id: string | null = null) => {
    void close();
    navigate({ screen, id, params: id === null ? {} : { full: '1' } });
  };
  useNavigation(() => void close());

  const complete = (then: (message: Message) => void) => {
    const letter = message && shownLetter(message);
    if (!message || !letter || message.busy) return;
    if (problemsOf(letter).length > 0) setInsisted(true);
    else then(message);
  };
  const toMailbox = (messages: readonly Message[]) => {
    if (senders.first === null) setTeaching('save');
    else void actions.saveToMailbox(messages);
  };
  const approve = () => {
    if (message?.outcome === 'approved') void outgoing.takeBack(message);
    else if (!canSend) setTeaching('send');
    else {
      complete((one) => {
        if (isHandled(one)) return;
        void outgoing.approve(one);
        goOn(one.key);
      });
    }
  };
  const sendApproved = async () => {
    if (!(await outgoing.sendApproved())) return;
    const next = nextOpen(latest.current, '');
    if (next === null) finish();
    else show(next);
  };
  const sendOne = () => {
    if (!canSend) setTeaching('send');
    else {
      complete((one) => {
        if (!isHandled(one)) void outgoing.approve(one).then(sendApproved);
      });
    }
  };
  const save = () =>
    complete((one) => {
      if (!isHandled(one) && one.outcome !== 'approved') toMailbox([one]);
    });
  const exportEml = () => complete((one) => void actions.exportEml(one));
  const copy = () => complete((one) => void actions.copy(one));
  const skip = () => {
    if (!message) return;
    if (message.outcome === 'skipped') review.patch(message.key, { outcome: 'open' });
    else {
      if (isOpen(message)) review.patch(message.key, { outcome: 'skipped' });
      goOn(message.key);
    }
  };
  const changeStage = (stage: TemplateStage) => {
    if (message && message.outcome === 'open') void review.changeStage(message.key, stage);
  };
  const back = () => {
    if (isTyping()) focus();
    else void close();
  };
  const clear = (review.messages ?? []).filter(isClear);
  const several = review.messages !== null && review.messages.length > 1;
  const approved = approvedOf(review.messages ?? []).length;
  const hasLetter = !summing && message !== null && message.proposal.draft !== null;
  const leaves = hasLetter && message.outcome !== 'approved' && message.outcome !== 'sent';
  useComposerCommands({
    dialog: () => overlay.current,
    active: () => teaching === null && message !== null,
    several,
    summing,
    canSend,
    editable: hasLetter && (message.outcome === 'open' || message.outcome === 'skipped'),
    leaves,
    savable: leaves && message.outcome !== 'saved',
    approval: !hasLetter || isHandled(message) ? null : message.outcome === 'approved' ? 'given' : 'open',
    approvedCount: approved,
    clearCount: clear.length,
    move: (by) => message && show(summing ? message.key : neighbour(latest.current, message.key, by)),
    save,
    approve,
    send: several ? () => void sendApproved() : sendOne,
    saveAllClear: () => toMailbox(clear),
    skip,
    edit: () => setEditing(true),
    exportEml,
    copy,
    stage: changeStage,
    back,
  });
  useFocus(focus);

  const afterTeaching = (run: () => void) => () => {
    setTeaching(null);
    run();
  };
  return {
    overlay,
    review,
    senders,
    copies,
    /** Who a message goes out from. */
    from,
    /** Mail can go out from the sender of the message. */
    canSend,
    editing,
    insisted,
    teaching,
    summing,
    approved,
    clear: clear.length,
    show,
    setEditing,
    changeStage,
    leaveTo,
    stopTeaching: afterTeaching(focus),
    exportInstead: afterTeaching(exportEml),
    copyInstead: afterTeaching(copy),
    saveInstead: afterTeaching(save),
  };
}

export type ComposerControl = ReturnType<typeof useComposer>;

function isTyping(): boolean {
  return document.activeElement?.matches('input:not([type=radio]),textarea,select') ?? false;
}

/** Going elsewhere ends the review. */
function useNavigation(close: () => void): void {
  const location = useLocation();
  const first = useRef(location);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of place closes
  useEffect(() => {
    if (location !== first.current) close();
  }, [location]);
}

/** Takes the focus, and gives it back to where it was before. */
function useFocus(focus: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the composer opens
  useEffect(() => {
    const before = document.activeElement;
    focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
}
