import {
  IconAddressBook,
  IconCalendarDollar,
  IconCash,
  IconFileImport,
  IconHistory,
  IconLifebuoy,
  IconListCheck,
  IconMail,
  IconMailbox,
  IconPhone,
  IconPlayerPause,
  IconPlugConnected,
  IconScale,
  IconSend,
  IconSettings,
  IconSunrise,
  IconTemplate,
  IconTransfer,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { SCREENS, type ScreenName } from '../location/location.ts';

interface ScreenLook {
  readonly title: string;
  readonly icon: TablerIcon;
  /** The second key of `g …`. */
  readonly key: string;
  readonly group: 'work' | 'ledger';
  /** Shown only in a workspace that came from a handoff. */
  readonly onlyHanded?: true;
}

/** One entry of the rail and what it shows in the window. */
export interface Screen extends ScreenLook {
  readonly name: ScreenName;
  readonly component: ComponentType;
}

const LOOKS: Readonly<Record<ScreenName, ScreenLook>> = {
  'first-hour': { title: 'First hour', icon: IconLifebuoy, key: 'b', group: 'work', onlyHanded: true },
  today: { title: 'Today', icon: IconSunrise, key: 't', group: 'work' },
  worklist: { title: 'Worklist', icon: IconListCheck, key: 'w', group: 'work' },
  drafts: { title: 'Drafts', icon: IconMail, key: 'f', group: 'work' },
  outbox: { title: 'Outbox', icon: IconSend, key: 'o', group: 'work' },
  calls: { title: 'Calls', icon: IconPhone, key: 'c', group: 'work' },
  cash: { title: 'Cash', icon: IconCash, key: 'a', group: 'work' },
  promises: { title: 'Promises', icon: IconCalendarDollar, key: 'p', group: 'work' },
  disputes: { title: 'Disputes', icon: IconScale, key: 'd', group: 'work' },
  holds: { title: 'Holds', icon: IconPlayerPause, key: 'h', group: 'work' },
  handoffs: { title: 'Handoffs', icon: IconTransfer, key: 'x', group: 'work' },
  customers: { title: 'Customers', icon: IconAddressBook, key: 'u', group: 'ledger' },
  imports: { title: 'Imports', icon: IconFileImport, key: 'i', group: 'ledger' },
  connections: { title: 'Connections', icon: IconPlugConnected, key: 'n', group: 'ledger' },
  templates: { title: 'Templates', icon: IconTemplate, key: 'e', group: 'ledger' },
  mailboxes: { title: 'Mailboxes', icon: IconMailbox, key: 'm', group: 'ledger' },
  log: { title: 'Log', icon: IconHistory, key: 'l', group: 'ledger' },
  settings: { title: 'Settings', icon: IconSettings, key: 's', group: 'ledger' },
};

/** Each screen is loaded when it is first opened. A screen without an entry here is not offered anywhere. */
const COMPONENTS: Readonly<Partial<Record<ScreenName, ComponentType>>> = {
  'first-hour': lazy(async () => {
    const { FirstHourScreen } = await import('../../features/takeover/first-hour-screen.tsx');
    return { default: FirstHourScreen };
  }),
  today: lazy(async () => {
    const { TodayScreen } = await import('../../features/today/today-screen.tsx');
    return { default: TodayScreen };
  }),
  worklist: lazy(async () => {
    const { WorklistScreen } = await import('../../features/worklist/worklist-screen.tsx');
    return { default: WorklistScreen };
  }),
  customers: lazy(async () => {
    const { CustomersScreen } = await import('../../features/worklist/customers-screen.tsx');
    return { default: CustomersScreen };
  }),
  imports: lazy(async () => {
    const { ImportsScreen } = await import('../../features/imports/imports-screen.tsx');
    return { default: ImportsScreen };
  }),
  connections: lazy(async () => {
    const { ConnectionsScreen } = await import('../../features/connections/connections-screen.tsx');
    return { default: ConnectionsScreen };
  }),
  drafts: lazy(async () => {
    const { DraftsScreen } = await import('../../features/drafts/drafts-screen.tsx');
    return { default: DraftsScreen };
  }),
  outbox: lazy(async () => {
    const { OutboxScreen } = await import('../../features/outbox/outbox-screen.tsx');
    return { default: OutboxScreen };
  }),
  calls: lazy(async () => {
    const { CallsScreen } = await import('../../features/calls/calls-screen.tsx');
    return { default: CallsScreen };
  }),
  cash: lazy(async () => {
    const { CashScreen } = await import('../../features/cash/cash-screen.tsx');
    return { default: CashScreen };
  }),
  promises: lazy(async () => {
    const { PromisesScreen } = await import('../../features/promises/promises-screen.tsx');
    return { default: PromisesScreen };
  }),
  disputes: lazy(async () => {
    const { DisputesScreen } = await import('../../features/disputes/disputes-screen.tsx');
    return { default: DisputesScreen };
  }),
  holds: lazy(async () => {
    const { HoldsScreen } = await import('../../features/holds/holds-screen.tsx');
    return { default: HoldsScreen };
  }),
  handoffs: lazy(async () => {
    const { HandoffsScreen } = await import('../../features/handoffs/handoffs-screen.tsx');
    return { default: HandoffsScreen };
  }),
  templates: lazy(async () => {
    const { TemplatesScreen } = await import('../../features/templates/templates-screen.tsx');
    return { default: TemplatesScreen };
  }),
  mailboxes: lazy(async () => {
    const { MailboxesScreen } = await import('../../features/mailboxes/mailboxes-screen.tsx');
    return { default: MailboxesScreen };
  }),
  settings: lazy(async () => {
    const { SettingsScreen } = await import('../../features/settings/settings-screen.tsx');
    return { default: SettingsScreen };
  }),
  log: lazy(async () => {
    const { LogScreen } = await import('../../features/log/log-screen.tsx');
    return { default: LogScreen };
  }),
};

/** The screens that exist, in the order of the rail. */
export const SHOWN_SCREENS: readonly Screen[] = SCREENS.flatMap((name) => {
  const component = COMPONENTS[name];
  return component ? [{ name, component, ...LOOKS[name] }] : [];
});

export function screenOf(name: ScreenName): Screen | undefined {
  return SHOWN_SCREENS.find((screen) => screen.name === name);
}
