import { formatMoney } from '../format/money.ts';
import { addMinor, type MinorUnits } from '../money.ts';
import { askedFor } from './asked-for.ts';
import { freeOf } from './restrained.ts';
import type { GateCheck, GateContext } from './types.ts';

/**
 * Stops a message whose whole sum is covered by open credit notes and payments not yet applied, and remarks on a
 * part. Credits are shown in the message and never netted silently.
 */
export const creditCovers: GateCheck = {
  code: 'credit_covers',
  run: (context) => {
    const asked = askedFor(context).filter((item) => freeOf(item) > 0);
    const available = addMinor(context.creditsMinor, context.unappliedMinor);
    if (asked.length === 0 || available <= 0) return [];
    const sum = addMinor(...asked.map(freeOf));
    const covered = available >= sum;
    const text = covered
      ? `${sources(context)} cover${plural(context) ? '' : 's'} the ${money(sum, context)} asked for. ` +
        'Have it applied in the books first.'
      : `${sources(context)} ${plural(context) ? 'stand' : 'stands'} against the ${money(sum, context)} asked for: ` +
        'shown in the message, not netted.';
    return [
      { code: 'credit_covers', decision: covered ? 'block' : 'warn', text, items: covered ? asked : [] },
    ];
  },
};

function sources(context: GateContext): string {
  const credit =
    context.creditsMinor > 0 ? [`${money(context.creditsMinor, context)} in open credit notes`] : [];
  const cash =
    context.unappliedMinor > 0 ? [`${money(context.unappliedMinor, context)} in payments not applied`] : [];
  return [...credit, ...cash].join(' and ');
}

function plural(context: GateContext): boolean {
  return context.creditsMinor > 0 && context.unappliedMinor > 0;
}

function money(minor: MinorUnits, context: GateContext): string {
  return formatMoney(minor, context.currency);
}
