import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { checkLogin, type LoginAnswer } from './smtp-login.ts';
import type { Misbehaviour, SmtpPlan, SmtpStep, TakenMessage } from './smtp-plan.ts';

/** What a conversation tells its server and asks it. */
export interface SmtpHost {
  readonly plan: SmtpPlan;
  readonly secureContext: SecureContext;
  /** What is to go wrong now, if anything. */
  misbehave(
    step: SmtpStep,
    facts: { readonly recipient?: string; readonly encrypted: boolean },
  ): Misbehaviour | null;
  heard(line: string): void;
  /** Bytes that came before encryption. */
  overheard(part: Buffer): void;
  took(message: TakenMessage): void;
}

const END = Buffer.from('\r\n.\r\n');

/** One client's conversation with the fake server: a strict little SMTP state machine over the raw socket. */
export class SmtpConversation {
  readonly #host: SmtpHost;
  #socket: Socket;
  #encrypted: boolean;
  #pending = Buffer.alloc(0);
  #mode: 'command' | 'data' | 'login' = 'command';
  #deaf = false;
  #loggedIn = false;
  #login: { readonly answer: LoginAnswer } | null = null;
  #from: string | null = null;
  #to: string[] = [];

  constructor(socket: Socket, host: SmtpHost, encrypted: boolean) {
    this.#host = host;
    this.#socket = socket;
    this.#encrypted = encrypted;
    this.#loggedIn = host.plan.logins.length === 0;
    this.#listen();
    if (this.#stopped('connect') || this.#stopped('greeting')) return;
    this.#say('220 fake.example.test ESMTP');
  }

  #listen(): void {
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('data', (part: Buffer) => {
      if (!this.#encrypted) this.#host.overheard(part);
      if (this.#deaf) return;
      this.#pending = Buffer.concat([this.#pending, part]);
      this.#work();
    });
  }

  #work(): void {
    while (!this.#deaf) {
      if (this.#mode === 'data') {
        if (!this.#takeMessage()) return;
        continue;
      }
      const end = this.#pending.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#pending.subarray(0, end).toString('utf8');
      this.#pending = this.#pending.subarray(end + 2);
      if (this.#mode === 'login') this.#endLogin(line);
      else this.#command(line);
    }
  }

  #command(line: string): void {
    const verb = line.split(/[ :]/u, 1)[0]?.toUpperCase() ?? '';
    if (verb !== 'QUIT') this.#host.heard(verb === 'AUTH' ? line.split(' ').slice(0, 2).join(' ') : line);
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        if (!this.#stopped('ehlo')) this.#say(...this.#capabilities());
        return;
      case 'STARTTLS':
        if (!this.#stopped('starttls')) this.#encrypt();
        return;
      case 'AUTH':
        if (!this.#stopped('auth')) this.#beginLogin(line);
        return;
      case 'MAIL':
        this.#mail(line);
        return;
      case 'RCPT':
        this.#recipient(line);
        return;
      case 'DATA':
        this.#data();
        return;
      case 'QUIT':
        this.#say('221 2.0.0 bye');
        this.#socket.end();
        return;
      default:
        this.#say('502 5.5.2 what?');
    }
  }

  #capabilities(): string[] {
    const { plan } = this.#host;
    const starttls = !this.#encrypted && plan.offersStarttls ? ['STARTTLS'] : [];
    const logins = this.#encrypted && plan.logins.length > 0 ? [`AUTH ${plan.logins.join(' ')}`] : [];
    const all = ['fake.example.test', ...plan.extensions, ...starttls, ...logins];
    return all.map((name, index) => `250${index === all.length - 1 ? ' ' : '-'}${name}`);
  }

  #encrypt(): void {
    this.#say('220 2.0.0 go ahead');
    this.#socket.removeAllListeners('data');
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext: this.#host.secureContext });
    this.#encrypted = true;
    this.#pending = Buffer.alloc(0);
    this.#listen();
  }

  #beginLogin(line: string): void {
    const answer = checkLogin(this.#host.plan, line);
    if (answer.challenge === null) {
      this.#finishLogin(answer);
      return;
    }
    this.#login = { answer };
    this.#mode = 'login';
    this.#say(`334 ${answer.challenge}`);
  }

  #endLogin(line: string): void {
    this.#host.heard(`(answer) ${line}`);
    this.#mode = 'command';
    if (this.#login !== null) this.#finishLogin(this.#login.answer);
  }

  #finishLogin({ good }: LoginAnswer): void {
    this.#loggedIn = good;
    this.#say(good ? '235 2.7.0 welcome' : '535 5.7.8 bad credentials');
  }

  #mail(line: string): void {
    if (this.#stopped('mail')) return;
    if (!this.#loggedIn) {
      this.#say('530 5.7.0 authentication required');
      return;
    }
    this.#from = /<([^>]*)>/u.exec(line)?.[1] ?? '';
    this.#to = [];
    this.#say('250 2.1.0 ok');
  }

  #recipient(line: string): void {
    const recipient = /<([^>]*)>/u.exec(line)?.[1] ?? '';
    if (this.#stopped('rcpt', recipient)) return;
    if (this.#from === null) {
      this.#say('503 5.5.1 MAIL first');
      return;
    }
    this.#to.push(recipient);
    this.#say('250 2.1.5 ok');
  }

  #data(): void {
    if (this.#stopped('data')) return;
    if (this.#to.length === 0) {
      this.#say('503 5.5.1 RCPT first');
      return;
    }
    this.#mode = 'data';
    this.#pending = Buffer.concat([Buffer.from('\r\n'), this.#pending]);
    this.#say('354 end with a dot');
  }

  /** False while the end has not come. */
  #takeMessage(): boolean {
    const end = this.#pending.indexOf(END);
    if (this.#pending.length > 2 && this.#stopped('body')) return false;
    if (end < 0) return false;
    const stuffed = this.#pending.subarray(2, end + 2).toString('latin1');
    const bytes = Buffer.from(stuffed.replace(/(^|\r\n)\.\./gu, '$1.'), 'latin1');
    this.#pending = this.#pending.subarray(end + END.length);
    this.#mode = 'command';
    const wrong = this.#host.misbehave('dot', { encrypted: this.#encrypted });
    const refused = wrong !== null && typeof wrong.by === 'object' && /^[45]/u.test(wrong.by.answer);
    if (!refused && wrong?.taken !== false) {
      this.#host.took({ from: this.#from ?? '', to: this.#to, bytes });
    }
    this.#from = null;
    if (wrong === null) this.#say('250 2.0.0 taken as 4711');
    else this.#do(wrong);
    return true;
  }

  #stopped(step: SmtpStep, recipient?: string): boolean {
    const facts = { encrypted: this.#encrypted, ...(recipient === undefined ? {} : { recipient }) };
    const wrong = this.#host.misbehave(step, facts);
    if (wrong !== null) this.#do(wrong);
    return wrong !== null;
  }

  #do({ by, at }: Misbehaviour): void {
    if (by === 'hang') {
      this.#deaf = true;
    } else if (by === 'drop') {
      this.#deaf = true;
      this.#socket.destroy();
    } else {
      this.#say(by.answer);
      // 421 says that the server closes the connection; after an answer in the middle nothing is listened to.
      if (by.answer.startsWith('421') || at === 'body') {
        this.#deaf = true;
        this.#socket.end();
      }
    }
  }

  #say(...lines: readonly string[]): void {
    if (this.#socket.writable) this.#socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }
}
