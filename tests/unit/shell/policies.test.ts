import { describe, expect, it } from 'vitest';
import { isOwnSender, mayDownload, mayHave, mayNavigate } from '../../../electron/shell/navigation-policy.ts';
import { mayOpenExternally, maySignInAt } from '../../../electron/shell/open-external-policy.ts';
import { openedAddress } from '../../../electron/shell/opened-address.ts';
import { createRestartPolicy } from '../../../electron/shell/restart-policy.ts';
import { readStartArguments } from '../../../electron/shell/start-arguments.ts';

const OTHER_PLACES = [
  'https://attacker.example/',
  'app://attacker/index.html',
  'app://duebook.attacker.example/index.html',
  'app://duebook/assets/evil.html',
  'app://duebook/index.html?x=1',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'about:blank',
  'about:srcdoc',
  '',
];

describe('the window', () => {
  it('goes from screen to screen, which only changes the fragment', () => {
    for (const address of [
      'app://duebook/',
      'app://duebook/index.html',
      'app://duebook/index.html#/accounts/7',
    ]) {
      expect(mayNavigate(address), address).toBe(true);
    }
  });

  it('goes nowhere else', () => {
    for (const address of OTHER_PLACES) expect(mayNavigate(address), address).toBe(false);
  });

  it('is heard only from its own page in its top frame', () => {
    expect(isOwnSender({ url: 'app://duebook/index.html#/worklist', isTop: true })).toBe(true);
    expect(isOwnSender({ url: 'app://duebook/index.html', isTop: false })).toBe(false);
    for (const url of OTHER_PLACES) expect(isOwnSender({ url, isTop: true }), url).toBe(false);
  });

  it('may save a text that it made itself, and downloads nothing else', () => {
    expect(mayDownload('blob:app://duebook/0193f6a0-0000')).toBe(true);
    for (const address of [
      ...OTHER_PLACES,
      'app://duebook/index.html',
      'blob:app://duebook.attacker.example/1',
      'blob:https://attacker.example/1',
      'blob:null/1',
    ]) {
      expect(mayDownload(address), address).toBe(false);
    }
  });

  it('may copy text and nothing else', () => {
    expect(mayHave('clipboard-sanitized-write', 'app://duebook')).toBe(true);
    expect(mayHave('clipboard-sanitized-write', 'app://duebook/index.html')).toBe(true);
    expect(mayHave('clipboard-sanitized-write', 'app://duebook.attacker.example')).toBe(false);
    expect(mayHave('clipboard-sanitized-write', 'https://attacker.example/')).toBe(false);
    for (const permission of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'hid',
      'usb',
      '',
    ]) {
      expect(mayHave(permission, 'app://duebook/'), permission).toBe(false);
    }
  });
});

describe('a link that leaves the application', () => {
  it('goes to an accounting system or dials a number', () => {
    for (const address of [
      'https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=1',
      'https://qbo.intuit.com/app/invoice?txnId=1',
      'https://1234567.app.netsuite.com/app/accounting',
      'tel:+14155550100',
    ]) {
      expect(mayOpenExternally(address), address).toBe(true);
    }
  });

  it('goes nowhere else', () => {
    for (const address of [
      'http://go.xero.com/',
      'https://go.xero.com.attacker.example/',
      'https://attacker.example/?https://go.xero.com/',
      'https://go.xero.com@attacker.example/',
      'https://user:pass@go.xero.com/',
      'https://go.xero.com:8443/',
      'https://evilapp.netsuite.com/',
      'https://app.netsuite.com.attacker.example/',
      'file:///etc/passwd',
      'smb://attacker.example/share',
      'ms-msdt:/id',
      'javascript:alert(1)',
      'mailto:a@b.example',
      'tel:+1415;phone-context=evil',
      'tel:*#06#',
      'not an address',
      '',
    ]) {
      expect(mayOpenExternally(address), address).toBe(false);
    }
  });
});

describe('the page of a sign-in', () => {
  const OWN = 'https://login.halden.example:8443/realms/ar/auth?client_id=duebook&state=abc';
  const LOCAL = 'http://127.0.0.1:4011/auth?client_id=duebook&state=abc';
  const may = (address: string, underWay: readonly string[] = [OWN, LOCAL]) =>
    maySignInAt(address, underWay, { loopback: false });

  it('opens where the engine itself began one, although the service is on no list', () => {
    expect(mayOpenExternally(OWN)).toBe(false);
    expect(may(OWN)).toBe(true);
    expect(may(OWN, [])).toBe(false);
  });

  it('opens nowhere else, not at the same service either', () => {
    for (const address of [
      'https://login.halden.example:8443/',
      `${OWN}&redirect_uri=https://attacker.example`,
      OWN.replace('state=abc', 'state=abd'),
      OWN.replace('https:', 'http:'),
      OWN.replace(':8443', ''),
      OWN.replace('login.halden.example', 'login.halden.example.attacker.example'),
      OWN.replace('https://', 'https://login.halden.example@attacker.example/'),
      OWN.toUpperCase(),
      `${OWN}#`,
      ` ${OWN}`,
      '',
    ]) {
      expect(may(address), address).toBe(false);
    }
  });

  it('does not open by anything but https, whatever the engine says', () => {
    for (const address of [
      'http://login.halden.example/auth',
      'https://user:word@login.halden.example/auth',
      'file:///etc/passwd',
      'smb://attacker.example/share',
      'javascript:alert(1)',
      'ms-msdt:/id',
      'not an address',
    ]) {
      expect(maySignInAt(address, [address], { loopback: true }), address).toBe(false);
    }
  });

  it('opens on this very computer in a build that is not packaged, by the literal address only', () => {
    expect(may(LOCAL)).toBe(false);
    expect(maySignInAt(LOCAL, [LOCAL], { loopback: true })).toBe(true);
    for (const host of ['localhost', '127.0.0.2', '[::1]', '0.0.0.0', '127.0.0.1.attacker.example']) {
      const address = LOCAL.replace('127.0.0.1', host);
      expect(maySignInAt(address, [address], { loopback: true }), address).toBe(false);
    }
  });
});

describe('an engine that crashes', () => {
  const MINUTE = 60_000;
  const decisions = (...minutes: readonly number[]) => {
    let now = 0;
    const policy = createRestartPolicy(() => now);
    return minutes.map((minute) => {
      now = minute * MINUTE;
      return policy.crashed();
    });
  };

  it('is started again four times and given up at the fifth crash within five minutes', () => {
    expect(decisions(0, 1, 2, 3, 4.9)).toEqual(['restart', 'restart', 'restart', 'restart', 'give_up']);
  });

  it('is started again for ever when it crashes seldom', () => {
    expect(decisions(0, 1, 2, 3, 5, 6, 7, 8, 10)).not.toContain('give_up');
  });
});

describe('an address that the desktop opens', () => {
  const BACK = 'duebook://sign-in/netsuite?state=s&code=c&company=1234567';

  it('is found among the arguments, wherever Chromium puts it', () => {
    expect(openedAddress(['Duebook', '--no-sandbox', BACK])).toBe(BACK);
    expect(openedAddress(['Duebook', BACK, '--original-process-start-time=1'])).toBe(BACK);
    expect(openedAddress([`DUEBOOK${BACK.slice(7)}`])).toBe(BACK);
  });

  it('is none for any other argument or place', () => {
    for (const argv of [
      [],
      ['/opt/duebook/duebook', '--demo'],
      ['https://sign-in/netsuite?state=s'],
      ['duebook:sign-in'],
      ['duebook://accounts/7'],
      ['duebook://sign-in.attacker.example/netsuite?state=s'],
      ['duebook://sign-in@attacker.example/netsuite'],
      ['duebook://ada:pw@sign-in/netsuite'],
      ['duebook://sign-in/netsuite#state=s'],
      [`duebook://sign-in/netsuite?state=${'s'.repeat(8_192)}`],
      [BACK, BACK],
    ]) {
      expect(openedAddress(argv), argv.join(' ').slice(0, 80)).toBeNull();
    }
  });

  it('is no text that Node cannot read', () => {
    expect(openedAddress(['duebook://[sign-in'])).toBeNull();
  });

  it('lets nothing else into the start: any page may have one opened', () => {
    expect(readStartArguments(['Duebook', BACK, '--demo', '--file', '/etc/passwd'], '/')).toEqual({
      demo: false,
    });
  });
});

describe('the start of the application', () => {
  it('takes a demo and a file, and passes over what Chromium adds', () => {
    const argv = ['electron', '/app', '--no-sandbox', '--demo', '--file', 'open.csv', '--lang=en'];
    expect(readStartArguments(argv, '/home/ada')).toEqual({ demo: true, file: '/home/ada/open.csv' });
    expect(readStartArguments(['electron', '/app'], '/')).toEqual({ demo: false });
    expect(readStartArguments(['electron', '/app', '--file'], '/')).toEqual({ demo: false });
    expect(readStartArguments(['electron', '/app', '--file', '--demo'], '/')).toEqual({ demo: true });
  });
});
