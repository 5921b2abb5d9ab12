import type { ConnectionTest, ConnectionView, SyncRunView } from '../../../shared/contract/connections.ts';
import type { ChangeGroup } from '../../../shared/domain/connections/change-groups.ts';
import type { TagTone } from '../../ui/tag.tsx';

interface Words {
  readonly text: string;
  readonly tone: TagTone;
}

/** The state of a connection in two words. */
export function connectionState(connection: ConnectionView): Words {
  if (connection.running !== null) return { text: 'reading', tone: 'accent' };
  if (!connection.hasSecrets) return { text: 'no password', tone: 'red' };
  if (connection.signedIn === false) return { text: 'not signed in', tone: 'red' };
  if (connection.missing.length > 0) return { text: 'asks you', tone: 'amber' };
  if (connection.status === 'ready' && (connection.waitingFiles ?? 0) > 0)
    return { text: 'files wait', tone: 'amber' };
  switch (connection.status) {
    case 'reconnect':
      return { text: 'sign in again', tone: 'red' };
    case 'failing':
      return { text: 'not reached', tone: 'red' };
    case 'new':
      return { text: 'not read yet', tone: 'amber' };
    case 'ready':
      if (connection.signIn?.warning != null)
        return { text: `${connection.signIn.what} ${connection.signIn.state}`, tone: 'amber' };
      return connection.freshAt === null
        ? { text: 'not read yet', tone: 'amber' }
        : { text: 'up to date', tone: 'neutral' };
  }
}

type Step = ConnectionTest['checks'][number]['step'];

const STEPS: Readonly<Record<Step, string>> = {
  dns: 'Server name',
  connect: 'Connection',
  tls: 'Encryption',
  database: 'Database',
  login: 'Sign-in',
  scope: 'Scopes',
  role: 'Rights to read',
  plan: 'Plan',
  read: 'Reading',
  read_only: 'Cannot change the books',
};

export function stepName(step: Step): string {
  return STEPS[step];
}

/** The books can be read, though the user could do more than that. */
export function onlyTooManyRights({ ok, checks }: ConnectionTest): boolean {
  return !ok && checks.every((check) => check.ok || check.step === 'read_only');
}

const RUN_STATES: Readonly<Record<SyncRunView['state'], Words>> = {
  running: { text: 'reading', tone: 'accent' },
  done: { text: 'read to the end', tone: 'neutral' },
  failed: { text: 'broke off', tone: 'red' },
  cancelled: { text: 'stopped', tone: 'amber' },
  interrupted: { text: 'cut off', tone: 'amber' },
};

export function runState(run: SyncRunView): Words {
  return RUN_STATES[run.state];
}

/** How often a connection is read, as it can be chosen. */
export const SCHEDULES: readonly { readonly minutes: number; readonly text: string }[] = [
  { minutes: 0, text: 'Only when I say so' },
  { minutes: 15, text: 'Every 15 minutes' },
  { minutes: 30, text: 'Every 30 minutes' },
  { minutes: 60, text: 'Every hour' },
  { minutes: 240, text: 'Every 4 hours' },
  { minutes: 1440, text: 'Once a day' },
];

/** The choices, with the present one among them when it is another. */
export function schedulesWith(minutes: number): typeof SCHEDULES {
  if (SCHEDULES.some((one) => one.minutes === minutes)) return SCHEDULES;
  return [...SCHEDULES, { minutes, text: `Every ${minutes} minutes` }];
}

export const GROUP_TITLES: Readonly<Record<ChangeGroup, string>> = {
  paid: 'Paid',
  part_paid: 'Part paid',
  new: 'New',
  voided: 'Voided, written off or deleted',
  changed: 'Opened again or another total',
  due_dates: 'Due dates',
  payments: 'Payments',
  customers: 'Customers',
  contacts: 'Contacts',
};

/** Bytes as people read them, in thousands. */
export function bytesText(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
