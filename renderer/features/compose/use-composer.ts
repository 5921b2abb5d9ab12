import { useEffect, useRef, useState } from 'react';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import type { ComposerProps } from '../../app/compose/composer.ts';
import type { ScreenName } from '../../app/location/location.ts';
import { navigate, useLocation } from '../../app/location/use-location.ts';
import { problemsOf } from './letter.ts';
import { isClear, isOpen, type Message, neighbour, nextOpen, shownLetter } from './review-messages.ts';
import { useComposerCommands } from './use-composer-commands.ts';
import { useMailboxChoice } from './use-mailbox-choice.ts';
import { useReview } from './use-review.ts';
import { useReviewActions } from './use-review-actions.ts';

/** What the composer does: which message is shown, what its keys do, and how the review ends. */
export function useComposer({ targets, onDone, onClose }: ComposerProps) {
  const overlay = useRef<HTMLDivElement>(null);
  const review = useReview(targets);
  const mailbox = useMailboxChoice();
  const [editing, setEditing] = useState(false);
  const [teaching, setTeaching] = useState(false);
  /** The person tried to save a letter that is not complete: what is wrong is said from then on. */
  const [insisted, setInsisted] = useState(false);
  const ended = useRef(false);
  const { message, latest } = review;

  const focus = () => overlay.current?.focus();
  const show = (key: string) => {
    setEditing(false);
    setInsisted(false);
    review.show(key);
  };
  const finish = () => {
    const handled = latest.current.some((one) => ['saved', 'exported', 'copied'].includes(one.outcome));
    if (handled) onDone?.();
    onClose();
  };
  const goOn = (from: string) => {
    const next = nextOpen(latest.current, from);
    if (next === null) finish();
    else show(next);
    focus();
  };
  const actions = useReviewActions(review, goOn);
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
    if (mailbox.chosen) void actions.saveToMailbox(messages, mailbox.chosen.id);
    else setTeaching(true);
  };
  const save = () =>
    complete((one) => {
      if (one.outcome !== 'saved') toMailbox([one]);
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
  const hasLetter = message !== null && message.proposal.draft !== null;
  useComposerCommands({
    dialog: () => overlay.current,
    active: () => !teaching && message !== null,
    hasLetter,
    savable: hasLetter && message.outcome !== 'saved',
    clearCount: clear.length,
    move: (by) => message && show(neighbour(latest.current, message.key, by)),
    save,
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
    setTeaching(false);
    run();
  };
  return {
    overlay,
    review,
    mailbox,
    editing,
    insisted,
    teaching,
    clear: clear.length,
    show,
    setEditing,
    changeStage,
    leaveTo,
    stopTeaching: afterTeaching(focus),
    exportInstead: afterTeaching(exportEml),
    copyInstead: afterTeaching(copy),
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
