/** What a Dovecot 2.3 of one test run is told. */
export interface DovecotSettings {
  readonly folder: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly submissionPort: number;
  readonly relayPort: number;
  /** Numeric user that owns the mailboxes. */
  readonly mailUid: number;
  readonly mailGid: number;
  /** Folders that every mailbox has, besides INBOX. */
  readonly folders: readonly TestFolder[];
  /** File with the settings of Dovecot's OAuth check; null without. */
  readonly oauthFile: string | null;
}

/** Asks an OAuth server about each token (RFC 7662); `sub` has to be the user. */
export function oauthConfiguration(introspectionUrl: string): string {
  return `
introspection_mode = post
introspection_url = ${introspectionUrl}
username_attribute = sub
active_attribute = active
active_value = true
force_introspection = yes
`;
}

export interface TestFolder {
  readonly name: string;
  /** The mark of RFC 6154 that the server gives it, if any. */
  readonly specialUse?: 'Drafts' | 'Sent' | 'Trash' | 'Junk';
}

export interface TestUser {
  readonly user: string;
  readonly password: string;
  /** Space of the mailbox in bytes; without it there is no limit. */
  readonly quotaBytes?: number;
}

/** One line per user for Dovecot's passwd-file. */
export function passwordFile(users: readonly TestUser[]): string {
  return users
    .map(({ user, password, quotaBytes }) => {
      const extra = quotaBytes === undefined ? '' : `userdb_quota_rule=*:bytes=${quotaBytes}`;
      return `${user}:{PLAIN}${password}::::::${extra}\n`;
    })
    .join('');
}

/** A server on loopback only: IMAP with STARTTLS, IMAPS, submission; passwords only inside TLS. */
export function dovecotConfiguration(s: DovecotSettings): string {
  const listener = (service: string, listeners: string) =>
    `service ${service} {\n  chroot =\n  client_limit = 200\n${listeners}}\n`;
  const inet = (name: string, port: number, tls: boolean) =>
    `  inet_listener ${name} {\n    address = 127.0.0.1\n    port = ${port}\n    ssl = ${tls ? 'yes' : 'no'}\n  }\n`;
  const folders = s.folders
    .map(({ name, specialUse }) => {
      const mark = specialUse ? `    special_use = \\${specialUse}\n` : '';
      return `  mailbox ${name} {\n    auto = subscribe\n${mark}  }\n`;
    })
    .join('');
  return `
protocols = imap submission
instance_name = duebook-test-${s.imapsPort}
base_dir = ${s.folder}/run
state_dir = ${s.folder}/state
log_path = /dev/stderr
listen = 127.0.0.1
hostname = localhost
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
ssl = required
ssl_cert = <${s.certificateFile}
ssl_key = <${s.keyFile}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login${s.oauthFile === null ? '' : ' xoauth2 oauthbearer'}
auth_failure_delay = 0
login_trusted_networks =
mail_plugins = quota
mail_location = maildir:~/Maildir
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:Mailbox
  quota_grace = 0
}
${s.oauthFile === null ? '' : `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${s.oauthFile}\n}\n`}passdb {
  driver = passwd-file
  args = username_format=%u ${s.folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${s.folder}/users
  override_fields = uid=${s.mailUid} gid=${s.mailGid} home=${s.folder}/home/%u
}
namespace inbox {
  inbox = yes
  separator = /
${folders}}
${listener('imap-login', inet('imap', s.imapPort, false) + inet('imaps', s.imapsPort, true))}
${listener('submission-login', inet('submission', s.submissionPort, false))}
submission_host = 127.0.0.1
submission_relay_host = 127.0.0.1
submission_relay_port = ${s.relayPort}
submission_relay_ssl = no
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`;
}
