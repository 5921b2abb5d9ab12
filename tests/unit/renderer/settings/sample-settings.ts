import type { Settings } from '../../../../shared/contract/settings.ts';

/** The settings of a made-up company. */
export const SETTINGS: Settings = {
  company: {
    name: 'Halden Supply B.V.',
    address: 'Havenstraat 12\nRotterdam',
    phone: '+31 10 555 0142',
    email: 'ar@halden.example',
    paymentInstructions: 'IBAN NL91 ABNA 0417 1643 00',
    portalUrl: 'https://pay.halden.example',
  },
  sender: { name: 'Mara Lindt', title: 'Accounts receivable', email: 'mara@halden.example', phone: '' },
  stageSenders: {},
  agingEdges: [30, 60, 90],
  priorityWeights: { oldest_overdue: 35 },
  gate: {
    recentContactDays: 3,
    staleWarnDays: 7,
    staleBlockDays: 45,
    syncWarnHours: 24,
    syncBlockHours: 168,
  },
  promises: { graceDays: 1 },
  contact: { outside: 'warn', opens: '08:00', closes: '18:00', weekends: true, holidays: true },
  callGuide: { script: 'This is {{sender}} for {{company}}.', checklist: ['Speaking to the right person'] },
  idleLockMinutes: 15,
};
