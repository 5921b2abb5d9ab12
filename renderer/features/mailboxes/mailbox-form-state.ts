import type { ServerProposalView } from '../../../shared/contract/mailbox-discovery.ts';
import type { SignInId } from '../../../shared/contract/mailbox-sign-in.ts';
import type {
  MailboxChange,
  MailboxInput,
  MailboxView,
  MailEndpointView,
} from '../../../shared/contract/mailboxes.ts';
import type { ProviderId } from '../../../shared/domain/mailboxes/provider-preset.ts';
import { presetOf } from '../../../shared/domain/mailboxes/provider-presets.ts';
import { aliasesOf, aliasText } from './alias-text.ts';
import { guessServers, USUAL_PORTS } from './guess-servers.ts';
import { limitOf } from './mailbox-form-problems.ts';
import { type LoginKind, loginsOf, NO_SIGN_IN, type SignInFields } from './sign-in-fields.ts';

export type Protocol = 'imap' | 'smtp';

/** A server as it is typed. */
export interface ServerFields {
  readonly host: string;
  readonly port: string;
  readonly security: MailEndpointView['security'];
}

/** A certificate authority that was chosen; `kept`: the one that the mailbox has already. */
export type CertificateChoice = { readonly name: string; readonly pem: string } | 'kept' | null;

/** The form as it is typed. What a person changed no longer follows the address. */
export interface MailboxForm {
  readonly address: string;
  readonly displayName: string;
  readonly user: string;
  readonly password: string;
  readonly imap: ServerFields;
  /** Null: no sending server. */
  readonly smtp: ServerFields | null;
  readonly certificate: CertificateChoice;
  readonly draftsFolder: string;
  readonly provider: ProviderId;
  readonly login: LoginKind;
  readonly signInFields: SignInFields;
  /** The finished sign-in of a new mailbox. */
  readonly signIn: SignInId | null;
  readonly sentFolder: string;
  /** One sender address a line. */
  readonly aliases: string;
  /** Empty: what suits the provider. */
  readonly perMinute: string;
  readonly perDay: string;
  readonly touched: readonly ('imap' | 'smtp' | 'user')[];
}

const NO_SERVER: ServerFields = { host: '', port: '993', security: 'tls' };

export const EMPTY_FORM: MailboxForm = {
  address: '',
  displayName: '',
  user: '',
  password: '',
  imap: NO_SERVER,
  smtp: null,
  certificate: null,
  draftsFolder: '',
  provider: 'other',
  login: 'password',
  signInFields: NO_SIGN_IN,
  signIn: null,
  sentFolder: '',
  aliases: '',
  perMinute: '',
  perDay: '',
  touched: [],
};

/** The form of a mailbox that is there. Its password is not known here: an empty field leaves it as it is. */
export function formOf(mailbox: MailboxView): MailboxForm {
  return {
    address: mailbox.address,
    displayName: mailbox.displayName ?? '',
    user: mailbox.user,
    password: '',
    imap: fieldsOf(mailbox.imap),
    smtp: mailbox.smtp ? fieldsOf(mailbox.smtp) : null,
    certificate: mailbox.hasCertificateAuthority ? 'kept' : null,
    draftsFolder: mailbox.draftsFolder ?? '',
    provider: mailbox.provider,
    login: mailbox.service?.service ?? 'password',
    signInFields: NO_SIGN_IN,
    signIn: null,
    sentFolder: mailbox.sentFolder ?? '',
    aliases: aliasText(mailbox.aliases),
    perMinute: String(mailbox.perMinute),
    perDay: String(mailbox.perDay),
    touched: ['imap', 'smtp', 'user'],
  };
}

/** The address leads: user name and servers follow it until a person changes them. */
export function withAddress(form: MailboxForm, address: string): MailboxForm {
  const guess = guessServers(address);
  const follows = (part: MailboxForm['touched'][number]) => !form.touched.includes(part);
  return {
    ...form,
    address,
    user: follows('user') ? address.trim() : form.user,
    imap: follows('imap') ? (guess ? fieldsOf(guess.imap) : NO_SERVER) : form.imap,
    smtp: form.smtp && follows('smtp') && guess ? fieldsOf(guess.smtp) : form.smtp,
    ...(guess !== null && guess.provider !== form.provider ? providerPart(guess.provider) : {}),
  };
}

/** Another provider brings its servers and its way of logging in. */
export function withProvider(form: MailboxForm, provider: ProviderId): MailboxForm {
  const preset = presetOf(provider);
  const changed = { ...form, ...providerPart(provider) };
  if (preset === null) return changed;
  return {
    ...changed,
    imap: fieldsOf(preset.imap),
    smtp: fieldsOf(preset.smtp),
    touched: touch({ ...form, touched: touch(form, 'imap') }, 'smtp'),
  };
}

/** Takes over servers that were found. */
export function withProposal(form: MailboxForm, proposal: ServerProposalView): MailboxForm {
  return {
    ...form,
    ...providerPart(proposal.provider),
    imap: fieldsOf(proposal.imap),
    smtp: proposal.smtp ? fieldsOf(proposal.smtp) : null,
    user: form.touched.includes('user') ? form.user : proposal.user,
    touched: touch({ ...form, touched: touch(form, 'imap') }, 'smtp'),
  };
}

function providerPart(provider: ProviderId): Pick<MailboxForm, 'provider' | 'login' | 'signIn'> {
  return { provider, login: loginsOf(provider)[0] ?? 'password', signIn: null };
}

export function withServer(form: MailboxForm, protocol: Protocol, part: Partial<ServerFields>): MailboxForm {
  const before = form[protocol];
  if (!before) return form;
  const next = { ...before, ...part };
  const wasUsual = before.port === String(USUAL_PORTS[protocol][before.security]);
  const port = part.security && wasUsual ? String(USUAL_PORTS[protocol][part.security]) : next.port;
  return { ...form, [protocol]: { ...next, port }, touched: touch(form, protocol) };
}

/** With or without a sending server; it is guessed from the address. */
export function withSending(form: MailboxForm, wanted: boolean): MailboxForm {
  if (!wanted) return { ...form, smtp: null };
  const guess = guessServers(form.address);
  const smtp = guess ? fieldsOf(guess.smtp) : { host: '', port: '587', security: 'starttls' as const };
  return { ...form, smtp, touched: form.touched.filter((part) => part !== 'smtp') };
}

export function withUser(form: MailboxForm, user: string): MailboxForm {
  return { ...form, user, touched: touch(form, 'user') };
}

/** A new mailbox as the contract takes it: servers as addresses that say how they are encrypted. */
export function mailboxInput(form: MailboxForm): MailboxInput {
  return {
    ...settingsOf(form),
    address: form.address.trim(),
    ...(form.login === 'password'
      ? { password: form.password }
      : form.signIn === null
        ? {}
        : { signIn: form.signIn }),
    certificateAuthority: pemOf(form.certificate) ?? null,
  };
}

/** The change of a mailbox as the contract takes it: what stays as it is, is left out. */
export function mailboxChange(id: MailboxView['id'], form: MailboxForm): MailboxChange {
  const pem = pemOf(form.certificate);
  return {
    ...settingsOf(form),
    id,
    ...(form.password === '' ? {} : { password: form.password }),
    ...(pem === undefined ? {} : { certificateAuthority: pem }),
  };
}

function settingsOf(form: MailboxForm) {
  return {
    displayName: blankAsNull(form.displayName),
    imapUrl: serverUrl('imap', form.imap),
    smtpUrl: form.smtp ? serverUrl('smtp', form.smtp) : null,
    user: form.user.trim(),
    draftsFolder: blankAsNull(form.draftsFolder),
    sentFolder: blankAsNull(form.sentFolder),
    provider: form.provider,
    aliases: aliasesOf(form.aliases),
    ...limitPart('perMinute', limitOf(form.perMinute, 1_000)),
    ...limitPart('perDay', limitOf(form.perDay, 100_000)),
  };
}

function limitPart(name: 'perMinute' | 'perDay', limit: number | undefined | null) {
  return limit === undefined || limit === null ? {} : { [name]: limit };
}

/** Undefined: the one that is there stays. */
function pemOf(certificate: CertificateChoice): string | null | undefined {
  if (certificate === 'kept') return undefined;
  return certificate?.pem ?? null;
}

export function serverUrl(protocol: Protocol, { host, port, security }: ServerFields): string {
  const scheme = security === 'tls' ? `${protocol}s` : `${protocol}+starttls`;
  const name = host.trim();
  return `${scheme}://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port.trim()}`;
}

function fieldsOf({ host, port, security }: MailEndpointView): ServerFields {
  return { host, port: String(port), security };
}

function touch(form: MailboxForm, part: MailboxForm['touched'][number]): MailboxForm['touched'] {
  return form.touched.includes(part) ? form.touched : [...form.touched, part];
}

function blankAsNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
