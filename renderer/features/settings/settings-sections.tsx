import type { ComponentType } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { BackupsSection } from '../backups/backups-section.tsx';
import { ContractEndSection } from '../contract-end/contract-end-section.tsx';
import { PeopleSection } from '../people/people-section.tsx';
import { CrmSection } from '../webhook/crm-section.tsx';
import { AboutSection } from './about-section.tsx';
import { AgingSection } from './aging-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { CallGuideSection } from './call-guide-section.tsx';
import { CompanySection } from './company-section.tsx';
import { ContactSection } from './contact-section.tsx';
import { IdleSection } from './idle-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { PrioritySection } from './priority-section.tsx';
import { ProtectionSection } from './protection-section.tsx';
import { SenderSection } from './sender-section.tsx';
import { StageSendersSection } from './stage-senders-section.tsx';

export interface SettingsPart {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly component: ComponentType<{ readonly settings: Settings }>;
  /** The group of the settings whose unsaved changes are marked in the list. */
  readonly saves?: keyof Settings;
}

/** The parts of the settings, in the order of the list. */
export const SETTINGS_PARTS: readonly SettingsPart[] = [
  { id: 'company', title: 'Company', group: 'Letters', component: CompanySection, saves: 'company' },
  { id: 'sender', title: 'Sender', group: 'Letters', component: SenderSection, saves: 'sender' },
  {
    id: 'senders',
    title: 'Sent from',
    group: 'Letters',
    component: StageSendersSection,
    saves: 'stageSenders',
  },
  { id: 'limits', title: 'Before a letter', group: 'Letters', component: LimitsSection, saves: 'gate' },
  { id: 'contact', title: 'Contact hours', group: 'Customers', component: ContactSection, saves: 'contact' },
  { id: 'calls', title: 'Call guide', group: 'Customers', component: CallGuideSection, saves: 'callGuide' },
  { id: 'aging', title: 'Aging buckets', group: 'Worklist', component: AgingSection, saves: 'agingEdges' },
  {
    id: 'priority',
    title: 'Priority',
    group: 'Worklist',
    component: PrioritySection,
    saves: 'priorityWeights',
  },
  { id: 'crm', title: 'CRM & webhook', group: 'Other programs', component: CrmSection },
  { id: 'protection', title: 'Protection', group: 'Safety', component: ProtectionSection },
  { id: 'idle', title: 'Idle lock', group: 'Safety', component: IdleSection, saves: 'idleLockMinutes' },
  { id: 'backups', title: 'Backups', group: 'Safety', component: BackupsSection },
  { id: 'contract-end', title: 'End of contract', group: 'Safety', component: ContractEndSection },
  { id: 'people', title: 'People', group: 'This computer', component: PeopleSection },
  { id: 'appearance', title: 'Appearance', group: 'This computer', component: AppearanceSection },
  { id: 'about', title: 'About', group: 'This computer', component: AboutSection },
];
