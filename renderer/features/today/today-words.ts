import type { TodaySection } from '../../../shared/domain/today/sections.ts';

interface SectionWords {
  readonly title: string;
  /** What the emptiness means. */
  readonly empty: string;
}

/** What each section of the morning screen is called, and what it says when there is nothing. */
export const SECTION_WORDS: Readonly<Record<TodaySection, SectionWords>> = {
  replies: { title: 'Replies that wait', empty: 'Nobody waits for an answer.' },
  broken_promises: { title: 'Broken promises', empty: 'No promise is broken.' },
  promises_due: { title: 'Promises due', empty: 'No promise is due today.' },
  callbacks: { title: 'Calls to make', empty: 'No call is planned for today.' },
  follow_ups: { title: 'Follow-ups due', empty: 'Nothing else is planned for today.' },
  disputes: { title: 'Disputes that are stuck', empty: 'Every open dispute has a date ahead.' },
  without_step: { title: 'Without a next step', empty: 'Every overdue account has a next step.' },
  payments: { title: 'Payments', empty: 'No payment is dated since then.' },
};
