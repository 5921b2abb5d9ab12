import { addDays, daysBetween } from '../dates.ts';
import { formatDate, formatRelativeDate } from '../format/dates.ts';
import { countDays } from '../format/words.ts';
import type { NextActionFacts } from './facts.ts';
import { letterUnderWay } from './letter-under-way.ts';
import { isCallDue, letter, mayMail, type NextActionRule, now, waitUntil } from './rule.ts';

/** From this level on a broken promise is a matter for whoever decides about the customer. */
const ESCALATE_FROM_LEVEL = 3;
/** An average needs this many paid invoices before it is a habit. */
const HABIT_INVOICES = 3;
/** Up to so many days late on average a customer is left to pay as always. */
const PATIENT_DAYS = 10;

const late = ({ oldestFreeDays }: NextActionFacts) => `${countDays(oldestFreeDays)} late`;

const brokenPromise: NextActionRule = {
  code: 'broken_promise',
  propose: (facts) => {
    const { brokenPromise: broken, lastContactOn, today } = facts;
    if (broken === null || (lastContactOn !== null && lastContactOn > broken.on)) return null;
    const which = broken.level > 1 ? `Promise no. ${broken.level} was` : 'A promise was';
    const text = `${which} broken on ${formatDate(broken.on, today)}`;
    if (broken.level >= ESCALATE_FROM_LEVEL) {
      return now(facts, 'escalate_internally', text, 'Another promise is not worth much: let it be decided');
    }
    if (!facts.reach.callClosed) return now(facts, 'call', text, 'Ask when it comes, by voice');
    return mayMail(facts) ? letter(facts, facts.stage, text) : now(facts, 'escalate_internally', text);
  },
};

/** A message on old figures may ask for what is paid. */
const figuresTooOld: NextActionRule = {
  code: 'stale_data',
  propose: (facts) =>
    facts.figuresTooOld
      ? now(facts, 'read_books', 'The figures are too old to ask anybody: read the books again first')
      : null,
};

const recentContact: NextActionRule = {
  code: 'recent_contact',
  propose: (facts) => {
    const { lastContactOn: last, today } = facts;
    if (last === null || last > today || daysBetween(last, today) > facts.courtesyDays) return null;
    const text = `Somebody was in touch ${formatRelativeDate(last, today)}: wait for what comes of it`;
    return waitUntil(facts, addDays(last, facts.courtesyDays + 1), text);
  },
};

const recentLetter: NextActionRule = {
  code: 'recent_letter',
  propose: (facts) => {
    const { lastLetter: last, today } = facts;
    if (last === null || last.on > today || daysBetween(last.on, today) >= facts.letterGapDays) return null;
    const text = `The last letter went out ${formatRelativeDate(last.on, today)}: leave time for the payment`;
    return waitUntil(facts, addDays(last.on, facts.letterGapDays), text);
  },
};

const unreachable: NextActionRule = {
  code: 'unreachable',
  propose: (facts) => {
    if (!facts.reach.callClosed || mayMail(facts)) return null;
    const text = facts.reach.mailClosed
      ? 'The customer asked to be neither called nor written to'
      : 'There is no way to reach the customer';
    return now(facts, 'escalate_internally', text, late(facts));
  },
};

/** After the final notice comes a call, and when that helped nothing, a decision. */
const afterFinal: NextActionRule = {
  code: 'after_final',
  propose: (facts) => {
    const { lastLetter: last, stage, lastContactOn, today } = facts;
    if (stage !== 'statement' || last?.stage !== 'final') return null;
    const text = `The final notice of ${formatDate(last.on, today)} brought nothing`;
    const spoken = lastContactOn !== null && lastContactOn > last.on;
    if (spoken || facts.reach.callClosed) return now(facts, 'escalate_internally', text, late(facts));
    return now(facts, 'call', text, late(facts));
  },
};

const noMail: NextActionRule = {
  code: 'no_mail',
  propose: (facts) => {
    if (mayMail(facts)) return null;
    const { reach } = facts;
    if (reach.mailClosed) return now(facts, 'call', 'The customer asked not to get mail', late(facts));
    const text = reach.cameBack ? 'Mail to them came back' : 'No contact has an e-mail address';
    return now(facts, 'call', `${text}: ask for an address that works`, late(facts));
  },
};

const plannedCall: NextActionRule = {
  code: 'planned_call',
  propose: (facts) =>
    facts.planned !== null && isCallDue(facts)
      ? now(
          facts,
          'call',
          `A call was planned for ${formatDate(facts.planned.date, facts.today)}`,
          late(facts),
        )
      : null,
};

const asUsual: NextActionRule = {
  code: 'as_usual',
  propose: (facts) => {
    const { habit, oldestFreeDays, lastLetter } = facts;
    if (habit === null || habit.paidInvoices < HABIT_INVOICES || lastLetter !== null) return null;
    const usual = Math.round(habit.averageDaysLate);
    if (usual <= oldestFreeDays || usual > PATIENT_DAYS) return null;
    const text = `Usually pays ${countDays(usual)} late, and is ${late(facts)}`;
    return waitUntil(facts, addDays(facts.today, usual - oldestFreeDays + 1), text);
  },
};

const smallBalance: NextActionRule = {
  code: 'small_balance',
  propose: (facts) =>
    facts.small && facts.stage === 'friendly'
      ? letter(facts, 'statement', 'Little is open: a statement is enough', late(facts))
      : null,
};

const dunning: NextActionRule = {
  code: 'dunning',
  propose: (facts) => {
    return letter(facts, facts.stage, `${late(facts)}, ${lastTouched(facts)}`);
  },
};

function lastTouched({ lastLetter, lastContactOn, today }: NextActionFacts): string {
  if (lastLetter !== null) return `the last letter went out on ${formatDate(lastLetter.on, today)}`;
  if (lastContactOn !== null) return `the last contact was on ${formatDate(lastContactOn, today)}`;
  return 'nobody was in touch yet';
}

/** Rules about how to ask for what is free; the last one always fits. */
export const ASKING_RULES: readonly NextActionRule[] = [
  letterUnderWay,
  brokenPromise,
  figuresTooOld,
  plannedCall,
  recentContact,
  recentLetter,
  unreachable,
  afterFinal,
  noMail,
  asUsual,
  smallBalance,
  dunning,
];
